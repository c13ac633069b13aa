import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account as person, nodesOf } from '@heitu/kit/serving/testing';
import type { Actor } from '@heitu/kit/rules/actor';
import { account } from '../ledger/account.ts';
import { finance, openPayments, requestId, type PaymentsRoom } from '../payments.fixture.ts';

const [SELLER, CARRIER] = ['party-1', 'party-carrier'];
const LISTED = `{ recoveries { edges { node { id state stateLabel amountFen setOffFen availableActions debtorText
  notCollectableText endHow endReason endedAt party { id } creditor { id } } } } }`;
const PROPOSE = `mutation($i: ProposeRecoveryEndInput!) { proposeRecoveryEnd(input: $i) { ... on PaymentsDone { id }
  ... on ProposeRecoveryEndRefused { code } } }`;
const CONFIRM = `mutation($i: ConfirmRecoveryEndInput!) { confirmRecoveryEnd(input: $i) { ... on PaymentsDone { id }
  ... on ConfirmRecoveryEndRefused { code clause } } }`;
const ANSWER = 'mutation($i: AnswerRecoveryEndInput!) { answerRecoveryEnd(input: $i) { __typename } }';
const second = person('second', { role: 'operator-admin' });
const other = person('other-finance', { role: 'finance' });

/** What no rail collects ends by two people, and the books say whose loss it was. */
describe('what is owed and nothing here collects', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });

  const listed = async (who: Actor = finance) => nodesOf((await room.graph<any>(who, LISTED)).recoveries) as any[];
  const first = async (who?: Actor) => (await listed(who))[0];
  const propose = async (how: 'RECEIVED' | 'GIVEN_UP', reason: string, who: Actor = finance) => {
    const { id: recoveryId } = await first();
    return (await room.graph<any>(who, PROPOSE, { i: { requestId: requestId(), recoveryId, how, reason } }))
      .proposeRecoveryEnd;
  };
  const confirm = async (who: Actor) => {
    const { id: recoveryId } = await first();
    return (await room.graph<any>(who, CONFIRM, { i: { requestId: requestId(), recoveryId } })).confirmRecoveryEnd;
  };
  /** The platform laid it out for the carrier, which has no money here. */
  async function laidOut(): Promise<void> {
    const due = { complaintId: 'k1', orderId: 'o1', partyId: CARRIER, buyerAccountId: 'buyer', reason: '裁定' };
    await room.receive('trust', 'trust.compensation-due.v1', { ...due, amountFen: 1000 });
    await room.turn(3);
  }
  /** The carrier owes it to the seller. */
  const lost = () =>
    room.receive('orders', 'orders.order-lost.v1', {
      orderId: 'o9',
      afterSaleId: null,
      orderNumber: 'H-9',
      buyerAccountId: 'buyer',
      partyId: SELLER,
      carrierPartyId: CARRIER,
      amountFen: 2400,
      toSeller: true,
    });

  it('is proposed by one and confirmed by another: the money came into the platform’s bank [6.6.d]', async () => {
    await laidOut();
    expect(await first()).toMatchObject({ availableActions: ['PROPOSE_END'], endHow: null });
    expect(await confirm(second)).toMatchObject({ code: 'NOT_PROPOSED', clause: '6.6.d' });
    await propose('RECEIVED', '12月1日银行回单0032');
    expect(await first()).toMatchObject({ state: 'OPEN', endHow: 'RECEIVED', availableActions: ['PROPOSE_END'] });
    expect(await first(second)).toMatchObject({ availableActions: ['END'], endReason: '12月1日银行回单0032' });
    expect(await confirm(finance)).toMatchObject({ code: 'SAME_PERSON', clause: '6.6.d' });
    const before = await room.booked();
    expect(before).toMatchObject({ 'platform-claims': 1000, [account.claimedFrom(CARRIER)]: -1000 });
    const twice = await Promise.all([confirm(second), confirm(other)]);
    expect(twice.map((one: any) => one.code ?? 'done').toSorted()).toEqual(['WRONG_STATE', 'done']);
    expect(await first()).toMatchObject({ state: 'CLOSED', stateLabel: '已了结', availableActions: [] });
    const after = await room.booked();
    expect([after['platform-claims'], after[account.claimedFrom(CARRIER)]]).toEqual([undefined, undefined]);
    expect([after[account.platformBank], after[account.bankOf(CARRIER)]]).toEqual([1000, -1000]);
    expect(await confirm(other)).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('given up it is the platform’s own loss, and nothing sets it off any more', async () => {
    await laidOut();
    await propose('RECEIVED', '等等看', other);
    await propose('GIVEN_UP', '公司已注销，法院终结执行');
    await confirm(other);
    const after = await room.booked();
    expect(after[account.platformFunds]).toBe(-1000);
    expect(after[account.platformBank]).toBeUndefined();
    expect(after['platform-claims']).toBeUndefined();
  });

  it('between two parties no account of the platform moves: the carrier paid the seller directly', async () => {
    await lost();
    expect(await first()).toMatchObject({ party: { id: CARRIER }, creditor: { id: SELLER }, debtorText: null });
    await propose('RECEIVED', '商家说已收到转账');
    const before = await room.booked();
    expect(await confirm(second)).toMatchObject({ code: 'CREDITOR_NOT_AGREED' });
    const { id: recoveryId } = await first();
    const owner = person('owner', { role: 'seller-owner', partyId: SELLER });
    await room.graph(owner, ANSWER, { i: { requestId: requestId(), recoveryId, agrees: true } });
    await confirm(second);
    const after = await room.booked();
    expect(before[account.owedTo(SELLER!)]).toBe(2400);
    const { [account.owedTo(SELLER!)]: _owed, [account.claimedFrom(CARRIER!)]: _claimed, ...rest } = before;
    expect(after).toEqual(rest);
  });

  it('while a settlement takes of it, it does not end', async () => {
    await laidOut();
    await propose('GIVEN_UP', '收不回');
    const { em }: any = room.subgraph.contextFor(finance, 'test');
    await em.nativeUpdate('Recovery', {}, { settingOffFen: 10 });
    expect(await confirm(second)).toMatchObject({ code: 'SETTING_OFF' });
    await em.nativeUpdate('Recovery', {}, { settingOffFen: 0 });
    expect(await first()).toMatchObject({ state: 'OPEN' });
  });
});
