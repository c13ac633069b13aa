import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { account as person, testSubgraph, type TestOptions, type TestSubgraph } from '@heitu/kit/serving/testing';
import { payments, PlatformFee } from '@heitu/payments';
import {
  CARRIER,
  finance,
  FIRST_FEE,
  OTHER_SELLER,
  PAID_FEN,
  SELLER,
  STATION,
  type Case,
} from '@heitu/payments/compensation/who-pays.fixture';
import { peer } from '@heitu/orders/orders.fixture';
import { channelIn, DAY_MS, MINUTE_MS, startOutside, type Outside } from './outside.fixture.ts';
import type { Rooms } from './rooms.fixture.ts';

const SECONDS = 1000;
const START = `mutation($i: StartPaymentInput!) { startPayment(input: $i) {
  ... on PaymentStarted { clientParameters { timeStamp nonceStr package signType paySign } }
  ... on StartPaymentRefused { code message } } }`;
const OPEN = `mutation($i: OpenMerchantAccountInput!) { openMerchantAccount(input: $i) {
  ... on PaymentsDone { id } ... on OpenMerchantAccountRefused { code } } }`;
const AGREE = `mutation($i: AgreeDepositInput!) { agreeDeposit(input: $i) {
  ... on PaymentsDone { id } ... on AgreeDepositRefused { code } } }`;
const GIVE_UP = `mutation($i: TransferRefundInput!) { transferRefund(input: $i) {
  ... on PaymentsDone { id } ... on TransferRefundRefused { code } } }`;
const REFUNDS = 'query($o: [_Any!]!) { _entities(representations: $o) { ... on Order { refunds { id } } } }';
const BALANCES =
  'query($id: ID) { ledgerBalances(first: 100, partyId: $id) { edges { node { account balanceFen } } } }';
const RECOVERIES = 'query($id: ID) { recoveries(partyId: $id) { edges { node { amountFen setOffFen state rail } } } }';

