import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import type { PaymentsServices } from './context.ts';
import { fakeChannel, PLATFORM, type FakeChannel } from './fake-channel.fixture.ts';
import { payments } from './index.ts';
import { PlatformFee } from './platform-fee/platform-fee.entity.ts';
import { fakeTax, type FakeTax } from './invoice/fake-tax.fixture.ts';

export const buyer = account('buyer', { role: 'consumer' });
export const finance = account('finance', { role: 'finance' });
/** Their accounts at the provider. */
export const MERCHANTS = { 'party-1': '1900000101', 'party-2': '1900000102' } as const;
export const PAID_FEN = { o1: 6000, o2: 4000 } as const;

/** What orders answers of a checkout; null: it knows of none. */
export interface CheckoutOfPeer {
  state: string;
  buyerAccountId: string;
  agentAccountId: string | null;
  dueAtMs: string;
  totalFen: number;
  orders: Record<string, unknown>[];
}

type Reads = ReturnType<typeof readsOf>;
type Acts = ReturnType<typeof actsOf>;
export interface PaymentsRoom extends TestSubgraph, Reads, Acts {
  channel: FakeChannel;
  tax: FakeTax;
  checkouts: Map<string, CheckoutOfPeer | null>;
  /** What logistics answers of a parcel, whichever courier asks. */
  doors: Map<string, { checkoutId: string; isAtDoor: boolean; isPaid: boolean }>;
  /** What sellers answers of names that were put right. */
  names: Map<string, { name: string; former: string[] }>;
  /** What catalog answers of rules for emergencies, and trust of documents that name a rate of the fee. */
  emergencies: object[];
  stating: string[];
}

export const START = `mutation($i: StartPaymentInput!) { startPayment(input: $i) { ... on PaymentStarted { payment { id state totalFen } clientParameters { package paySign } } ... on StartPaymentRefused { code message clause } } }`;
export const OPEN = `mutation($i: OpenMerchantAccountInput!) { openMerchantAccount(input: $i) { ... on PaymentsDone { id } ... on OpenMerchantAccountRefused { code clause } } }`;
export const MERCHANT = {
  partyId: 'party-1',
  subMerchantId: MERCHANTS['party-1'],
  contactName: '王对接',
  passwordKeeperName: '李密钥',
};
/** As long as an id may be. */
export const contractIdOf = (kind: string, partyId: string): string => `${kind}-${partyId}`.slice(-26);
/** A contract that both have signed, as sellers tells of it. */
export const contractOf = (
  partyId: string,
  terms: { kind: string } & Record<string, unknown>,
  change: object = {},
) => ({
  contractId: contractIdOf(terms.kind, partyId),
  number: 'HT-1',
  partyId,
  withPartyId: terms.kind === 'payment' ? 'provider' : 'operator',
  validFromOn: '2026-01-01',
  validUntilOn: '2027-12-31',
  signedAtMs: 1,
  terms,
  ...change,
});
/** What orders has its seller give back of it. */
export const owedRefund = (refundKey: string, amountFen: number, dueAtMs: number, orderId = 'o1') => ({
  refundKey,
  orderId,
  checkoutId: 'c1',
  partyId: 'party-1',
  buyerAccountId: 'buyer',
  amountFen,
  reason: '退货',
  afterSaleId: null,
  dueAtMs,
});
let requests = 0;
/** Each call's own. */
export const requestId = (): string => `request-${++requests}`;

export const checkoutOf = (
  orders: readonly { orderId: string; partyId: string; totalFen: number }[],
  more: Partial<CheckoutOfPeer> = {},
): CheckoutOfPeer => ({
  state: 'open',
  buyerAccountId: 'buyer',
  agentAccountId: null,
  dueAtMs: String(Date.parse('2026-11-25T02:30:00Z')),
  totalFen: orders.reduce((sum, order) => sum + order.totalFen, 0),
  orders: orders.map((order) => ({
    ...order,
    orderNumber: `H-${order.orderId}`,
    title: '五常大米',
    paidFen: 0,
    refundDueFen: 0,
    refundedFen: 0,
  })),
  ...more,
});

