import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import type { PaymentsServices } from './context.ts';
import { fakeChannel, type FakeChannel } from './fake-channel.fixture.ts';
import { payments } from './index.ts';

export const buyer = account('buyer', { role: 'consumer' });
export const finance = account('finance', { role: 'finance' });
/** Their accounts at the provider. */
export const MERCHANTS = { 'party-1': '1900000101', 'party-2': '1900000102' } as const;
export const PAID_FEN = { o1: 6000, o2: 4000 } as const;

/** What orders answers of a checkout; null: it knows of none. */
export interface CheckoutOfPeer {
  state: string;
  buyerAccountId: string;
  dueAtMs: string;
  totalFen: number;
  orders: Record<string, unknown>[];
}

export interface PaymentsRoom extends TestSubgraph {
  channel: FakeChannel;
  checkouts: Map<string, CheckoutOfPeer | null>;
  rows(table: string): Promise<any[]>;
  eventsOf(type: string): any[];
  /** Of the ledger's accounts, those that are not at zero. */
  booked(): Promise<Record<string, number>>;
  start(checkoutId: string): Promise<any>;
  /** Checkout c1: order o1 of party-1 for 60 yuan, o2 of party-2 for 40. */
  paid(): Promise<void>;
  /** Jobs and relays, a minute between each round. */
  turn(times?: number): Promise<void>;
}

const START = `mutation($i: StartPaymentInput!) { startPayment(input: $i) { ... on PaymentStarted { payment { id } } ... on StartPaymentRefused { code } } }`;
const OPEN = `mutation($i: OpenMerchantAccountInput!) { openMerchantAccount(input: $i) { ... on PaymentsDone { id } ... on OpenMerchantAccountRefused { code } } }`;
let requests = 0;

export const checkoutOf = (
  orders: readonly { orderId: string; partyId: string; totalFen: number }[],
  more: Partial<CheckoutOfPeer> = {},
): CheckoutOfPeer => ({
  state: 'open',
  buyerAccountId: 'buyer',
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

export async function openPayments(): Promise<PaymentsRoom> {
  const checkouts: PaymentsRoom['checkouts'] = new Map([
    [
      'c1',
      checkoutOf([
        { orderId: 'o1', partyId: 'party-1', totalFen: PAID_FEN.o1 },
        { orderId: 'o2', partyId: 'party-2', totalFen: PAID_FEN.o2 },
      ]),
    ],
  ]);
  let now = (): number => 0;
  const channel = fakeChannel(() => new Date(now()));
  const room = await testSubgraph(payments, {
    services: {
      channel,
      notifyUrl: 'https://example.invalid/notify',
      platformMerchant: '1900000001',
    } satisfies PaymentsServices,
    peers: {
      orders: (_document, { id }) => {
        const checkout = checkouts.get(id as string);
        return { checkoutForPayment: checkout ? { checkoutId: id, ...checkout } : null };
      },
      trust: (document, { ids }) =>
        document.includes('accountBriefs')
          ? { accountBriefs: (ids as string[]).map((accountId) => ({ accountId, displayName: `${accountId}的名字` })) }
          : { payerOf: { openid: 'openid-1' } },
      sellers: (_document, { ids }) => ({
        partyStates: (ids as string[]).map((partyId) => ({ partyId, inGoodStanding: true })),
      }),
    },
  });
  now = () => room.clock.now();
  for (const [partyId, subMerchantId] of Object.entries(MERCHANTS)) {
    await room.graph(finance, OPEN, {
      i: {
        requestId: `merchant-${partyId}`,
        partyId,
        subMerchantId,
        contractNumber: 'HT-1',
        contractValidUntil: '2027-12-31',
        contactName: '王对接',
        passwordKeeperName: '李密钥',
      },
    });
  }
  const start = (checkoutId: string) =>
    room.graph<any>(buyer, START, { i: { requestId: `start-${++requests}`, checkoutId } });
  return Object.assign(room, {
    channel,
    checkouts,
    start,
    rows: (table: string) =>
      (room.subgraph.contextFor(finance, 'test').rows as any).selectFrom(table).selectAll().execute(),
    eventsOf: (type: string) => [
      ...new Map(
        room.sent.filter(({ event }) => event.type === type).map(({ event }) => [event.id, event.payload as any]),
      ).values(),
    ],
    async booked() {
      const { trialBalance, ledgerBalances } = await room.graph<any>(
        finance,
        '{ trialBalance { sumFen } ledgerBalances(first: 50) { edges { node { account balanceFen } } } }',
      );
      if (trialBalance.sumFen !== 0) throw new Error(`the books are out by ${trialBalance.sumFen} fen`);
      return Object.fromEntries(
        ledgerBalances.edges
          .map(({ node }: any) => [node.account, node.balanceFen])
          .filter(([, fen]: [string, number]) => fen !== 0),
      );
    },
    async paid() {
      await start('c1');
      channel.payerPays('c1');
      const notice = {
        method: 'POST',
        path: '/wechatpay/notify',
        query: {},
        headers: { kind: 'ok' },
        body: Buffer.from(channel.outTradeNo('c1')),
      } as const;
      const { status } = await room.subgraph.edge(notice, ANONYMOUS, 'r');
      if (status !== 204) throw new Error(`the notice was answered ${status}`);
    },
    async turn(times = 3) {
      for (let i = 0; i < times; i++) {
        await room.subgraph.runOnce();
        room.clock.advance(MINUTE_MS);
      }
    },
  });
}
