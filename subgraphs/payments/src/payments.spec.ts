import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import { buyer, checkoutOf, finance, openPayments, requestId, type PaymentsRoom } from './payments.fixture.ts';

const LOOK = `mutation($i: LookUpPaymentInput!) { lookUpPayment(input: $i) { ... on Payment { id state } ... on LookUpPaymentRefused { code } } }`;
const COLLECT = `mutation($i: CollectRecoveryInput!) { collectRecovery(input: $i) { ... on PaymentsDone { id } ... on CollectRecoveryRefused { code } } }`;
const ROTATE = `mutation($i: RotatePaymentPasswordInput!) { rotatePaymentPassword(input: $i) { ... on PaymentsDone { id } ... on RotatePaymentPasswordRefused { code } } }`;

describe('a request that is sent twice', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it('is answered the same and done once; the same id with other input is refused', async () => {
    const keeper = account(
      'keeper',
      { role: 'seller-owner', partyId: 'party-1' },
      { role: 'seller-owner', partyId: 'party-2' },
    );
    const rotate = async (partyId: string) =>
      (await room.graph<any>(keeper, ROTATE, { i: { partyId, requestId: 'rotate-1' } })).rotatePaymentPassword;
    const first = await rotate('party-1');
    const due = (await room.rows('MerchantAccount')).map((row) => row.passwordDueAtMs);
    room.clock.advance(1000);
    expect(await rotate('party-1')).toEqual(first);
    expect(await rotate('party-2')).toEqual({ code: 'REQUEST_ID_REUSED' });
    expect((await room.rows('MerchantAccount')).map((row) => row.passwordDueAtMs)).toEqual(due);
  });

  it('is one question about a payment, and a new one while the provider has not answered', async () => {
    const look = async (checkoutId: string) =>
      (await room.graph<any>(buyer, LOOK, { i: { checkoutId, requestId: 'look-1' } })).lookUpPayment;
    await room.start();
    room.channel.fail('queryCombined');
    expect(await look('c1')).toEqual({ code: 'PROVIDER_BUSY' });
    room.channel.fail(null);
    room.channel.payerPays('c1');
    const answered = await look('c1');
    expect(answered).toMatchObject({ state: 'PAID' });
    expect(await look('c1')).toEqual(answered);
    expect((await room.rows('LookUp')).map((row) => row.answer)).toEqual(['unknown', 'paid']);
    room.checkouts.set('c2', checkoutOf([{ orderId: 'o3', partyId: 'party-1', totalFen: 100 }]));
    await room.start('c2');
    expect(await look('c2')).toEqual({ code: 'REQUEST_ID_REUSED' });
  });

  it('collects a recovery once, and says so again; what the provider did not take on is no success', async () => {
    const compensation = {
      complaintId: 'k1',
      orderId: 'o1',
      partyId: 'party-1',
      buyerAccountId: 'buyer',
      amountFen: 2000,
      reason: '质量问题',
    };
    await room.paid();
    await room.receive('trust', 'trust.advance-due.v1', compensation);
    await room.receive('trust', 'trust.advance-due.v1', { ...compensation, complaintId: 'k2', amountFen: 1000 });
    await room.turn();
    const [one, other] = await room.rows('Recovery');
    const collect = async (recoveryId: string, id: string) =>
      (await room.graph<any>(finance, COLLECT, { i: { recoveryId, requestId: id } })).collectRecovery;
    expect(await collect(one.id, 'collect-1')).toEqual({ id: one.id });
    expect(await collect(one.id, 'collect-1')).toEqual({ id: one.id });
    expect(await collect(one.id, requestId())).toEqual({ code: 'WRONG_STATE' });
    expect(await collect(other.id, 'collect-1')).toEqual({ code: 'REQUEST_ID_REUSED' });
    room.channel.fail('returnAdvance');
    expect(await collect(other.id, 'collect-2')).toEqual({ code: 'PROVIDER_BUSY' });
    expect(await collect(other.id, 'collect-2')).toEqual({ code: 'WRONG_STATE' });
    expect(room.channel.paidFen()).toEqual({ platform: 1000, '1900000101': 2000 });
  });
});
