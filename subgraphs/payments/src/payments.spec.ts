import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, peerActor } from '@heitu/kit/rules/actor';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import type { PaymentsServices } from './context.ts';
import { payments } from './index.ts';
import { fakeChannel, type FakeChannel } from './fake-channel.fixture.ts';

const buyer = account('buyer', { role: 'consumer' });
const finance = account('finance', { role: 'finance' });
const START = `mutation($i: StartPaymentInput!) { startPayment(input: $i) { ... on PaymentStarted { payment { id state totalFen } clientParameters { package paySign } } ... on StartPaymentRefused { code message clause } } }`;
const OPEN = `mutation($i: OpenMerchantAccountInput!) { openMerchantAccount(input: $i) { ... on PaymentsDone { id } ... on OpenMerchantAccountRefused { code clause } } }`;
const MERCHANT = {
  requestId: 'm1',
  partyId: 'party-1',
  subMerchantId: '1900000101',
  contractNumber: 'HT-1',
  contractValidUntil: '2027-12-31',
  contactName: '王对接',
  passwordKeeperName: '李密钥',
};

describe('payments', () => {
  let room: TestSubgraph;
  let channel: FakeChannel;
  let checkout: {
    state: string;
    buyerAccountId: string;
    dueAtMs: number;
    orders: { orderId: string; partyId: string; totalFen: number }[];
  };
  const start = (checkoutId = 'c1', who = buyer) =>
    room.graph<any>(who, START, { i: { requestId: Math.random().toString(36).slice(2), checkoutId } });
  const rows = (table: string) =>
    (room.subgraph.contextFor(finance, 'test').rows as any).selectFrom(table).selectAll().execute();
  const eventsOf = (type: string) => [
    ...new Map(
      room.sent.filter(({ event }) => event.type === type).map(({ event }) => [event.id, event.payload as any]),
    ).values(),
  ];
  const balance = async () => {
    const { trialBalance, ledgerBalances } = await room.graph<any>(
      finance,
      '{ trialBalance { sumFen balanced } ledgerBalances { edges { node { account balanceFen } } } }',
    );
    return { ...trialBalance, accounts: ledgerBalances.edges.map(({ node }: any) => node) };
  };

  beforeEach(async () => {
    channel = fakeChannel(() => new Date(room.clock.now()));
    const orders = [
      { orderId: 'o1', partyId: 'party-1', totalFen: 6000 },
      { orderId: 'o2', partyId: 'party-2', totalFen: 4000 },
    ];
    checkout = { state: 'open', buyerAccountId: 'buyer', dueAtMs: Date.parse('2026-11-25T02:30:00Z'), orders };
    room = await testSubgraph(payments, {
      services: {
        channel,
        notifyUrl: 'https://example.invalid/notify',
        platformMerchant: '1900000001',
      } satisfies PaymentsServices,
      peers: {
        orders: (_document, { id }) => ({
          checkoutForPayment: {
            checkoutId: id,
            ...checkout,
            dueAtMs: String(checkout.dueAtMs),
            totalFen: checkout.orders.reduce((sum, order) => sum + order.totalFen, 0),
            orders: checkout.orders.map((order) => ({ ...order, orderNumber: order.orderId, title: '五常大米' })),
          },
        }),
        trust: (document, { ids }) =>
          document.includes('ordersWithComplaint')
            ? { ordersWithComplaint: ['o1'].filter((id) => (ids as string[]).includes(id)) }
            : { payerOf: { openid: 'openid-1' } },
        sellers: (_document, { ids }) => ({
          partyStates: (ids as string[]).map((partyId) => ({ partyId, inGoodStanding: partyId !== 'party-bad' })),
        }),
      },
    });
    await room.graph(finance, OPEN, { i: MERCHANT });
    await room.graph(finance, OPEN, {
      i: { ...MERCHANT, requestId: 'm2', partyId: 'party-2', subMerchantId: '1900000102' },
    });
  });
  afterEach(() => room.close());

  const notify = async (kind: 'ok' | 'bad-signature' | 'probe' = 'ok') =>
    (
      await room.subgraph.edge(
        {
          method: 'POST',
          path: '/wechatpay/notify',
          query: {},
          headers: { kind },
          body: Buffer.from(channel.outTradeNo('c1')),
        },
        ANONYMOUS,
        'r',
      )
    ).status;
  const paid = async () => {
    await start();
    channel.payerPays('c1');
    expect(await notify()).toBe(204);
  };

  it("shows sales by day to a seller and to staff with the right to its money, of its own party alone; everybody's to finance", async () => {
    const settled = {
      orderId: 'o1',
      commissionFen: 100,
      refundedFen: 0,
      state: 'settled',
      settledAtMs: null,
      createdAtMs: Date.parse('2026-11-24T17:00:00Z'),
    };
    const { em } = room.subgraph.contextFor(finance, 'test') as any;
    await em.insertMany('Settlement', [
      { ...settled, id: 's1', partyId: 'party-1', grossFen: 6000, netFen: 5900, outOrderNo: 'n1', partId: 'p1' },
      {
        ...settled,
        id: 's2',
        partyId: 'party-2',
        grossFen: 4000,
        netFen: 3900,
        outOrderNo: 'n2',
        partId: 'p2',
        orderId: 'o2',
      },
    ]);
    const seen = async (...grant: object[]) =>
      (
        await room.graph<any>(
          account('somebody', ...(grant as never[])),
          '{ salesByDay(fromDate: "2026-11-24", toDate: "2026-11-25") { partyId date orders grossFen netFen } }',
        )
      ).salesByDay;
    const own = { partyId: 'party-1', date: '2026-11-25', orders: 1, grossFen: 6000, netFen: 5900 };
    expect(await seen({ role: 'seller-owner', partyId: 'party-1' })).toEqual([own]);
    expect(await seen({ role: 'seller-staff', partyId: 'party-1', rights: ['finance'] })).toEqual([own]);
    expect(await seen({ role: 'seller-staff', partyId: 'party-1', rights: ['orders'] })).toEqual([]);
    expect((await seen({ role: 'finance' })).map((day: any) => day.partyId)).toEqual(['party-1', 'party-2']);
    await expect(seen({ role: 'consumer' })).rejects.toThrow();
    const listed = async (filter: string) =>
      (await room.graph<any>(finance, `{ settlements(${filter}) { edges { node { id } } } }`)).settlements.edges.map(
        ({ node }: any) => node.id,
      );
    expect([
      await listed('partyId: "party-1"'),
      await listed('state: "failed"'),
      await listed('state: "settled"'),
      await listed('sort: "netFen", descending: true'),
    ]).toEqual([['s1'], [], ['s2', 's1'], ['s1', 's2']]);
    await expect(listed('sort: "secret"')).rejects.toThrow('只能按');
  });

  it('opens an account only with papers, contract and two named persons [7.4.p-q] [7.4.r-s]', async () => {
    const open = async (changes: object) =>
      (
        await room.graph<any>(finance, OPEN, {
          i: {
            ...MERCHANT,
            requestId: Math.random().toString(36),
            subMerchantId: '1900000999',
            partyId: 'party-3',
            ...changes,
          },
        })
      ).openMerchantAccount;
    expect(await open({ partyId: 'party-bad' })).toMatchObject({ code: 'PARTY_NOT_IN_GOOD_STANDING', clause: '7.4.q' });
    expect(await open({ contractValidUntil: '2026-11-24' })).toMatchObject({
      code: 'CONTRACT_EXPIRED',
      clause: '7.4.p',
    });
    expect(await open({ passwordKeeperName: MERCHANT.contactName })).toMatchObject({
      code: 'SAME_PERSON',
      clause: '7.4.r',
    });
    expect(await open({ subMerchantId: '1900000101' })).toMatchObject({ code: 'MERCHANT_IN_USE' });
    expect(await open({ partyId: 'party-1' })).toMatchObject({ code: 'ALREADY_OPEN' });
    expect(await rows('MerchantAccount')).toHaveLength(2);
    expect(JSON.stringify(await rows('MerchantAccount'))).not.toContain('王对接');
  });

  it('places a checkout once however often it is started, also at the same moment [9.2.cn]', async () => {
    const answers = await Promise.all([start(), start(), start()]);
    expect(new Set(answers.map((answer) => answer.startPayment.payment.id)).size).toBe(1);
    expect(await rows('Payment')).toHaveLength(1);
    expect(await rows('PaymentPart')).toHaveLength(2);
    expect(new Set(channel.placed).size).toBe(1);
  });

  it("refuses what is not the payer's, closed, paid, or for a seller that cannot receive", async () => {
    for (const requestId of ['', 'a\u0000b', 'x'.repeat(10_000)])
      expect((await room.graph<any>(buyer, START, { i: { requestId, checkoutId: 'c1' } })).startPayment).toMatchObject({
        code: 'INVALID_INPUT',
      });
    expect((await start('c1', account('stranger', { role: 'consumer' }))).startPayment).toMatchObject({
      code: 'NOT_FOUND',
    });
    checkout.state = 'closing';
    expect((await start()).startPayment).toMatchObject({ code: 'CHECKOUT_CLOSED' });
    checkout.state = 'open';
    room.clock.advance(31 * MINUTE_MS);
    expect((await start()).startPayment).toMatchObject({ code: 'CHECKOUT_CLOSED' });
    room.clock.advance(-31 * MINUTE_MS);
    checkout.orders[1]!.partyId = 'party-unknown';
    expect((await start()).startPayment).toMatchObject({ code: 'SELLER_CANNOT_RECEIVE', clause: '7.4.q' });
    expect(await rows('Payment')).toHaveLength(0);
    expect(channel.placed).toEqual([]);
  });

  it('books a paid checkout once, whether the notice comes once or three times', async () => {
    await paid();
    expect(await notify()).toBe(204);
    await room.subgraph.runOnce();
    expect(eventsOf('payments.payment-settled.v1')).toEqual([
      expect.objectContaining({
        checkoutId: 'c1',
        orders: [
          { orderId: 'o1', paidFen: 6000 },
          { orderId: 'o2', paidFen: 4000 },
        ],
      }),
    ]);
    expect(await balance()).toEqual({
      sumFen: 0,
      balanced: true,
      accounts: [
        { account: 'buyers', balanceFen: -10000 },
        { account: 'provider-frozen:party-1', balanceFen: 6000 },
        { account: 'provider-frozen:party-2', balanceFen: 4000 },
      ],
    });
    expect((await start()).startPayment).toMatchObject({ code: 'ALREADY_PAID' });
  });

  it('tells trust, and nobody else, the numbers of what was paid', async () => {
    const TRADES =
      'query($ids: [ID!]!) { tradesOfOrders(orderIds: $ids) { orderId transactionId outTradeNo combineOutTradeNo payerAccountId title } }';
    const trades = (who = peerActor('trust')) => room.graphWithErrors(who, TRADES, { ids: ['o1', 'unknown'] });
    await start();
    expect((await trades()).data).toEqual({ tradesOfOrders: [] });
    channel.payerPays('c1');
    await notify();
    expect((await trades()).data).toEqual({
      tradesOfOrders: [
        {
          orderId: 'o1',
          transactionId: expect.any(String),
          outTradeNo: 'Oo1',
          combineOutTradeNo: 'Cc1',
          payerAccountId: 'buyer',
          title: '五常大米',
        },
      ],
    });
    for (const who of [buyer, finance, peerActor('orders')])
      expect((await trades(who)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('tells the buyer where each fen is, at every stage, and nobody else [9.2.co]', async () => {
    const WHERE = '{ payment(checkoutId: "c1") { moneyText } }';
    const can = async (who = buyer) =>
      (await room.graph<any>(who, '{ payment(checkoutId: "c1") { availableActions } }')).payment.availableActions;
    const where = async (who = buyer) => (await room.graph<any>(who, WHERE)).payment?.moneyText;
    const ofOrder = async (orderId: string) =>
      (
        await room.graph<any>(
          buyer,
          'query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { payment { moneyText } } } }',
          { r: [{ __typename: 'Order', id: orderId }] },
        )
      )._entities[0].payment.moneyText;
    await start();
    expect(await where()).toContain('还没有收到您的付款');
    expect([await can(), await can(finance)]).toEqual([['pay'], []]);
    room.clock.advance(31 * MINUTE_MS);
    expect(await can()).toEqual([]);
    room.clock.advance(-31 * MINUTE_MS);
    channel.payerPays('c1');
    await notify();
    expect(await can()).toEqual([]);
    expect(await where()).toBe('您付的100.00元已收到：100.00元由支付机构保管，交易完成后才结算给商家。');
    expect(await ofOrder('o2')).toBe('您付的40.00元已收到：40.00元由支付机构保管，交易完成后才结算给商家。');
    channel.fail('refund');
    await room.receive('orders', 'orders.refund-due.v1', {
      refundKey: 'cancel:o1',
      orderId: 'o1',
      checkoutId: 'c1',
      partyId: 'party-1',
      buyerAccountId: 'buyer',
      amountFen: 6000,
      reason: 'buyer',
      afterSaleId: null,
      dueAtMs: room.clock.now() + 3 * DAY_MS,
    });
    await room.subgraph.runOnce();
    expect(await where()).toMatch(
      /^您付的100\.00元已收到：40\.00元由支付机构保管，交易完成后才结算给商家；60\.00元正在原路退回，最迟2026-11-\d\d到账。$/,
    );
    channel.fail(null);
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    expect(await where()).toBe(
      '您付的100.00元已收到：40.00元由支付机构保管，交易完成后才结算给商家；60.00元已原路退回。',
    );
    expect(await ofOrder('o1')).toBe('您付的60.00元已收到：60.00元已原路退回。');
    expect(await where(account('stranger', { role: 'consumer' }))).toBeUndefined();
  });

  it('asks by itself when the notice is lost', async () => {
    await start();
    channel.payerPays('c1');
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(eventsOf('payments.payment-settled.v1')).toHaveLength(1);
  });

  it('refuses forged notices and those with another amount, records them, and books nothing [9.2.cm]', async () => {
    await start();
    expect(await notify('bad-signature')).toBe(401);
    expect(await notify('probe')).toBe(401);
    channel.payerPays('c1');
    channel.lieAboutAmount(1);
    expect(await notify()).toBe(404);
    expect((await rows('NoticeRecord')).map((row: any) => row.verdict)).toEqual([
      'bad-signature',
      'probe',
      'does-not-match',
    ]);
    expect((await rows('Payment'))[0].paidAtMs).toBeNull();
    expect(await rows('LedgerEntry')).toEqual([]);
  });

  it('closes an expired checkout at the provider first, and lets a payment that was quicker win', async () => {
    await start();
    await room.receive('orders', 'orders.checkout-expired.v1', { checkoutId: 'c1' });
    channel.fail('closeCombined');
    await room.subgraph.runOnce();
    expect(eventsOf('payments.payment-closed.v1')).toEqual([]);
    room.clock.advance(MINUTE_MS);
    channel.fail(null);
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(eventsOf('payments.payment-closed.v1')).toEqual([{ checkoutId: 'c1' }]);

    await room.receive('orders', 'orders.checkout-expired.v1', { checkoutId: 'never-started' });
    await room.subgraph.runOnce();
    expect(eventsOf('payments.payment-closed.v1')).toHaveLength(2);
    expect((await start('never-started')).startPayment).toMatchObject({ code: 'CHECKOUT_CLOSED' });
  });

  it('keeps a payment that the provider did not take, and places it when it is asked again', async () => {
    channel.fail('placeCombined');
    expect((await start()).startPayment).toMatchObject({ code: 'PROVIDER_BUSY' });
    expect((await rows('Payment')).map((row: any) => row.state)).toEqual(['created']);
    channel.fail(null);
    expect((await start()).startPayment.clientParameters.package).toBe('prepay_id=wxCc1');
    expect(await rows('Payment')).toHaveLength(1);
  });

  it("remembers the provider's number soon after the answer, for a second tap; one that comes sooner gets the same from the provider", async () => {
    const first = await start();
    expect((await start()).startPayment.clientParameters).toEqual(first.startPayment.clientParameters);
    for (const until = Date.now() + 5000; Date.now() < until && (await rows('Payment'))[0].state === 'created';)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await rows('Payment'))[0]).toMatchObject({ state: 'prepared', prepayId: 'wxCc1' });
    channel.fail('placeCombined');
    expect((await start()).startPayment.clientParameters).toEqual(first.startPayment.clientParameters);
    expect(new Set(channel.placed)).toEqual(new Set(['Cc1']));
  });

  const refundDue = (refundKey: string, amountFen: number, orderId = 'o1') =>
    room.receive('orders', 'orders.refund-due.v1', {
      refundKey,
      orderId,
      checkoutId: 'c1',
      partyId: 'party-1',
      buyerAccountId: 'buyer',
      amountFen,
      reason: '退货',
      afterSaleId: null,
      dueAtMs: room.clock.now() + DAY_MS,
    });
  const completed = (orderId: string, refundedFen = 0) =>
    room.receive('orders', 'orders.order-completed.v1', {
      orderId,
      checkoutId: 'c1',
      partyId: 'party-1',
      shopId: 's',
      buyerAccountId: 'buyer',
      totalFen: 6000,
      refundedFen,
    });
  const balanceOf = async (name: string): Promise<number> =>
    (await balance()).accounts.find((row: any) => row.account === name)?.balanceFen ?? 0;
  const turn = async (times = 3) => {
    for (let i = 0; i < times; i++) {
      await room.subgraph.runOnce();
      room.clock.advance(MINUTE_MS);
    }
  };

  it('refunds once per key and never more than was paid [7.6.aa]', async () => {
    await paid();
    await refundDue('k1', 4000);
    await refundDue('k1', 4000);
    expect(await rows('Refund')).toHaveLength(1);
    await turn();
    expect(eventsOf('payments.refund-completed.v1')).toEqual([
      expect.objectContaining({ orderId: 'o1', amountFen: 4000, inTime: true }),
    ]);
    expect(channel.refundedFen()).toBe(4000);
    expect((await balance()).sumFen).toBe(0);
    expect(
      await room.graph<any>(
        buyer,
        `query { _entities(representations: [{ __typename: "Order", id: "o1" }]) { ... on Order { payment { state } refunds { amountFen state } } } }`,
      ),
    ).toEqual({ _entities: [{ payment: { state: 'paid' }, refunds: [{ amountFen: 4000, state: 'succeeded' }] }] });
    expect(
      await room.graph<any>(
        account('stranger', { role: 'consumer' }),
        `query { _entities(representations: [{ __typename: "Order", id: "o1" }]) { ... on Order { payment { state } refunds { amountFen } } } }`,
      ),
    ).toEqual({ _entities: [{ payment: null, refunds: [] }] });
    const decided = (id: string) =>
      room.graph<any>(
        account('mediator', { role: 'mediator' }),
        `query { _entities(representations: [{ __typename: "Order", id: "${id}" }]) { ... on Order { payment { state } refunds { amountFen } } } }`,
      );
    expect(await decided('o1')).toEqual({
      _entities: [{ payment: { state: 'paid' }, refunds: [{ amountFen: 4000 }] }],
    });
    expect(await decided('o2')).toEqual({ _entities: [{ payment: null, refunds: [] }] });
  });

  it('gives back what is left where a compensation was quicker, pays no compensation by halves, and tells of both [6.6.d]', async () => {
    await paid();
    const compensation = {
      complaintId: 'k9',
      orderId: 'o1',
      partyId: 'party-1',
      buyerAccountId: 'buyer',
      amountFen: 5000,
      reason: '质量问题',
    };
    await room.receive('trust', 'trust.compensation-due.v1', compensation);
    await Promise.all([refundDue('k1', 4000), refundDue('k2', 4000)]);
    await room.receive('trust', 'trust.compensation-due.v1', { ...compensation, complaintId: 'k10', amountFen: 1 });
    await room.receive('trust', 'trust.advance-due.v1', { ...compensation, complaintId: 'k11', amountFen: 1 });
    await room.receive('trust', 'trust.compensation-due.v1', {
      ...compensation,
      complaintId: 'k12',
      orderId: 'never-paid',
    });
    await turn();
    expect((await rows('Refund')).map((row: any) => [row.refundKey, row.amountFen])).toEqual([
      ['complaint:k9', 5000],
      ['k1', 1000],
    ]);
    expect(
      eventsOf('payments.refund-completed.v1')
        .map((event: any) => [event.refundKey, event.amountFen])
        .sort(),
    ).toEqual([
      ['complaint:k9', 5000],
      ['k1', 1000],
      ['k2', 0],
    ]);
    expect(eventsOf('payments.compensation-failed.v1').map((event: any) => event.complaintId)).toEqual([
      'k10',
      'k11',
      'k12',
    ]);
    expect(channel.refundedFen()).toBe(6000);
    expect((await balance()).sumFen).toBe(0);
  });

  it('asks before it sends a refund again whose answer was lost', async () => {
    await paid();
    await refundDue('k1', 1000);
    channel.loseAnswers(1);
    await turn(4);
    expect(channel.refundedFen()).toBe(1000);
    expect(eventsOf('payments.refund-completed.v1')).toHaveLength(1);
  });

  it('settles what is left after refunds, with the published fee, and stays balanced [9.2.cn]', async () => {
    await paid();
    await refundDue('k1', 1000);
    await completed('o1', 1000);
    await turn(6);
    const [settlement] = await rows('Settlement');
    expect(settlement).toMatchObject({
      state: 'settled',
      grossFen: 6000,
      refundedFen: 1000,
      commissionFen: 50,
      netFen: 4950,
    });
    const { accounts, sumFen } = await balance();
    expect(sumFen).toBe(0);
    expect(Object.fromEntries(accounts.map((row: any) => [row.account, row.balanceFen]))).toMatchObject({
      'provider-frozen:party-1': 0,
      'seller:party-1': 4950,
      'platform-commission': 50,
    });
  });

  it('settles as the provider really shared, where its word about the receiver was not true, and registers anew', async () => {
    channel.lieAboutReceivers();
    await paid();
    await completed('o1');
    await turn(6);
    expect((await rows('Settlement'))[0]).toMatchObject({
      state: 'settled',
      grossFen: 6000,
      commissionFen: 0,
      netFen: 6000,
    });
    await completed('o2');
    await turn(6);
    expect((await rows('Settlement'))[1]).toMatchObject({
      state: 'settled',
      grossFen: 4000,
      commissionFen: 40,
      netFen: 3960,
    });
    expect((await balance()).sumFen).toBe(0);
  });

  it('books no other fee than it asked for, whatever a well signed answer says, and asks again', async () => {
    await paid();
    channel.lieAboutAmount(1);
    await completed('o1');
    await turn(4);
    expect((await rows('Settlement'))[0]).toMatchObject({ state: 'sharing', lastError: 'AMOUNT_DIFFERS' });
    expect(await balanceOf('platform-commission')).toBe(0);
    channel.lieAboutAmount(0);
    await turn(4);
    expect((await rows('Settlement'))[0]).toMatchObject({
      state: 'settled',
      commissionFen: 60,
      netFen: 5940,
      lastError: null,
    });
    expect(await balanceOf('platform-commission')).toBe(60);
  });
  it('leaves it to finance where the provider stays with another amount', async () => {
    await paid();
    channel.lieAboutAmount(1);
    await completed('o1');
    await turn(90);
    expect((await rows('Settlement'))[0]).toMatchObject({ state: 'failed', lastError: 'AMOUNT_DIFFERS' });
    expect(await balanceOf('seller:party-1')).toBe(0);
  });

  it("advances a compensation from the operator's money and takes it back from the liable seller [6.6.d]", async () => {
    await paid();
    const due = {
      complaintId: 'k9',
      orderId: 'o1',
      partyId: 'party-1',
      buyerAccountId: 'buyer',
      amountFen: 2000,
      reason: '质量问题',
    };
    await room.receive('trust', 'trust.advance-due.v1', due);
    await turn();
    const [advance] = eventsOf('payments.advance-paid.v1');
    expect(advance).toMatchObject({ complaintId: 'k9', amountFen: 2000 });
    const COLLECT = `mutation($i: CollectRecoveryInput!) { collectRecovery(input: $i) { ... on PaymentsDone { id } ... on CollectRecoveryRefused { code clause } } }`;
    expect(
      (await room.graph<any>(finance, COLLECT, { i: { recoveryId: advance.recoveryId } })).collectRecovery,
    ).toEqual({ id: advance.recoveryId });
    await turn();
    expect((await rows('Recovery'))[0].state).toBe('recovered');
    const { accounts, sumFen } = await balance();
    expect(sumFen).toBe(0);
    const fenOf = (rows: any[]) => Object.fromEntries(rows.map((row) => [row.account, row.balanceFen]));
    // It came from what the seller could dispose of: the order's own money is still frozen, whole, and settled whole.
    expect(fenOf(accounts)).toMatchObject({
      'platform-funds': 0,
      'provider-frozen:party-1': 6000,
      'seller:party-1': -2000,
    });
    expect((await room.graph<any>(finance, COLLECT, { i: { recoveryId: 'nobody' } })).collectRecovery).toMatchObject({
      code: 'NOT_FOUND',
    });
    await completed('o1');
    await turn(4);
    expect((await rows('Settlement'))[0]).toMatchObject({ state: 'settled', commissionFen: 40, netFen: 5960 });
    expect(fenOf((await balance()).accounts)).toMatchObject({
      'provider-frozen:party-1': 0,
      'seller:party-1': 3960,
      'platform-commission': 40,
    });
  });

  it('reconciles a day number by number and opens a case for each difference [9.2.cp]', async () => {
    await paid();
    const RECONCILE = `mutation { reconcileDay(input: { date: "2026-11-25" }) { ... on Reconciliation { state ourPaidFen theirPaidFen openCaseCount } ... on ReconcileDayRefused { code clause } } }`;
    expect((await room.graph<any>(finance, RECONCILE)).reconcileDay).toMatchObject({
      code: 'BILL_NOT_READY',
      clause: '9.2.cp',
    });
    room.clock.set('2026-11-26T03:00:00Z');
    expect((await room.graph<any>(finance, RECONCILE)).reconcileDay).toEqual({
      state: 'matched',
      ourPaidFen: 10000,
      theirPaidFen: 10000,
      openCaseCount: 0,
    });
    channel.addToBill({ outTradeNo: 'Ostranger', orderFen: 700 });
    expect((await room.graph<any>(finance, RECONCILE)).reconcileDay).toMatchObject({
      state: 'different',
      openCaseCount: 1,
    });
    expect(
      (
        await room.graph<any>(
          finance,
          '{ reconciliationCases(state: "open", date: "2026-11-25") { edges { node { kind reference } } } }',
        )
      ).reconciliationCases.edges,
    ).toEqual([{ node: { kind: 'payment-missing-here', reference: 'Ostranger' } }]);
    await room.graph<any>(finance, RECONCILE);
    expect(await rows('ReconciliationCase')).toHaveLength(1);
  });

  it('tells the buyer, and only the buyer, where the money is [9.2.co]', async () => {
    await start();
    channel.payerPays('c1');
    const LOOK = `mutation { lookUpPayment(input: { checkoutId: "c1" }) { ... on Payment { state stateText } ... on LookUpPaymentRefused { code } } }`;
    expect((await room.graph<any>(account('stranger', { role: 'consumer' }), LOOK)).lookUpPayment).toEqual({
      code: 'NOT_FOUND',
    });
    expect((await room.graph<any>(buyer, LOOK)).lookUpPayment).toEqual({
      state: 'paid',
      stateText: '已付款，由支付机构保管',
    });
    expect((await room.graphWithErrors(ANONYMOUS, '{ trialBalance { sumFen } }')).errors![0]!.extensions!['code']).toBe(
      'UNAUTHENTICATED',
    );
    expect((await room.graphWithErrors(buyer, '{ trialBalance { sumFen } }')).errors![0]!.extensions!['code']).toBe(
      'FORBIDDEN',
    );
  });
});
