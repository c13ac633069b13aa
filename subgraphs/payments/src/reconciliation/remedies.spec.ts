import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import type { PaymentsContext } from '../context.ts';
import { buyer, checkoutOf, finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { giveBackFound } from './give-back-found.ts';
import { lapseProposals } from './lapse-proposals.ts';

const colleague = account('colleague', { role: 'finance' });
const admin = account('admin', { role: 'operator-admin' });
const CASES =
  '{ reconciliationCases { edges { node { id kind reference theirFen state note availableActions remedy { id kind kindText state stateLabel reason amountFen proposedByName decidedByName refunds { amountFen state } } } } } }';
const PROPOSE =
  'mutation($i: ProposeCaseRemedyInput!) { proposeCaseRemedy(input: $i) { ... on PaymentsDone { id } ... on ProposeCaseRemedyRefused { code message clause } } }';
const DECIDE =
  'mutation($i: DecideCaseRemedyInput!) { decideCaseRemedy(input: $i) { ... on PaymentsDone { id } ... on DecideCaseRemedyRefused { code message clause } } }';
const SETTLE =
  'mutation($i: SettleReconciliationCaseInput!) { settleReconciliationCase(input: $i) { ... on PaymentsDone { id } ... on SettleReconciliationCaseRefused { code message clause } } }';
const RECONCILE =
  'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { ... on Reconciliation { state openCaseCount } ... on ReconcileDayRefused { code } } }';
const DAY = '2026-11-25';

/** A checkout of two sellers was paid at the provider; of the payment nothing is here, as after a restore. */
describe('a payment that the provider has and we have not [9.2.cp]', () => {
  let room: PaymentsRoom;
  const orders = [
    { orderId: 'lost-1', partyId: 'party-1', totalFen: 5140 },
    { orderId: 'lost-2', partyId: 'party-2', totalFen: 3000 },
  ];
  const totalFen = 8140;
  beforeEach(async () => {
    room = await openPayments();
    await room.channel.placeCombined({
      outTradeNo: 'Clost',
      openid: 'o',
      description: '米',
      expiresAt: new Date(room.clock.now() + DAY_MS),
      notifyUrl: 'https://example.invalid/notify',
      subOrders: orders.map(({ orderId, partyId, totalFen: fen }) => ({
        outTradeNo: `O${orderId}`,
        merchant: MERCHANTS[partyId as 'party-1'],
        totalFen: fen,
        description: '米',
      })),
    });
    room.channel.payerPays('lost');
    room.clock.set('2026-11-26T03:00:00Z');
    expect((await room.graph<any>(finance, RECONCILE, { i: { date: DAY } })).reconcileDay).toEqual({
      state: 'DIFFERENT',
      openCaseCount: 2,
    });
  });
  afterEach(() => room.close());

  const cases = async (who = finance): Promise<any[]> =>
    nodesOf((await room.graph<any>(who, CASES)).reconciliationCases).sort((a, b) =>
      a.reference < b.reference ? -1 : 1,
    );
  const propose = async (kind: string, caseId?: string, who = finance) =>
    (
      await room.graph<any>(who, PROPOSE, {
        i: { caseId: caseId ?? (await cases())[0].id, kind, reason: '恢复备份后查到' },
      })
    ).proposeCaseRemedy;
  const decide = async (remedyId: string, confirm: boolean, who = colleague) =>
    (await room.graph<any>(who, DECIDE, { i: { remedyId, confirm } })).decideCaseRemedy;
  const settle = async (caseId: string) =>
    (await room.graph<any>(finance, SETTLE, { i: { caseId, note: '查过了' } })).settleReconciliationCase;
  const nothingMoved = async () =>
    expect([
      await room.rows('Payment'),
      await room.rows('Refund'),
      await room.booked(),
      room.channel.refundedFen(),
    ]).toEqual([[], [], {}, 0]);
  /** Orders has this checkout, and its orders stand so. */
  const ordersHave = (each: (order: (typeof orders)[number]) => object = () => ({})) =>
    room.checkouts.set('lost', {
      ...checkoutOf(orders, { state: 'closed' }),
      orders: orders.map((order) => ({
        ...order,
        orderNumber: `H-${order.orderId}`,
        title: '米',
        paidFen: 0,
        refundDueFen: 0,
        refundedFen: 0,
        ...each(order),
      })),
    });

  it('is not closed by words, and put into no order that is not there any more: it is refused with a reason, and the refund is offered', async () => {
    const [first] = await cases();
    expect(first).toMatchObject({
      kind: 'PAYMENT_MISSING_HERE',
      reference: 'Olost-1',
      theirFen: 5140,
      state: 'OPEN',
      availableActions: ['PROPOSE_REFUND', 'PROPOSE_REBUILD'],
      remedy: null,
    });
    expect(await settle(first.id)).toMatchObject({ code: 'MONEY_STILL_THERE', clause: '9.2.cp' });
    expect(await propose('REBUILD')).toMatchObject({
      code: 'ORDER_LOST',
      message: expect.stringContaining('请提议退给买家'),
      clause: '9.2.cp',
    });
    await expect(propose('NONSENSE')).rejects.toThrow('does not exist in \\"CaseRemedyKind\\" enum');
    expect(await propose('REFUND', 'unknown')).toMatchObject({ code: 'NOT_FOUND' });
    expect((await cases()).map(({ state }) => state)).toEqual(['OPEN', 'OPEN']);
    await nothingMoved();
  });

  it('goes back to the buyer whole, once, when a second person confirms, and the differences end when the money has arrived', async () => {
    const { id } = await propose('REFUND');
    // All that was paid together is one proposal.
    expect((await cases()).map(({ state, remedy }) => [state, remedy.id])).toEqual([
      ['PROPOSED', id],
      ['PROPOSED', id],
    ]);
    expect(await propose('REFUND', (await cases())[1].id)).toMatchObject({ code: 'WRONG_STATE' });
    const [seen] = await cases(colleague);
    expect(seen.remedy).toMatchObject({
      kind: 'REFUND',
      kindText: '退给买家',
      state: 'PROPOSED',
      stateLabel: '等第二人确认',
      reason: '恢复备份后查到',
      amountFen: totalFen,
      proposedByName: 'finance的名字',
      decidedByName: null,
      refunds: [],
    });
    expect([
      (await cases())[0].availableActions,
      seen.availableActions,
      (await cases(admin))[0].availableActions,
    ]).toEqual([['REJECT'], ['REJECT', 'CONFIRM'], ['REJECT', 'CONFIRM']]);
    expect(await decide(id, true, finance)).toMatchObject({ code: 'SAME_PERSON', clause: '9.2.cn' });
    expect(
      (await room.graphWithErrors(buyer, DECIDE, { i: { remedyId: id, confirm: true } })).errors![0]!.extensions![
        'code'
      ],
    ).toBe('FORBIDDEN');
    expect(
      (await room.graphWithErrors(admin, PROPOSE, { i: { caseId: seen.id, kind: 'REFUND', reason: 'x' } })).errors![0]!
        .extensions!['code'],
    ).toBe('FORBIDDEN');
    await nothingMoved();

    const answers = await Promise.all(
      [colleague, admin, colleague, admin, colleague, admin].map((who) => decide(id, true, who)),
    );
    expect(answers.map((answer) => answer.code ?? 'done').sort()).toEqual(
      [...Array(5).fill('WRONG_STATE'), 'done'].sort(),
    );
    expect((await cases()).map(({ state, availableActions }) => [state, availableActions])).toEqual([
      ['IN_HAND', []],
      ['IN_HAND', []],
    ]);
    // The first answer is lost: asked about before it is sent again.
    room.channel.loseAnswers(1);
    await room.turn(4);
    expect(room.channel.paidFen()).toEqual({ [MERCHANTS['party-1']]: 5140, [MERCHANTS['party-2']]: 3000 });
    expect(await room.booked()).toEqual({});
    expect(await cases()).toMatchObject(
      Array(2).fill({
        state: 'SETTLED',
        note: '81.40元已退给买家。恢复备份后查到',
        remedy: { state: 'DONE', refunds: [{ state: 'SUCCEEDED' }, { state: 'SUCCEEDED' }] },
      }),
    );
    expect(room.eventsOf('payments.payment-found.v1')).toEqual([]);
    expect((await room.graph<any>(finance, RECONCILE, { i: { date: DAY } })).reconcileDay).toEqual({
      state: 'MATCHED',
      openCaseCount: 0,
    });
    expect(await decide(id, false)).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('is put back into its orders where they are there: booked, told to orders, and ended when each has its money or has given it back', async () => {
    ordersHave();
    const { id } = await propose('REBUILD');
    expect(await decide(id, true)).toEqual({ id });
    await room.turn(1);
    expect(room.eventsOf('payments.payment-found.v1')).toEqual([
      {
        paymentId: expect.any(String),
        checkoutId: 'lost',
        paidAtMs: Date.parse('2026-11-25T02:00:00Z'),
        wanted: 'order',
        orders: [
          { orderId: 'lost-1', paidFen: 5140 },
          { orderId: 'lost-2', paidFen: 3000 },
        ],
      },
    ]);
    expect(await room.rows('Payment')).toMatchObject([
      { checkoutId: 'lost', buyerAccountId: 'buyer', state: 'paid', totalFen, outTradeNo: 'Clost' },
    ]);
    expect(await room.booked()).toEqual({
      buyers: -totalFen,
      'provider-frozen:party-1': 5140,
      'provider-frozen:party-2': 3000,
    });
    expect((await cases()).map(({ state }) => state)).toEqual(['IN_HAND', 'IN_HAND']);
    // One order is bought; of the other nothing is left in stock.
    ordersHave(({ orderId, totalFen: fen }) => ({ paidFen: fen, refundDueFen: orderId === 'lost-2' ? fen : 0 }));
    await room.receive('orders', 'orders.refund-due.v1', {
      refundKey: 'late:lost-2',
      orderId: 'lost-2',
      checkoutId: 'lost',
      partyId: 'party-2',
      buyerAccountId: 'buyer',
      amountFen: 3000,
      reason: 'payment-found',
      afterSaleId: null,
      dueAtMs: room.clock.now() + DAY_MS,
    });
    await room.turn(3);
    expect((await cases()).map(({ state }) => state)).toEqual(['IN_HAND', 'IN_HAND']);
    ordersHave(({ orderId, totalFen: fen }) => ({
      paidFen: fen,
      refundDueFen: orderId === 'lost-2' ? fen : 0,
      refundedFen: orderId === 'lost-2' ? fen : 0,
    }));
    await room.turn(6);
    expect(await cases()).toMatchObject(
      Array(2).fill({ state: 'SETTLED', note: '51.40元已补记到订单，30.00元已退给买家。恢复备份后查到' }),
    );
    expect(room.channel.paidFen()).toEqual({ [MERCHANTS['party-2']]: 3000 });
    expect(await room.booked()).toEqual({ buyers: -5140, 'provider-frozen:party-1': 5140 });
  });

  it('goes back through its orders where they are there, and the row that stood for the closed checkout becomes the payment', async () => {
    ordersHave();
    await room.receive('orders', 'orders.checkout-expired.v1', { checkoutId: 'lost' });
    expect(await room.rows('Payment')).toMatchObject([{ state: 'closed', totalFen: 0 }]);
    const { id } = await propose('REFUND');
    await decide(id, true);
    await room.turn(1);
    expect(room.eventsOf('payments.payment-found.v1')).toMatchObject([{ wanted: 'refund' }]);
    expect(await room.rows('Payment')).toMatchObject([{ state: 'paid', totalFen, buyerAccountId: 'buyer' }]);
    expect(await room.rows('Refund')).toEqual([]);
  });

  it('is put into no order of another amount or seller: refunded without them', async () => {
    ordersHave(({ totalFen: fen }) => ({ totalFen: fen + 1 }));
    expect(await propose('REBUILD')).toMatchObject({ code: 'DOES_NOT_MATCH' });
    const { id } = await propose('REFUND');
    await decide(id, true);
    await room.turn(4);
    expect([room.channel.refundedFen(), room.eventsOf('payments.payment-found.v1'), await room.booked()]).toEqual([
      totalFen,
      [],
      {},
    ]);
    expect((await cases()).map(({ state }) => state)).toEqual(['SETTLED', 'SETTLED']);
  });

  it('was given back in part already: only the rest goes back, and what went is entered', async () => {
    await room.channel.refund({
      transactionId: 'TOlost-1',
      merchant: MERCHANTS['party-1'],
      outRefundNo: 'Rbefore',
      refundFen: 1000,
      totalFen: 5140,
      reason: 'x',
      notifyUrl: '',
      source: 'seller',
    });
    room.clock.advance(DAY_MS);
    ordersHave();
    expect(await propose('REBUILD')).toMatchObject({ code: 'PARTLY_REFUNDED' });
    room.checkouts.delete('lost');
    const { id } = await propose('REFUND');
    await decide(id, true);
    await room.turn(4);
    expect(room.channel.refundedFen()).toBe(totalFen);
    expect((await room.rows('Refund')).map(({ refundKey, amountFen }) => [refundKey, amountFen])).toEqual([
      ['found:Rbefore', 1000],
      ['case:Olost-1', 4140],
      ['case:Olost-2', 3000],
    ]);
    expect(await room.booked()).toEqual({});
    expect((await cases()).map(({ state }) => state)).toEqual(['SETTLED', 'SETTLED']);
  });

  it('is turned down by another, or taken back by who proposed it, and can be proposed anew', async () => {
    for (const who of [colleague, finance, admin]) {
      const { id } = await propose('REFUND');
      expect(await decide(id, false, who)).toEqual({ id });
      expect(await cases()).toMatchObject(Array(2).fill({ state: 'OPEN', remedy: { state: 'REJECTED' } }));
      expect(await decide(id, true, who)).toMatchObject({ code: who === finance ? 'SAME_PERSON' : 'WRONG_STATE' });
    }
    await nothingMoved();
  });

  it('goes back to its payer by itself where nobody deals with it, and a proposal that nobody decides is void before', async () => {
    const context = room.subgraph.contextFor(finance, 'test') as PaymentsContext;
    const foundAtMs = room.clock.now();
    const at = (ms: number) => room.clock.set(new Date(ms).toISOString());
    room.clock.advance(DAY_MS);
    const { id } = await propose('REFUND');
    const lapsesAtMs = addWorkingDays(room.clock.now(), 10);
    // Its time is over, and yet two people may still be at it.
    at(addWorkingDays(foundAtMs, 10));
    await giveBackFound(context);
    await lapseProposals(context);
    expect((await cases()).map(({ state }) => state)).toEqual(['PROPOSED', 'PROPOSED']);
    await nothingMoved();
    at(lapsesAtMs);
    await lapseProposals(context);
    expect(await cases()).toMatchObject(Array(2).fill({ state: 'OPEN', remedy: { state: 'REJECTED' } }));
    expect(await decide(id, true)).toMatchObject({ code: 'WRONG_STATE' });
    await nothingMoved();
    room.channel.fail('queryCombined');
    await giveBackFound(context);
    await nothingMoved();
    room.channel.fail(null);
    await Promise.all([giveBackFound(context), giveBackFound(context)]).catch(() => {});
    await room.turn(4);
    expect(room.channel.refundedFen()).toBe(totalFen);
    expect(await room.booked()).toEqual({});
    expect(await cases()).toMatchObject(
      Array(2).fill({
        state: 'SETTLED',
        note: '81.40元已退给买家。到期没有人办理，按规则退给付款人',
        remedy: { state: 'DONE', proposedByName: '系统', decidedByName: '系统' },
      }),
    );
  });

  it('is left to finance until its time, and for good where the provider’s account is nobody’s', async () => {
    const context = room.subgraph.contextFor(finance, 'test') as PaymentsContext;
    room.channel.addToBill({ outTradeNo: 'Ostranger', orderFen: 700, merchant: '1900000999', transactionId: 'T9' });
    await room.graph<any>(finance, RECONCILE, { i: { date: DAY } });
    room.clock.set(new Date(addWorkingDays(room.clock.now(), 10) - 1).toISOString());
    await giveBackFound(context);
    await nothingMoved();
    room.clock.advance(1);
    await giveBackFound(context);
    await room.turn(4);
    expect(Object.fromEntries((await cases()).map(({ reference, state }) => [reference, state]))).toEqual({
      'Olost-1': 'SETTLED',
      'Olost-2': 'SETTLED',
      Ostranger: 'OPEN',
    });
    expect(room.channel.refundedFen()).toBe(totalFen);
  });

  it('is proposed once of six at once, and not while the provider is silent or its seller unknown', async () => {
    room.channel.fail('queryCombined');
    expect(await propose('REFUND')).toMatchObject({ code: 'PROVIDER_BUSY' });
    room.channel.fail(null);
    const [first] = await cases();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((i) => propose(i % 2 ? 'REFUND' : 'REBUILD', first.id, i % 2 ? finance : colleague)),
    );
    expect(answers.filter((answer) => answer.id)).toHaveLength(1);
    expect(await room.rows('CaseRemedy')).toHaveLength(1);
    room.channel.addToBill({ outTradeNo: 'Ostranger', orderFen: 700, merchant: '1900000999', transactionId: 'T9' });
    await room.graph<any>(finance, RECONCILE, { i: { date: DAY } });
    const stranger = (await cases()).find(({ reference }) => reference === 'Ostranger');
    expect(await propose('REFUND', stranger.id)).toMatchObject({ code: 'MERCHANT_UNKNOWN', clause: '7.4.q' });
    await nothingMoved();
  });

  it('has come to be known here by itself meanwhile: nothing is entered twice, our row of it closes the difference', async () => {
    ordersHave(() => ({}));
    room.checkouts.get('lost')!.state = 'open';
    room.checkouts.get('lost')!.dueAtMs = String(room.clock.now() + DAY_MS);
    const { id } = await propose('REFUND');
    await room.start('lost');
    await room.turn(2);
    expect(await room.rows('Payment')).toMatchObject([{ state: 'paid', totalFen }]);
    expect(await decide(id, true)).toMatchObject({ code: 'ALREADY_HERE' });
    expect(await decide(id, false)).toEqual({ id });
    const [first] = await cases();
    expect(first.availableActions).toEqual(['SETTLE']);
    expect(await propose('REFUND', first.id)).toMatchObject({ code: 'ALREADY_HERE' });
    expect(await settle(first.id)).toEqual({ id: first.id });
    expect(await room.booked()).toEqual({
      buyers: -totalFen,
      'provider-frozen:party-1': 5140,
      'provider-frozen:party-2': 3000,
    });
  });
});
