import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import type { Actor } from '@heitu/kit/rules/actor';
import { buyer, finance, MERCHANTS, openPayments, requestId, type PaymentsRoom } from '../payments.fixture.ts';
import { CARDS_MAX, STUCK } from './refund.policy.ts';

const CARD = { bank: 'ABC_DEBIT', cardNumber: '6228480402564890018', holderName: '王小明' };

describe('a refund that its payer’s account does not take [7.6.aa]', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
    room.channel.bounce(true);
    await room.refundDue('k1', 4000);
    await room.turn();
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });

  const refund = async () => (await room.rows('Refund'))[0];
  const does = async (who: Actor, name: string, input: object) => {
    const type = name[0]!.toUpperCase() + name.slice(1);
    return (
      await room.graph<any>(
        who,
        `mutation($i: ${type}Input!) { ${name}(input: $i) { __typename ... on ${type}Refused { code message clause } } }`,
        { i: { ...(name === 'redirectRefund' && { requestId: requestId() }), ...input } },
      )
    )[name];
  };
  const redirect = async (who: Actor = buyer, more: object = {}) =>
    does(who, 'redirectRefund', { refundId: (await refund()).id, ...CARD, ...more });
  const transfer = async (who: Actor = finance) => does(who, 'transferRefund', { refundId: (await refund()).id });
  const offered = async (who: Actor) =>
    (
      await room.graph<any>(
        who,
        '{ _entities(representations: [{ __typename: "Order", id: "o1" }]) { ... on Order { refunds { state availableActions } } } }',
      )
    )._entities[0].refunds[0];
  const completed = () => room.eventsOf('payments.refund-completed.v1');

  it('lies with finance and is offered to its buyer; it is not sent round and round, and nobody else may touch it', async () => {
    const { id, attempts } = await refund();
    expect(await refund()).toMatchObject({ state: 'abnormal', nextAtMs: null, refundKey: 'k1' });
    await room.turn();
    expect(await refund()).toMatchObject({ state: 'abnormal', attempts });
    expect(await offered(buyer)).toEqual({ state: 'ABNORMAL', availableActions: ['REDIRECT'] });
    expect(await offered(finance)).toEqual({ state: 'ABNORMAL', availableActions: ['REDIRECT', 'TRANSFER'] });
    expect(await redirect(account('stranger', { role: 'consumer' }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await does(finance, 'retryMoney', { id })).toMatchObject({ code: 'WRONG_STATE' });
    const { paymentsDue } = await room.graph<any>(finance, '{ paymentsDue { kind } }');
    expect(paymentsDue).toMatchObject([{ kind: 'REFUND' }]);
  });

  it('goes to another card of its buyer, which nobody keeps afterwards', async () => {
    room.channel.bounce(false);
    expect((await redirect()).__typename).toBe('PaymentsDone');
    expect((await refund()).cardSealed).not.toContain(CARD.cardNumber);
    await room.turn();
    expect(room.channel.redirected).toEqual([{ card: CARD.cardNumber, bank: 'ABC_DEBIT', holder: CARD.holderName }]);
    expect(await refund()).toMatchObject({ state: 'succeeded', cardSealed: null });
    expect(completed()).toMatchObject([{ orderId: 'o1', refundKey: 'k1', amountFen: 4000 }]);
    expect(await room.booked()).toEqual({
      buyers: -6000,
      'provider-frozen:party-1': 2000,
      'provider-frozen:party-2': 4000,
    });
  });

  it('tries a card once for each time that it is named, and after so many the platform transfers', async () => {
    for (let tries = 1; tries < CARDS_MAX; tries++) {
      expect((await redirect()).__typename).toBe('PaymentsDone');
      await room.turn(6);
      expect(await refund()).toMatchObject({ state: 'abnormal', cardTries: tries, cardSealed: null });
    }
    await redirect();
    // With the last one nobody waits for anybody any more.
    await room.turn(8);
    expect(await refund()).toMatchObject({ state: 'replaced', cardTries: CARDS_MAX, cardSealed: null });
    expect(room.channel.redirected).toEqual([
      ...Array(CARDS_MAX).fill(expect.objectContaining({ bank: 'ABC_DEBIT' })),
      'seller',
    ]);
    expect(completed()).toMatchObject([{ orderId: 'o1', byTransfer: true }]);
  });

  it('is transferred by the platform where finance decides so: the seller’s bank has it, and the seller owes it', async () => {
    expect((await transfer()).__typename).toBe('PaymentsDone');
    expect(await transfer()).toMatchObject({ code: 'WRONG_STATE' });
    await room.turn(6);
    expect(room.channel.redirected).toEqual(['seller']);
    expect(await refund()).toMatchObject({ state: 'replaced' });
    expect(completed()).toMatchObject([{ orderId: 'o1', refundKey: 'k1', amountFen: 4000, byTransfer: true }]);
    // The seller paid the refund, the platform the transfer; the seller owes the platform as much.
    expect(room.channel.paidFen()).toEqual({ [MERCHANTS['party-1']]: 4000, platform: 4000 });
    expect(await room.rows('Recovery')).toMatchObject([{ partyId: 'party-1', amountFen: 4000, state: 'open' }]);
    expect(await room.booked()).toEqual({
      buyers: -6000,
      'provider-frozen:party-1': 2000,
      'provider-frozen:party-2': 4000,
      'bank:party-1': 4000,
      'platform-funds': -4000,
      'platform-claims': 4000,
      'claimed-from:party-1': -4000,
    });
  });

  it('is in the bill of the day on which the seller’s bank got it, whenever its buyer has it [9.2.cp]', async () => {
    room.channel.fail('compensate');
    await transfer();
    for (let i = 0; i < 6 && (await refund()).state !== 'replaced'; i++) await room.turn(1);
    expect(await refund()).toMatchObject({ state: 'replaced', succeededAtMs: null });
    room.clock.advance(DAY_MS);
    room.channel.fail(null);
    await room.turn(6);
    expect((await refund()).succeededAtMs).toBeGreaterThan(Date.parse('2026-11-26T00:00:00+08:00'));
    room.clock.set('2026-11-27T03:00:00Z');
    for (const date of ['2026-11-25', '2026-11-26']) {
      const reconcile = `mutation { reconcileDay(input: { date: "${date}" }) { ... on Reconciliation { state } } }`;
      expect([date, (await room.graph<any>(finance, reconcile)).reconcileDay]).toEqual([date, { state: 'MATCHED' }]);
    }
  });

  it('is paid once where it was mended at the provider while finance gave it up', async () => {
    await transfer();
    room.channel.endRefund('succeeded');
    await room.turn(6);
    expect(await refund()).toMatchObject({ state: 'succeeded' });
    expect(room.channel.redirected).toEqual([]);
    expect(await room.rows('Compensation')).toEqual([]);
    expect(completed()).toHaveLength(1);
  });

  it('is paid once although every answer is lost', async () => {
    await transfer();
    room.channel.loseAnswers(3);
    await room.turn(10);
    expect(room.channel.redirected).toEqual(['seller']);
    expect(room.channel.paidFen()).toEqual({ [MERCHANTS['party-1']]: 4000, platform: 4000 });
    expect(completed()).toHaveLength(1);
  });

  it('is transferred without anybody, not a moment before its time', async () => {
    const { stuckAtMs } = await refund();
    room.clock.advance(addWorkingDays(stuckAtMs, STUCK.workingDays) - room.clock.now() - 1);
    await room.subgraph.runOnce();
    expect(await refund()).toMatchObject({ state: 'abnormal' });
    room.clock.advance(1);
    await room.turn(6);
    expect(await refund()).toMatchObject({ state: 'replaced' });
    expect(completed()).toMatchObject([{ byTransfer: true }]);
  });

  it('that the provider closed is sent under the next number, and never again under the old one', async () => {
    const { id, outRefundNo } = await refund();
    await room.graph(finance, 'mutation($i: RedirectRefundInput!) { redirectRefund(input: $i) { __typename } }', {
      i: { requestId: requestId(), refundId: id, ...CARD },
    });
    await room.turn();
    room.channel.endRefund('closed');
    await redirect();
    await room.turn();
    // The provider closed it: nothing was paid.
    expect(await refund()).toMatchObject({ state: 'failed', closedNumbers: 1 });
    expect((await refund()).outRefundNo).not.toBe(outRefundNo);
    room.channel.bounce(false);
    expect((await does(finance, 'retryMoney', { id })).__typename).toBe('PaymentsDone');
    await room.turn();
    expect(await refund()).toMatchObject({ state: 'succeeded' });
    expect(completed()).toMatchObject([{ amountFen: 4000 }]);
  });
});