/** party-2 is a farmer, who sells what the farmer grew; the others are firms. */
const KINDS: Readonly<Record<string, string>> = { 'party-2': 'farmer' };
/** An order was sold as rice and its delivery, for 5 yuan. */
const DELIVERY_FEN = 500;
const soldWith = (checkouts: PaymentsRoom['checkouts'], orderId: string): object[] =>
  [...checkouts.values()].flatMap((checkout) =>
    (checkout?.orders ?? [])
      .filter((order) => order['orderId'] === orderId)
      .map(({ title, totalFen, state = 'confirmed', completeDueAtMs = null, openAfterSales = 0 }) => ({
        orderId,
        state,
        completeDueAtMs,
        openAfterSales,
        buyerAccountId: checkout?.buyerAccountId,
        deliveryFen: DELIVERY_FEN,
        lines: [{ title, specification: '5千克', quantity: 1, totalFen: Number(totalFen) - DELIVERY_FEN }],
      })),
  );

/** What orders, trust and sellers answer; party-bad is in no good standing, and order o1 is in a case. */
const peersOf = ({
  checkouts,
  doors,
  names,
  emergencies,
  stating,
}: Pick<PaymentsRoom, 'checkouts' | 'doors' | 'names' | 'emergencies' | 'stating'>): NonNullable<
  Parameters<typeof testSubgraph>[1]
>['peers'] => ({
  logistics: (_document, { shipmentId, courierAccountId }) => ({
    doorParcel: courierAccountId === 'courier' ? (doors.get(String(shipmentId)) ?? null) : null,
  }),
  catalog: () => ({ serviceEmergencies: emergencies }),
  orders: (document, { id, ids }) => {
    if (document.includes('ordersForPeer'))
      return { ordersForPeer: (ids as string[]).flatMap((orderId) => soldWith(checkouts, orderId)) };
    const checkout = checkouts.get(id as string);
    return { checkoutForPayment: checkout ? { checkoutId: id, ...checkout } : null };
  },
  trust: (document, { id, ids }) => {
    if (document.includes('documentsStatingFee')) return { documentsStatingFee: stating };
    if (document.includes('accountBriefs'))
      return { accountBriefs: (ids as string[]).map((id) => ({ accountId: id, displayName: `${id}的名字` })) };
    if (document.includes('ordersWithComplaint'))
      return { ordersWithComplaint: ['o1'].filter((id) => (ids as string[]).includes(id)) };
    return { payerOf: { openid: id === 'buyer' ? 'openid-1' : `openid-${String(id)}` } };
  },
  sellers: (document, { ids, partyId: id }) =>
    document.includes('correctedNames')
      ? { correctedNames: names.get(String(id)) ?? null }
      : {
          partyStates: (ids as string[]).map((partyId) => ({
            partyId,
            kind: KINDS[partyId] ?? 'seller',
            name: `${partyId}的名字`,
            inGoodStanding: partyId !== 'party-bad',
          })),
        },
});

function readsOf(room: TestSubgraph) {
  const balance = async (): Promise<{
    sumFen: number;
    balanced: boolean;
    accounts: { account: string; balanceFen: number }[];
  }> => {
    const { trialBalance, ledgerBalances } = await room.graph<any>(
      finance,
      '{ trialBalance { sumFen balanced } ledgerBalances(first: 50) { edges { node { account balanceFen } } } }',
    );
    return { ...trialBalance, accounts: ledgerBalances.edges.map(({ node }: any) => node) };
  };
  return {
    rows: (table: string): Promise<any[]> =>
      (room.subgraph.contextFor(finance, 'test').rows as any).selectFrom(table).selectAll().execute(),
    eventsOf: (type: string): any[] => [
      ...new Map(
        room.sent.filter(({ event }) => event.type === type).map(({ event }) => [event.id, event.payload as any]),
      ).values(),
    ],
    balance,
    balanceOf: async (name: string): Promise<number> =>
      (await balance()).accounts.find(({ account }) => account === name)?.balanceFen ?? 0,
    /** Of the ledger's accounts, those that are not at zero. */
    async booked(): Promise<Record<string, number>> {
      const { sumFen, accounts } = await balance();
      if (sumFen !== 0) throw new Error(`the books are out by ${sumFen} fen`);
      return Object.fromEntries(
        accounts.filter(({ balanceFen }) => balanceFen !== 0).map((row) => [row.account, row.balanceFen]),
      );
    },
  };
}

