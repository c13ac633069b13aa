import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import {
  account as person,
  freshDatabase,
  testSubgraph,
  type TestOptions,
  type TestSubgraph,
} from '@heitu/kit/serving/testing';
import { payments, PlatformFee } from '@heitu/payments';
import {
  account,
  CARRIER,
  CARRIERS_MERCHANT,
  backFen,
  CASES,
  decidedBy,
  DELIVERY_FEN,
  finance,
  FIRST_FEE,
  MERCHANTS,
  OTHER_SELLER,
  PAID_FEN,
  SELLER,
  STATION,
  type Case,
} from '@heitu/payments/compensation/who-pays.fixture';
import { orderRow, peer } from '@heitu/orders/orders.fixture';
import { channelIn, DAY_MS, MINUTE_MS, startOutside, type Outside } from './outside.fixture.ts';
import { HAULIER, RICE, Rooms, STORIES } from './rooms.fixture.ts';

const SECONDS = 1000;
const PARTIES = [SELLER, OTHER_SELLER, CARRIER, STATION];
const START = `mutation($i: StartPaymentInput!) { startPayment(input: $i) {
  ... on PaymentStarted { clientParameters { timeStamp nonceStr package signType paySign } }
  ... on StartPaymentRefused { code message } } }`;
const OPEN = `mutation($i: OpenMerchantAccountInput!) { openMerchantAccount(input: $i) {
  ... on PaymentsDone { id } ... on OpenMerchantAccountRefused { code } } }`;
const AGREE = `mutation($i: AgreeDepositInput!) { agreeDeposit(input: $i) {
  ... on PaymentsDone { id } ... on AgreeDepositRefused { code } } }`;
const BALANCES =
  'query($id: ID) { ledgerBalances(first: 100, partyId: $id) { edges { node { account balanceFen } } } }';
const RECOVERIES = 'query($id: ID) { recoveries(partyId: $id) { edges { node { amountFen setOffFen state rail } } } }';

/** All cases of the room's table in one county: each has parties, a buyer, a checkout and merchants of its own. */
class County {
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
    await this.#agree(mine(SELLER, i), { kind: 'delivery', freightSharedPercent }, mine(CARRIER, i));
    await this.#agree(mine(SELLER, i), { kind: 'station', commissionPermille }, mine(STATION, i));
  }
  async putUp(partyId: string, fen: number): Promise<void> {
    const mchid = await this.open(partyId);
    await this.outside.control('/wechatpay/deposit', { mchid, fen });
    await this.#agree(partyId, { kind: 'platform-service', depositFen: fen });
    await this.#act(AGREE, { requestId: `agree-${partyId}`, partyId });
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
  #purse(name: string): string {
    const owner = name.replace(/^(frozen|available):/, '');
    return owner === this.outside.world.settings.wechatPay.mchid ? 'platform' : owner;
  }
  merchantOf(partyId: string): string {
    return this.#merchantOf.get(partyId) ?? '';
  }
}

const buyerOf = (checkoutId: string): string => `buyer-${checkoutId}`;
const checkoutOf = (i: number): string => `checkout${i}`;
/** `party-1` of the table, in case 3: `party-1-3`. */
const mine = (partyId: string, i: number): string => `${partyId}-${i}`;

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

interface Played {
  before: Record<string, number>;
  after: Record<string, number>;
}