describe('what the platform laid out, and its payer’s account does not take [6.6.d] [7.6.aa]', () => {
  let room: PaymentsRoom;
  const DUE = { complaintId: 'k9', orderId: 'o1', partyId: 'party-1', buyerAccountId: 'buyer', amountFen: 2000 };
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });
  const laidOut = async () => {
    await room.receive('trust', 'trust.advance-due.v1', { ...DUE, reason: '质量问题' });
    await room.turn();
  };
  const silence = async () => {
    const [{ stuckAtMs }] = await room.rows('Refund');
    room.clock.set(new Date(addWorkingDays(stuckAtMs, STUCK.workingDays)).toISOString());
    await room.turn(6);
  };
  const recoveries = async () =>
    (
      await room.graph<any>(finance, '{ recoveries { edges { node { partyId amountFen state rail } } } }')
    ).recoveries.edges.map(({ node }: any) => node);
  const owed = (rail: string) => ({ partyId: 'party-1', amountFen: 2000, state: 'OPEN', rail });
  const told = () => room.eventsOf('payments.advance-paid.v1').filter(({ complaintId }) => complaintId === 'k9');

  it('is transferred without anybody where no card takes it: the seller’s bank has it, and the seller owes both', async () => {
    room.channel.bounce(true);
    await laidOut();
    expect(await room.rows('Refund')).toMatchObject([{ state: 'abnormal', source: 'platform-advance' }]);
    expect(told()).toEqual([]);
    await silence();
    expect(await room.rows('Refund')).toMatchObject([{ state: 'replaced' }]);
    expect(await room.rows('Advance')).toMatchObject([
      { complaintId: 'k9', state: 'paid' },
      { complaintId: expect.stringMatching(/^refund:/), state: 'paid' },
    ]);
    // The buyer was paid once; twice the money left the platform, and the seller's bank has one of it.
    expect(room.channel.paidFen()).toEqual({ platform: 4000 });
    expect(told()).toMatchObject([{ partyId: 'party-1', amountFen: 2000 }]);
    // Of what its bank got the seller is told as well, of the other by its complaint.
    const [{ id: refundId }] = await room.rows('Refund');
    expect(room.eventsOf('payments.advance-paid.v1').map(({ insteadOfRefundId }) => insteadOfRefundId)).toEqual([
      refundId,
      undefined,
    ]);
    expect(room.eventsOf('payments.refund-completed.v1')).toMatchObject([
      { refundKey: 'advance:k9', amountFen: 2000, byTransfer: true },
    ]);
    // That it was late is nobody's fault but the platform's and the card's: the seller's month counts none of it.
    const { paymentsConduct } = await room.graph<any>(
      { kind: 'peer', id: 'trust', grants: [] },
      'query($f: String!, $t: String!) { paymentsConduct(fromMs: $f, toMs: $t) { partyId total } }',
      { f: '0', t: String(room.clock.now()) },
    );
    expect(paymentsConduct).toEqual([]);
    expect((await recoveries()).toSorted((a: any, b: any) => a.rail.localeCompare(b.rail))).toEqual([
      owed('NONE'),
      owed('RETURN'),
    ]);
    expect(await room.booked()).toEqual({
      buyers: -8000,
      'provider-frozen:party-1': 6000,
      'provider-frozen:party-2': 4000,
      'bank:party-1': 2000,
      'platform-funds': -4000,
      'platform-claims': 4000,
      'claimed-from:party-1': -4000,
    });
  });

  it('comes back from the seller: what its bank got by the provider, what the buyer got by set-off', async () => {
    room.channel.bounce(true);
    await laidOut();
    await silence();
    const { recoveries: listed } = await room.graph<any>(finance, '{ recoveries { edges { node { id rail } } } }');
    const { id } = listed.edges.map(({ node }: any) => node).find(({ rail }: any) => rail === 'RETURN');
    const COLLECT = `mutation($i: CollectRecoveryInput!) { collectRecovery(input: $i) { __typename } }`;
    await room.graph(finance, COLLECT, { i: { recoveryId: id } });
    await room.turn(2);
    await room.completed('o1');
    await room.turn(6);
    const [settlement] = await room.rows('Settlement');
    // None of it counts as refunded out of the order; the provider lets a part of it be set off.
    expect(settlement).toMatchObject({ state: 'settled', refundedFen: 0 });
    const { setOffFen } = settlement;
    expect(setOffFen).toBeGreaterThan(1000);
    const left = await room.graph<any>(finance, '{ recoveries { edges { node { state rail setOffFen } } } }');
    expect(left.recoveries.edges.map(({ node }: any) => node)).toEqual(
      expect.arrayContaining([
        { state: 'RECOVERED', rail: 'RETURN', setOffFen: 0 },
        { state: 'OPEN', rail: 'SET_OFF', setOffFen },
      ]),
    );
    const books = await room.booked();
    expect([books['platform-funds'], books['bank:party-1']]).toEqual([setOffFen - 2000, 2000]);
  });

  it('is transferred where the provider never takes the refund: nothing went to the seller, who owes it once', async () => {
    const error = { outcome: 'refused', code: 'INVALID_REQUEST', meaning: 'other', message: '', retryable: false };
    room.channel.refund = async () => ({ ok: false, error }) as never;
    await laidOut();
    expect(await room.rows('Refund')).toMatchObject([{ state: 'failed' }]);
    await silence();
    expect(await room.rows('Refund')).toMatchObject([{ state: 'replaced', returnedAtMs: null }]);
    expect(await room.rows('PaymentPart')).toContainEqual(expect.objectContaining({ orderId: 'o1', reservedFen: 0 }));
    expect(room.channel.paidFen()).toEqual({ platform: 2000 });
    expect(told()).toHaveLength(1);
    expect(await recoveries()).toEqual([owed('NONE')]);
    // What is left of the order to be given back is less by it, though nothing went out of the order.
    await room.refundDue('rest', 6000);
    expect((await room.rows('Refund')).map(({ amountFen }) => amountFen)).toEqual([2000, 4000]);
    expect(await room.booked()).toEqual({
      buyers: -8000,
      'provider-frozen:party-1': 6000,
      'provider-frozen:party-2': 4000,
      'platform-funds': -2000,
      'platform-claims': 2000,
      'claimed-from:party-1': -2000,
    });
  });
});