function actsOf(room: TestSubgraph, channel: FakeChannel) {
  const start = (checkoutId = 'c1', who = buyer) =>
    room.graph<any>(who, START, { i: { requestId: requestId(), checkoutId } });
  /** The provider's notice about checkout c1; answers the status. */
  const notify = async (kind: 'ok' | 'bad-signature' | 'probe' = 'ok'): Promise<number> => {
    const body = Buffer.from(channel.outTradeNo('c1'));
    const notice = { method: 'POST', path: '/wechatpay/notify', query: {}, headers: { kind }, body } as const;
    return (await room.subgraph.edge(notice, ANONYMOUS, 'r')).status;
  };
  return {
    start,
    notify,
    /** Checkout c1: order o1 of party-1 for 60 yuan, o2 of party-2 for 40. */
    async paid(): Promise<void> {
      await start();
      channel.payerPays('c1');
      const status = await notify();
      if (status !== 204) throw new Error(`the notice was answered ${status}`);
    },
    /** Jobs and relays, a minute between each round. */
    async turn(times = 3): Promise<void> {
      for (let i = 0; i < times; i++) {
        await room.subgraph.runOnce();
        room.clock.advance(MINUTE_MS);
      }
    },
    refundDue: (refundKey: string, amountFen: number, orderId = 'o1') =>
      room.receive(
        'orders',
        'orders.refund-due.v1',
        owedRefund(refundKey, amountFen, room.clock.now() + DAY_MS, orderId),
      ),
    completed: (orderId: string, refundedFen = 0, deliveryFen = 0, carrierPartyId?: string) => {
      // No order has ended in the first minutes after its payment.
      room.clock.advance(2 * MINUTE_MS);
      return room.receive('orders', 'orders.order-completed.v1', {
        orderId,
        checkoutId: 'c1',
        partyId: 'party-1',
        shopId: 's',
        buyerAccountId: 'buyer',
        totalFen: 6000,
        refundedFen,
        deliveryFen,
        ...(carrierPartyId && { carrierPartyId }),
      });
    },
  };
}

/** They have signed with the provider; not all of them have an account yet. */
const WITH_CONTRACT = [...Object.keys(MERCHANTS), 'party-3', 'party-bad', 'party-carrier'];

/** What the platform has published since ever. */
export const FIRST_FEE = {
  id: 'platform-fee-first',
  permille: 10,
  feeOn: 'goods-and-delivery',
  reason: '平台开办时公布',
  state: 'bound',
  risePercent: 0,
  isLeap: false,
  proposedAtMs: 0,
  fromMs: 0,
} as const;

/** `url`: on that database. */
export async function openPayments(url?: string): Promise<PaymentsRoom> {
  const checkouts: PaymentsRoom['checkouts'] = new Map([
    [
      'c1',
      checkoutOf([
        { orderId: 'o1', partyId: 'party-1', totalFen: PAID_FEN.o1 },
        { orderId: 'o2', partyId: 'party-2', totalFen: PAID_FEN.o2 },
      ]),
    ],
  ]);
  const tax = fakeTax(() => new Date(room.clock.now()));
  const doors: PaymentsRoom['doors'] = new Map();
  const names: PaymentsRoom['names'] = new Map();
  const told = { emergencies: [], stating: [] } satisfies Partial<PaymentsRoom>;
  const channel = fakeChannel(() => new Date(room.clock.now()));
  const room: TestSubgraph = await testSubgraph(payments, {
    services: {
      channel,
      tax,
      notifyUrl: 'https://example.invalid/notify',
      platformMerchant: PLATFORM,
    } satisfies PaymentsServices,
    peers: peersOf({ checkouts, doors, names, ...told }),
    logLevel: process.env['TEST_LOG'] ?? 'silent',
    ...(url && { url }),
  });
  await room.subgraph.contextFor(finance, 'test').em.insert(PlatformFee, FIRST_FEE);
  for (const partyId of WITH_CONTRACT)
    await room.receive('sellers', 'sellers.contract-signed.v1', contractOf(partyId, { kind: 'payment' }));
  for (const [partyId, subMerchantId] of Object.entries(MERCHANTS))
    await room.graph(finance, OPEN, { i: { ...MERCHANT, requestId: requestId(), partyId, subMerchantId } });
  return Object.assign(room, { channel, tax, checkouts, doors, names, ...told }, readsOf(room), actsOf(room, channel));
}