/** All cases of the room's table in one county: each has parties, a buyer, a checkout and merchants of its own. */
export class County {
  readonly outside: Outside;
  readonly room: TestSubgraph;
  /** The rooms beside it, once they take part. */
  rooms: Rooms | null = null;
  #merchantsTaken = 0;
  readonly #merchantOf = new Map<string, string>();
  private constructor(outside: Outside, room: TestSubgraph) {
    this.outside = outside;
    this.room = room;
    outside.onPost(async ({ headers: told, body }) => {
      const headers = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, String(value)]));
      const notice = { method: 'POST', path: '/wechatpay/notify', query: {}, headers, body };
      return { status: (await room.subgraph.edge(notice, ANONYMOUS, 'notice')).status };
    });
  }

  static async begin(url?: string): Promise<County> {
    const outside = await startOutside();
    const { wechatPay } = outside.world.settings;
    const channel = channelIn(outside, { timeoutMs: 8 * SECONDS });
    const services = { channel, notifyUrl: `${outside.edgeUrl}/pay`, platformMerchant: wechatPay.mchid };
    const room = await testSubgraph(payments, {
      at: outside.now().toISOString(),
      services,
      peers: peersOf(outside, () => county.rooms),
      ...(url && { url }),
    });
    await room.subgraph.contextFor(finance, 'fee').em.insert(PlatformFee, FIRST_FEE);
    const county: County = new County(outside, room);
    return county;
  }
  async close(): Promise<void> {
    await this.rooms?.close();
    await this.room.close();
    await this.outside.close();
  }

  /** Jobs and relays, and what falls due at the provider; a minute between each round. */
  async turn(times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      await (this.rooms ? this.rooms.hear() : this.room.subgraph.runOnce());
      this.rooms?.later(MINUTE_MS);
      this.room.clock.advance(MINUTE_MS);
      await this.outside.advance(MINUTE_MS);
    }
  }
  async #act(mutation: string, input: object): Promise<void> {
    const told = Object.values(await this.room.graph(finance, mutation, { i: input }))[0];
    if (told && typeof told === 'object' && 'code' in told) throw new Error(JSON.stringify(told));
  }
  /** What the party has signed, as sellers tells of it. */
  async #agree(
    partyId: string,
    terms: { kind: string } & Readonly<Record<string, unknown>>,
    withPartyId = 'other-side',
  ): Promise<void> {
    await this.room.receive('sellers', 'sellers.contract-signed.v1', {
      contractId: `${terms.kind.slice(0, 3)}-${partyId}`,
      number: `HT-${partyId}`,
      partyId,
      withPartyId,
      validFromOn: '2020-01-01',
      validUntilOn: '2030-12-31',
      signedAtMs: 1,
      terms,
    });
  }
  /** The party's own account at the provider. */
  async open(partyId: string): Promise<string> {
    const merchant = this.outside.world.settings.wechatPay.subMchids[this.#merchantsTaken++];
    if (!merchant) throw new Error('the provider has no more merchants');
    this.#merchantOf.set(partyId, merchant);
    await this.#agree(partyId, { kind: 'payment' });
    await this.#act(OPEN, {
      requestId: `open-${partyId}`,
      partyId,
      subMerchantId: merchant,
      contactName: '王对接',
      passwordKeeperName: '李密钥',
    });
    return merchant;
  }
  /** Carrier and station have accounts, and contracts with the seller that say what they get. */
  async share(i: number, { freightSharedPercent, commissionPermille }: NonNullable<Case['shares']>): Promise<void> {
    for (const party of [CARRIER, STATION]) await this.open(mine(party, i));
    await this.deliver(i, freightSharedPercent);
    await this.#agree(mine(SELLER, i), { kind: 'station', commissionPermille }, mine(STATION, i));
  }
  /** The carrier brings the seller's orders for so much of their delivery. */
  deliver(i: number, freightSharedPercent: number): Promise<void> {
    return this.#agree(mine(SELLER, i), { kind: 'delivery', freightSharedPercent }, mine(CARRIER, i));
  }
  async putUp(partyId: string, fen: number): Promise<void> {
    const mchid = await this.open(partyId);
    await this.outside.control('/wechatpay/deposit', { mchid, fen });
    await this.#agree(partyId, { kind: 'platform-service', depositFen: fen });
    await this.#act(AGREE, { requestId: `agree-${partyId}`, partyId });
  }
  /** Finance has the platform transfer what no card of the buyer takes. */
  async giveUpRefund(orderId: string): Promise<void> {
    const asked = await this.room.graph<any>(finance, REFUNDS, { o: [{ __typename: 'Order', id: orderId }] });
    const [{ id: refundId }] = asked._entities[0].refunds;
    await this.#act(GIVE_UP, { refundId });
  }
  async buy(checkoutId: string, openid = buyerOf(checkoutId)): Promise<void> {
    const { startPayment } = await this.room.graph<{ startPayment: { clientParameters: Record<string, string> } }>(
      person(openid, { role: 'consumer' }),
      START,
      { i: { requestId: `start-${checkoutId}`, checkoutId } },
    );
    const requestPayment = startPayment.clientParameters;
    if (!requestPayment) throw new Error(`${checkoutId}: ${JSON.stringify(startPayment)}`);
    const prepayId = requestPayment['package']?.replace('prepay_id=', '');
    const paid = await this.outside.control('/pay', { prepayId, openid, requestPayment });
    if (paid['state'] !== 'SUCCESS') throw new Error(`${checkoutId}: ${JSON.stringify({ startPayment, paid })}`);
  }

  async booked(partyId: string): Promise<Record<string, number>> {
    const { ledgerBalances } = await this.room.graph<any>(finance, BALANCES, { id: partyId });
    return Object.fromEntries(ledgerBalances.edges.map(({ node }: any) => [node.account, node.balanceFen]));
  }
  async owed(partyId: string): Promise<object[]> {
    const { recoveries } = await this.room.graph<any>(finance, RECOVERIES, { id: partyId });
    return recoveries.edges.map(({ node }: any) => node);
  }
  /** Who paid to the buyer of a checkout in the end, as the provider wrote it down. */
  paidFen(checkoutId: string): Record<string, number> {
    const database = new Database(join(this.outside.dataDir, 'sandbox', 'world.db'), { readonly: true });
    try {
      const movements = database
        .prepare(
          `select m.payer, m.payee, m.amountFen from movement m join trade t on t.transactionId = m.transactionId
            where t.combineOutTradeNo = ? and m.kind in
              ('refund', 'refund-returned', 'advance', 'advance-return', 'compensation')`,
        )
        .all(`C${checkoutId}`) as { payer: string; payee: string; amountFen: number }[];
      const paid = new Map<string, number>();
      const add = (who: string, fen: number) => paid.set(who, (paid.get(who) ?? 0) + fen);
      for (const { payer, payee, amountFen } of movements) {
        add(this.#purse(payer), amountFen);
        add(this.#purse(payee), -amountFen);
      }
      return Object.fromEntries([...paid].filter(([who, fen]) => who !== 'payers' && fen !== 0));
    } finally {
      database.close();
    }
  }
  /** What the deposit of one has paid into the account of another, as the provider wrote it down. */
  fromDepositFen(of: string, to: string): number {
    const database = new Database(join(this.outside.dataDir, 'sandbox', 'world.db'), { readonly: true });
    try {
      const paid = database
        .prepare('select coalesce(sum(amountFen), 0) as fen from movement where payer = ? and payee = ?')
        .get(`deposit:${this.merchantOf(of)}`, `available:${this.merchantOf(to)}`) as { fen: number };
      return paid.fen;
    } finally {
      database.close();
    }
  }
  #purse(name: string): string {
    const owner = name.replace(/^(frozen|available):/, '');
    return owner === this.outside.world.settings.wechatPay.mchid ? 'platform' : owner;
  }
  merchantOf(partyId: string): string {
    return this.#merchantOf.get(partyId) ?? '';
  }
}

