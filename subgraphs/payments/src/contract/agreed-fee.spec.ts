import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { contractOf, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

describe('the fee of a contract', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  const signed = (contractId: string, terms: object, change: object = {}) =>
    room.receive('sellers', 'sellers.contract-signed.v1', {
      contractId,
      number: contractId,
      partyId: 'party-1',
      withPartyId: 'operator',
      validFromOn: '2026-11-01',
      validUntilOn: '2026-11-25',
      signedAtMs: room.clock.now(),
      terms: { kind: 'platform-service', ...terms },
      ...change,
    });

  it('is taken at its own rate, and at the published one from whoever agreed nothing [6.5.a] [9.2.cn]', async () => {
    await signed('k-1', { feePermille: 25 });
    await room.paid();
    await room.completed('o1');
    await room.completed('o2');
    await room.turn(6);
    expect(await room.booked()).toEqual({
      buyers: -10000,
      'seller:party-1': 5850,
      'seller:party-2': 3960,
      'platform-commission': 150 + 40,
    });
  });

  it.each([
    // Of 6000 fen, 800 for delivery, 700 refunded: 5300 kept.
    ['goods', 112],
    ['goods-and-delivery', 132],
    [undefined, 132],
  ])(
    'is taken on %s, to the fen: what was paid for delivery counts only where it was so agreed [6.5.a]',
    async (feeOn, fee) => {
      await signed('k-1', { feePermille: 25, ...(feeOn && { feeOn }) });
      await room.paid();
      await room.refundDue('k1', 700);
      await room.completed('o1', 700, 800);
      await room.turn(6);
      expect(await room.booked()).toMatchObject({ 'seller:party-1': 5300 - fee, 'platform-commission': fee });
    },
  );

  it('is never more than what the contract with the provider lets be shared [9.2.cn]', async () => {
    await signed('k-1', { feePermille: 200 });
    await room.receive(
      'sellers',
      'sellers.contract-signed.v1',
      contractOf(
        'party-1',
        { kind: 'payment', sharedPercentMax: 5, feeBasisPoints: 0 },
        { contractId: 'k-2', signedAtMs: 2 },
      ),
    );
    await room.paid();
    await room.completed('o1');
    await room.turn(6);
    expect(await room.booked()).toMatchObject({ 'seller:party-1': 5700, 'platform-commission': 300 });
  });

  it('is that of the day on which the order was paid, whatever is agreed later', async () => {
    await signed('k-1', { feePermille: 25 });
    await room.paid();
    room.clock.set('2026-12-10T02:00:00Z');
    await signed('k-2', { feePermille: 0 }, { validFromOn: '2026-12-01', validUntilOn: '2027-11-30' });
    await room.completed('o1');
    await room.turn(6);
    expect(await room.booked()).toMatchObject({ 'seller:party-1': 5850, 'platform-commission': 150 });
  });
});
