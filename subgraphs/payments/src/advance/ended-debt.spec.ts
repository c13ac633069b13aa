import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account as person } from '@heitu/kit/serving/testing';
import { account } from '../ledger/account.ts';
import { contractOf, finance, MERCHANT, MERCHANTS, OPEN, openPayments, requestId } from '../payments.fixture.ts';
import type { PaymentsRoom } from '../payments.fixture.ts';
import { PAUSED_BY_RECEIPT_MS } from './recovery.policy.ts';

const [SELLER, CARRIER] = ['party-1', 'party-carrier'] as const;
const PROPOSE = `mutation($i: ProposeRecoveryEndInput!) { proposeRecoveryEnd(input: $i) { ... on PaymentsDone { id }
  ... on ProposeRecoveryEndRefused { code } } }`;
const CONFIRM = `mutation($i: ConfirmRecoveryEndInput!) { confirmRecoveryEnd(input: $i) { ... on PaymentsDone { id }
  ... on ConfirmRecoveryEndRefused { code } } }`;

/** Order o1 of party-1 for 60 yuan: of 5 yuan for delivery the carrier gets 4, which it owes to the seller. */
describe('a debt that two people end while freight pays it off [6.6.d]', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    const opened = { ...MERCHANT, requestId: requestId(), partyId: CARRIER, subMerchantId: '1900000201' };
    await room.graph(finance, OPEN, { i: opened });
    const terms = { kind: 'delivery', freightSharedPercent: 80 };
    const change = { withPartyId: CARRIER, contractId: 'delivery' };
    await room.receive('sellers', 'sellers.contract-signed.v1', contractOf(SELLER, terms, change));
    await room.paid();
    const shares = [{ part: 'carrier', partyId: CARRIER, amountFen: 650, agreed: true }];
    const of = { shipmentId: 'p9', orderId: 'o9', orderNumber: 'H-9', buyerAccountId: 'buyer', partyId: SELLER };
    await room.receive('orders', 'orders.claim-settled.v1', { ...of, how: 'paid', shares, toSeller: true });
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });

  const propose = async (how: 'RECEIVED' | 'GIVEN_UP') => {
    const [{ id: recoveryId }] = await room.rows('Recovery');
    const input = { requestId: requestId(), recoveryId, how, reason: '12月1日回单0032' };
    return (await room.graph<any>(finance, PROPOSE, { i: input })).proposeRecoveryEnd;
  };
  const confirm = async () => {
    const [{ id: recoveryId }] = await room.rows('Recovery');
    const second = person('second', { role: 'operator-admin' });
    return (await room.graph<any>(second, CONFIRM, { i: { requestId: requestId(), recoveryId } })).confirmRecoveryEnd;
  };
  const ANSWER = 'mutation($i: AnswerRecoveryEndInput!) { answerRecoveryEnd(input: $i) { __typename } }';
  /** It is the seller's: it agrees first. */
  const agree = async () => {
    const [{ id: recoveryId }] = await room.rows('Recovery');
    const owner = person('owner', { role: 'seller-owner', partyId: SELLER });
    await room.graph(owner, ANSWER, { i: { requestId: requestId(), recoveryId, agrees: true } });
  };
  const completed = async () => {
    await room.receive('orders', 'orders.order-completed.v1', {
      orderId: 'o1',
      checkoutId: 'c1',
      partyId: SELLER,
      shopId: 's',
      buyerAccountId: 'buyer',
      totalFen: 6000,
      refundedFen: 0,
      deliveryFen: 500,
      carrierPartyId: CARRIER,
    });
    await room.turn(4);
  };
  const debts = async () =>
    (await room.rows('Recovery')).map(({ amountFen, setOffFen, state }) => [amountFen, setOffFen, state]);
  const claimedFen = () => room.balanceOf(account.claimedFrom(CARRIER));

  it.each(['GIVEN_UP', 'RECEIVED'] as const)(
    '%s, and the buyer is refunded later: the freight that goes back is owed again, on a desk',
    async (how) => {
      await completed();
      expect([await debts(), await claimedFen()]).toEqual([[[650, 400, 'open']], -250]);
      await propose(how);
      await agree();
      expect(await confirm()).toMatchObject({ id: expect.any(String) });
      expect([await debts(), await claimedFen()]).toEqual([[[650, 400, 'closed']], 0]);
      room.channel.moveMoney(MERCHANTS[SELLER], 'top-up', 10_000);
      await room.turn(1);
      // All but 1.50 yuan: of that the carrier is owed 1.20, and 2.80 that had paid off the debt are gone.
      await room.refundDue('late', 5850);
      await room.turn(6);
      expect([await debts(), await claimedFen()]).toEqual([
        [
          [650, 400, 'closed'],
          [280, 0, 'open'],
        ],
        -280,
      ]);
      expect(await room.balanceOf(account.owedTo(SELLER))).toBe(280);
    },
  );

  it('that came by bank, as one says, is not taken out of freight as well before another confirms it', async () => {
    await propose('RECEIVED');
    await completed();
    expect([await debts(), await room.balanceOf(account.seller(CARRIER))]).toEqual([[[650, 0, 'open']], 400]);
    await agree();
    expect(await confirm()).toMatchObject({ id: expect.any(String) });
    expect([await debts(), await claimedFen()]).toEqual([[[650, 0, 'closed']], 0]);
  });

  it('that nobody confirms goes on being taken out of freight, and at once where it is to be given up', async () => {
    await propose('RECEIVED');
    room.clock.advance(PAUSED_BY_RECEIPT_MS + DAY_MS);
    await completed();
    expect(await debts()).toEqual([[650, 400, 'open']]);
  });

  it('is taken out of freight for as long as it is only to be given up', async () => {
    await propose('GIVEN_UP');
    await completed();
    expect(await debts()).toEqual([[650, 400, 'open']]);
  });
});