export const buyerOf = (checkoutId: string): string => `buyer-${checkoutId}`;
export const checkoutOf = (i: number): string => `checkout${i}`;
/** `party-1` of the table, in case 3: `party-1-3`. */
export const mine = (partyId: string, i: number): string => `${partyId}-${i}`;

function peersOf(outside: Outside, rooms: () => Rooms | null): TestOptions['peers'] {
  const order = (checkoutId: string, name: 'o1' | 'o2', partyId: string) => ({
    orderId: `${checkoutId}${name}`,
    orderNumber: `H-${checkoutId}${name}`,
    partyId,
    totalFen: PAID_FEN[name],
    title: '五常大米',
    paidFen: 0,
    refundDueFen: 0,
    refundedFen: 0,
  });
  return {
    orders: (document, variables) => {
      const orders = rooms()?.orders;
      if (orders) return orders.graph(peer('payments'), document, variables);
      const checkoutId = String(variables['id']);
      const i = Number(checkoutId.replace('checkout', ''));
      const placed = [order(checkoutId, 'o1', mine(SELLER, i)), order(checkoutId, 'o2', mine(OTHER_SELLER, i))];
      return {
        checkoutForPayment: {
          checkoutId,
          state: 'open',
          buyerAccountId: buyerOf(checkoutId),
          dueAtMs: String(outside.now().getTime() + DAY_MS),
          totalFen: PAID_FEN.o1 + PAID_FEN.o2,
          orders: placed,
        },
      };
    },
    trust: (document, { id, ids }) =>
      document.includes('payerOf')
        ? { payerOf: { openid: String(id) } }
        : {
            ordersWithComplaint: [],
            accountBriefs: (ids as string[]).map((one) => ({ accountId: one, displayName: one })),
          },
    sellers: (_document, { ids }) => ({
      partyStates: (ids as string[]).map((partyId) => ({ partyId, inGoodStanding: true })),
    }),
  };
}
