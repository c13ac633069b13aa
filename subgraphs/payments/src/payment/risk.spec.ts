import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import type { PaymentsServices } from '../context.ts';
import { fakeChannel } from '../fake-channel.fixture.ts';
import { fakeTax } from '../invoice/fake-tax.fixture.ts';
import { payments } from '../index.ts';
import { RISK_REVIEW, RISK_RULES } from './risk.policy.ts';
import { contractOf } from '../payments.fixture.ts';

const buyer = account('canteen', { role: 'consumer' });
const finance = account('finance', { role: 'finance' });
const MERCHANT = {
  requestId: 'm1',
  partyId: 'party-1',
  subMerchantId: '1900000101',
  contactName: '王对接',
  passwordKeeperName: '李密钥',
};
const [AMOUNT, COUNT] = RISK_RULES;

describe('a payment that a safety rule catches [9.2.cm]', () => {
  let room: TestSubgraph;
  let totalFen: number;
  beforeEach(async () => {
    totalFen = 1000;
    room = await testSubgraph(payments, {
      services: {
        channel: fakeChannel(() => new Date(room.clock.now())),
        tax: fakeTax(() => new Date(room.clock.now())),
        notifyUrl: 'https://example.invalid/notify',
        platformMerchant: '1900000001',
      } satisfies PaymentsServices,
      peers: {
        orders: (_document, { id }) => ({
          checkoutForPayment: {
            checkoutId: id,
            buyerAccountId: buyer.id,
            state: 'open',
            totalFen,
            dueAtMs: String(room.clock.now() + 30 * MINUTE_MS),
            orders: [{ orderId: `o-${id}`, orderNumber: `N-${id}`, partyId: 'party-1', totalFen, title: '五常大米' }],
          },
        }),
        trust: () => ({ payerOf: { openid: 'openid-1' } }),
        sellers: (_document, { ids }) => ({
          partyStates: (ids as string[]).map((partyId) => ({ partyId, inGoodStanding: true })),
        }),
      },
    });
    await room.receive('sellers', 'sellers.contract-signed.v1', contractOf('party-1', { kind: 'payment' }));
    await room.graph(
      finance,
      'mutation($i: OpenMerchantAccountInput!) { openMerchantAccount(input: $i) { __typename } }',
      { i: MERCHANT },
    );
  });
  afterEach(() => room.close());

  const rows = () => room.subgraph.contextFor(finance, 'test').rows as any;
  const start = async (checkoutId: string) =>
    (
      await room.graph<any>(
        buyer,
        'mutation($i: StartPaymentInput!) { startPayment(input: $i) { __typename ... on StartPaymentRefused { code message clause } } }',
        { i: { requestId: `r-${checkoutId}`, checkoutId } },
      )
    ).startPayment;
  const former = (count: number, state: string, agoMs: number, buyerAccountId = buyer.id) =>
    rows()
      .insertInto('Payment')
      .values(
        Array.from({ length: count }, (_, i) => ({
          id: `${state}-${agoMs}-${i}`,
          checkoutId: `${state}-${agoMs}-${i}`,
          buyerAccountId,
          outTradeNo: `${state}-${agoMs}-${i}`,
          state,
          totalFen: 1000,
          prepayId: null,
          expiresAtMs: room.clock.now(),
          askDueAtMs: null,
          asked: 0,
          createdAtMs: room.clock.now() - agoMs,
        })),
      )
      .execute();
  const holds = () => rows().selectFrom('RiskHold').select(['id', 'rule', 'state']).execute();

  it('holds the twenty-first within an hour of who has no history, paid or not, and says who looks at it and by when', async () => {
    await former(COUNT.countFrom, 'paid', 10 * MINUTE_MS);
    const refused = await start('c1');
    expect(refused).toMatchObject({ code: 'HELD_FOR_SAFETY', clause: '9.2.cm' });
    for (const part of [RISK_REVIEW.by, `${RISK_REVIEW.hours}小时`, `${RISK_REVIEW.releaseHoldsHours}小时`])
      expect(refused.message).toContain(part);
    expect(refused.message).not.toContain('稍后再试');
    expect(await holds()).toMatchObject([{ rule: 'too-many-payments', state: 'held' }]);
    expect(await rows().selectFrom('Payment').select('id').where('checkoutId', '=', 'c1').execute()).toEqual([]);
    const { paymentsDue } = await room.graph<any>(finance, '{ paymentsDue { kind dueAt } }');
    expect(paymentsDue).toEqual([
      { kind: 'RISK_HOLD', dueAt: new Date(room.clock.now() + RISK_REVIEW.deskHours * HOUR_MS).toISOString() },
    ]);
  });

  it('lets a canteen that bought often before buy as often again, and no more than its history bears', async () => {
    await former(30, 'paid', 5 * DAY_MS);
    await former(COUNT.countFrom + 29, 'paid', 10 * MINUTE_MS);
    expect((await start('c1')).__typename).toBe('PaymentStarted');
    expect(await start('c2')).toMatchObject({ code: 'HELD_FOR_SAFETY' });
    expect(await holds()).toHaveLength(1);
  });

  it('counts as history only what was paid, and not long ago', async () => {
    await former(30, 'closed', 5 * DAY_MS);
    await former(30, 'paid', COUNT.historyMs + 2 * HOUR_MS);
    await former(COUNT.countFrom, 'paid', 10 * MINUTE_MS);
    expect(await start('c1')).toMatchObject({ code: 'HELD_FOR_SAFETY' });
  });

  it("counts nobody else's payments: neither against this buyer, nor as its history", async () => {
    await former(COUNT.countFrom + 30, 'paid', 9 * MINUTE_MS, 'somebody-else');
    expect((await start('c1')).__typename).toBe('PaymentStarted');
    await former(30, 'paid', 5 * DAY_MS, 'somebody-else');
    await former(COUNT.countFrom, 'paid', 10 * MINUTE_MS);
    expect(await start('c2')).toMatchObject({ code: 'HELD_FOR_SAFETY' });
  });

  it("is let through by its own buyer's release alone: not by another's, and not by a hold that was confirmed", async () => {
    totalFen = AMOUNT.amountFenFrom;
    const decided = { orderIds: null, rule: AMOUNT.rule, amountFen: totalFen, openedAtMs: room.clock.now() };
    const decidedAtMs = room.clock.now();
    await rows()
      .insertInto('RiskHold')
      .values([
        { ...decided, id: 'h1', checkoutId: 'h1', buyerAccountId: 'somebody-else', state: 'released', decidedAtMs },
        { ...decided, id: 'h2', checkoutId: 'h2', buyerAccountId: buyer.id, state: 'confirmed', decidedAtMs },
      ])
      .execute();
    expect(await start('c1')).toMatchObject({ code: 'HELD_FOR_SAFETY' });
  });

  it('what finance releases can be paid by another order too, since the first may be closed by then; more than that is held again', async () => {
    totalFen = AMOUNT.amountFenFrom;
    expect(await start('c1')).toMatchObject({ code: 'HELD_FOR_SAFETY' });
    const [{ id: holdId }] = await holds();
    await room.graph(finance, 'mutation($i: DecideRiskHoldInput!) { decideRiskHold(input: $i) { __typename } }', {
      i: { holdId, release: true },
    });
    room.clock.advance(HOUR_MS);
    expect((await start('c2')).__typename).toBe('PaymentStarted');
    totalFen += 1;
    expect(await start('c3')).toMatchObject({ code: 'HELD_FOR_SAFETY' });
    totalFen -= 1;
    room.clock.advance(RISK_REVIEW.releaseHoldsHours * HOUR_MS);
    expect(await start('c4')).toMatchObject({ code: 'HELD_FOR_SAFETY' });
  });

  it('is not released by the one who pays', async () => {
    await former(COUNT.countFrom, 'paid', 10 * MINUTE_MS);
    await start('c1');
    const [{ id: holdId }] = await holds();
    const payer = account(buyer.id, { role: 'consumer' }, { role: 'finance' });
    const offered = async (who: typeof finance) =>
      (await room.graph<any>(who, '{ riskHolds { edges { node { stateLabel availableActions } } } }')).riskHolds.edges;
    const decide = (who: typeof finance) =>
      room.graph<any>(
        who,
        'mutation($i: DecideRiskHoldInput!) { decideRiskHold(input: $i) { __typename ... on DecideRiskHoldRefused { code } } }',
        { i: { holdId, release: true } },
      );
    expect(await offered(payer)).toEqual([{ node: { stateLabel: '等人判断', availableActions: [] } }]);
    expect((await decide(payer)).decideRiskHold).toEqual({ __typename: 'DecideRiskHoldRefused', code: 'NOT_FOUND' });
    expect(await holds()).toMatchObject([{ state: 'held' }]);
    expect(await offered(finance)).toEqual([
      { node: { stateLabel: '等人判断', availableActions: ['RELEASE', 'CONFIRM'] } },
    ]);
    expect((await decide(finance)).decideRiskHold).toEqual({ __typename: 'PaymentsDone' });
  });

  /** Each event once, although several rooms hear of it. */
  const told = (type: string) => [
    ...new Map(
      room.sent.filter(({ event }) => event.type === type).map(({ event }) => [event.id, event.payload]),
    ).values(),
  ];
  const hold = async (checkoutId = 'c1') => {
    totalFen = AMOUNT.amountFenFrom;
    expect(await start(checkoutId)).toMatchObject({ code: 'HELD_FOR_SAFETY' });
    await room.subgraph.runOnce();
    return room.clock.now();
  };
  const paidBefore = async (fen: number, agoMs: number) => {
    await former(1, 'paid', agoMs);
    await rows().updateTable('Payment').set({ totalFen: fen }).execute();
  };

  it('keeps its order for as long as somebody looks at it, and an hour longer', async () => {
    const openedAtMs = await hold();
    expect(told('payments.payment-held.v1')).toEqual([
      { checkoutId: 'c1', keepUntilMs: openedAtMs + (RISK_REVIEW.hours + 1) * HOUR_MS },
    ]);
    const [{ id: holdId }] = await holds();
    await room.graph(finance, 'mutation($i: DecideRiskHoldInput!) { decideRiskHold(input: $i) { __typename } }', {
      i: { holdId, release: true },
    });
    await room.subgraph.runOnce();
    expect(told('payments.hold-decided.v1')).toEqual([
      {
        checkoutId: 'c1',
        buyerAccountId: buyer.id,
        released: true,
        payUntilMs: room.clock.now() + RISK_REVIEW.releaseHoldsHours * HOUR_MS,
      },
    ]);
    expect((await start('c1')).__typename).toBe('PaymentStarted');
  });

  it.each([
    ['lets through whoever paid as much here before', AMOUNT.amountFenFrom, 2 * DAY_MS, 'released'],
    ['stops whoever paid a fen less', AMOUNT.amountFenFrom - 1, 2 * DAY_MS, 'confirmed'],
    ['counts nothing of the hour in question', AMOUNT.amountFenFrom, HOUR_MS - 1, 'confirmed'],
  ])('where nobody is on duty, a rule decides after a day: %s', async (_says, paidFen, agoMs, state) => {
    await paidBefore(paidFen, agoMs);
    const openedAtMs = await hold();
    room.clock.advance(RISK_REVIEW.hours * HOUR_MS - 1 - (room.clock.now() - openedAtMs));
    await room.subgraph.runOnce();
    expect(await holds()).toMatchObject([{ state: 'held' }]);
    room.clock.advance(1);
    await room.subgraph.runOnce();
    expect(await holds()).toMatchObject([{ state }]);
    await room.subgraph.runOnce();
    expect(told('payments.hold-decided.v1')).toMatchObject([{ checkoutId: 'c1', released: state === 'released' }]);
  });

  it('of an order that its buyer has given up is dropped: nobody needs to look, and nothing is let through', async () => {
    await hold();
    await room.receive('orders', 'orders.checkout-expired.v1', { checkoutId: 'c1' });
    expect(await holds()).toMatchObject([{ state: 'dropped' }]);
    room.clock.advance(RISK_REVIEW.hours * HOUR_MS);
    await room.subgraph.runOnce();
    expect(told('payments.hold-decided.v1')).toEqual([]);
    expect(told('payments.payment-closed.v1')).toEqual([{ checkoutId: 'c1' }]);
  });
});