describe.each([
  ['SQLite', () => Promise.resolve(undefined)],
  ['MariaDB', (room: string) => freshDatabase(process.env['TEST_DATABASE_URL'], `${room}_who_pays`)],
] as const)('who pays what to whom, at the provider and in the books, on %s [6.6.d]', (_database, urlOf) => {
  let county: County;
  const played: Played[] = [];
  const bookedOf = async (i: number): Promise<Record<string, number>> => {
    const all: Record<string, number> = {};
    for (const party of PARTIES) Object.assign(all, await county.booked(mine(party, i)));
    return all;
  };

  async function begin(i: number, { depositFen, shares }: Case): Promise<void> {
    for (const party of [SELLER, OTHER_SELLER]) await county.open(mine(party, i));
    if (depositFen) await county.putUp(mine(CARRIER, i), depositFen);
    if (shares) await county.share(i, shares);
    await county.buy(checkoutOf(i));
  }
  async function before(i: number, { refundedFen, settled }: Case): Promise<void> {
    const checkoutId = checkoutOf(i);
    const of = {
      orderId: `${checkoutId}o1`,
      checkoutId,
      partyId: mine(SELLER, i),
      buyerAccountId: buyerOf(checkoutId),
    };
    if (refundedFen)
      await county.room.receive('orders', 'orders.refund-due.v1', {
        ...of,
        refundKey: `returned-${i}`,
        amountFen: refundedFen,
        reason: '退货',
        afterSaleId: null,
        dueAtMs: county.room.clock.now() + DAY_MS,
      });
    if (settled)
      await county.room.receive('orders', 'orders.order-completed.v1', {
        ...of,
        shopId: 's',
        totalFen: PAID_FEN.o1,
        refundedFen: 0,
        deliveryFen: DELIVERY_FEN,
        carrierPartyId: mine(CARRIER, i),
      });
  }
  async function decide(i: number, facts: Case): Promise<void> {
    const checkoutId = checkoutOf(i);
    const { by, type, payload } = decidedBy(facts, {
      orderId: `${checkoutId}o1`,
      buyerAccountId: buyerOf(checkoutId),
      caseId: `k${i}`,
      partyOf: (partyId) => mine(partyId, i),
    });
    // Told twice is paid once.
    await county.room.receive(by, type, payload);
    await county.room.receive(by, type, payload);
  }

  beforeAll(async () => {
    county = await County.begin(await urlOf('payments'));
    for (const [i, [, facts]] of CASES.entries()) await begin(i, facts);
    await county.turn(2);
    for (const [i, [, facts]] of CASES.entries()) await before(i, facts);
    await county.turn(6);
    const books = [];
    for (const i of CASES.keys()) books.push(await bookedOf(i));
    for (const [i, [, facts]] of CASES.entries()) await decide(i, facts);
    await county.turn(8);
    for (const i of CASES.keys()) played.push({ before: books[i] ?? {}, after: await bookedOf(i) });
  }, 300 * SECONDS);
  afterAll(() => county.close());

  it.each(CASES.map(([name, facts], i) => [name, facts, i] as const))('%s', async (_name, facts, i) => {
    const { liable, says, fen, paid, claim, settled } = facts;
    const merchantOf = new Map<string, string>([
      ...Object.entries(MERCHANTS).map(([party, merchant]) => [merchant, county.merchantOf(mine(party, i))] as const),
      [`deposit:${CARRIERS_MERCHANT}`, `deposit:${county.merchantOf(mine(CARRIER, i))}`] as const,
    ]);
    const expected = Object.entries(paid).map(([who, amountFen]) => [merchantOf.get(who) ?? who, amountFen]);
    expect(county.paidFen(checkoutOf(i))).toEqual(Object.fromEntries(expected));

    const { before: was, after } = played[i] ?? { before: {}, after: {} };
    const changed = (name: string): number => (after[name] ?? 0) - (was[name] ?? 0);
    const purse = settled ? account.seller(mine(SELLER, i)) : account.frozen(mine(SELLER, i));
    expect(changed(purse)).toBe((liable === SELLER && says === 'agrees' && !claim ? -fen : 0) + backFen(facts));
    const { carrier = 0, station = 0 } = facts.back ?? {};
    expect(changed(account.seller(mine(CARRIER, i)))).toBe(0 - carrier);
    expect(changed(account.seller(mine(STATION, i)))).toBe(0 - station);
    const isOfDeposit = Object.keys(paid).some((who) => who.startsWith('deposit:'));
    expect(changed(account.deposit(mine(CARRIER, i)))).toBe(isOfDeposit ? -fen : 0);
    for (const party of PARTIES) {
      const isClaimed = claim?.from === party;
      const owed = { amountFen: fen, setOffFen: 0, state: 'OPEN', rail: claim?.rail };
      expect([party, changed(account.claimedFrom(mine(party, i)))]).toEqual([party, isClaimed ? -fen : 0]);
      expect([party, await county.owed(mine(party, i))]).toEqual([party, isClaimed ? [owed] : []]);
    }
  });

  describe('from the act that led to it, through the rooms that take part', () => {
    beforeAll(async () => {
      for (const party of [RICE, HAULIER]) await county.open(party);
      const [orders, trust] = [await urlOf('orders'), await urlOf('trust')];
      county.rooms = await Rooms.begin(county.room, { ...(orders && { orders }), ...(trust && { trust }) });
    }, 120 * SECONDS);

    it.each(STORIES)(
      '%s',
      async (_name, { play, paid, claimed, order, bears }) => {
        const rooms = county.rooms!;
        const { orderId, checkoutId } = await rooms.ordered();
        await county.buy(checkoutId, rooms.people.buyer.id);
        await county.turn(2);
        const before = { ...(await county.booked(RICE)), ...(await county.booked(HAULIER)) };
        await play(rooms, orderId, () => county.turn(3));
        await county.turn(5);
        const { seller = 0, platform = 0 } = paid;
        const expected = { [county.merchantOf(RICE)]: seller, platform };
        expect(county.paidFen(checkoutId)).toEqual(
          Object.fromEntries(Object.entries(expected).filter(([, fen]) => fen)),
        );
        const after = { ...(await county.booked(RICE)), ...(await county.booked(HAULIER)) };
        const claimedFrom = (party: string): number =>
          (before[account.claimedFrom(party)] ?? 0) - (after[account.claimedFrom(party)] ?? 0);
        expect([claimedFrom(RICE), claimedFrom(HAULIER)]).toEqual([claimed.seller ?? 0, claimed.carrier ?? 0]);
        expect(await orderRow(rooms.orders, orderId)).toMatchObject({ ...order, refundDueFen: order.refundedFen });
        if (bears) expect(await rooms.bears(orderId)).toEqual(bears);
      },
      60 * SECONDS,
    );
  });

  it('the books are even', async () => {
    const { trialBalance } = await county.room.graph<any>(finance, '{ trialBalance { sumFen balanced } }');
    expect(trialBalance).toEqual({ sumFen: 0, balanced: true });
  });
});
