import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { finance, MERCHANT, OPEN, openPayments, requestId, type PaymentsRoom } from '../payments.fixture.ts';

describe('merchant accounts', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it('opens an account only with papers, contract and two named persons [7.4.p-q] [7.4.r-s]', async () => {
    const open = async (changes: object) =>
      (
        await room.graph<any>(finance, OPEN, {
          i: {
            ...MERCHANT,
            requestId: requestId(),
            subMerchantId: '1900000999',
            partyId: 'party-3',
            ...changes,
          },
        })
      ).openMerchantAccount;
    expect(await open({ partyId: 'party-bad' })).toMatchObject({ code: 'PARTY_NOT_IN_GOOD_STANDING', clause: '7.4.q' });
    expect(await open({ contractValidUntilOn: '2026-11-24' })).toMatchObject({
      code: 'CONTRACT_EXPIRED',
      clause: '7.4.p',
    });
    expect(await open({ passwordKeeperName: MERCHANT.contactName })).toMatchObject({
      code: 'SAME_PERSON',
      clause: '7.4.r',
    });
    expect(await open({ subMerchantId: '1900000101' })).toMatchObject({ code: 'MERCHANT_IN_USE' });
    expect(await open({ partyId: 'party-1' })).toMatchObject({ code: 'ALREADY_OPEN' });
    expect(await room.rows('MerchantAccount')).toHaveLength(2);
    expect(JSON.stringify(await room.rows('MerchantAccount'))).not.toContain('王对接');
  });
});
