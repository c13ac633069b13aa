import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { freshDatabase } from '@heitu/kit/serving/testing';
import {
  account,
  CARRIER,
  CARRIERS_MERCHANT,
  backFen,
  CASES,
  decidedBy,
  DELIVERY_FEN,
  finance,
  MERCHANTS,
  OTHER_SELLER,
  owedToSeller,
  PAID_FEN,
  SELLER,
  SELLERS_CASES,
  STATION,
  type Case,
} from '@heitu/payments/compensation/who-pays.fixture';
import { orderRow } from '@heitu/orders/orders.fixture';
import { DAY_MS } from './outside.fixture.ts';
import { buyerOf, checkoutOf, County, mine } from './who-pays.fixture.ts';
import { HAULIER, RICE, Rooms, STORIES } from './rooms.fixture.ts';

const DAY_AND_HALF_MS = 1.5 * DAY_MS;
const SECONDS = 1000;
/** Of these cases the seller's order is whole and not settled yet: each is the seller of a debt below. */
const WHOLE = [...CASES.entries()].flatMap(([i, [, { liable, settled }]]) =>
  liable === OTHER_SELLER && !settled ? [i] : [],
);
/** And of these its order counts for nothing: its account alone does. */
const OPENED = [...CASES.entries()].flatMap(([i, [, { liable, shares }]]) => (liable === SELLER && !shares ? [i] : []));
/** That a deposit is short after all no county can bring about: the room's own spec does. */
const OWED = SELLERS_CASES.filter(([, { foundFen }]) => foundFen === undefined);
const PARTIES = [SELLER, OTHER_SELLER, CARRIER, STATION];
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
    const ofDeposit = Object.entries(paid).find(([who]) => who.startsWith('deposit:'))?.[1] ?? 0;
    expect(changed(account.deposit(mine(CARRIER, i)))).toBe(0 - ofDeposit);
    for (const party of PARTIES) {
      const isClaimed = claim?.from === party;
      const owedFen = claim?.fen ?? fen;
      const owed = { amountFen: owedFen, setOffFen: 0, state: 'OPEN', rail: claim?.rail };
      expect([party, changed(account.claimedFrom(mine(party, i)))]).toEqual([party, isClaimed ? -owedFen : 0]);
      expect([party, await county.owed(mine(party, i))]).toEqual([party, isClaimed ? [owed] : []]);
    }
  });

  it('the seller owes what the platform laid out and its bank got, and what the buyer was transferred instead [7.6.aa]', async () => {
    const i = CASES.length;
    const facts: Case = { liable: SELLER, says: 'refuses', fen: 1000, paid: {}, claim: null };
    await begin(i, facts);
    await county.turn(2);
    const was = await bookedOf(i);
    await county.outside.control('/wechatpay/refunds', { mode: 'abnormal' });
    await decide(i, facts);
    await county.turn(3);
    await county.outside.control('/wechatpay/refunds', { mode: 'normal' });
    expect(await county.owed(mine(SELLER, i))).toEqual([]);
    await county.giveUpRefund(`${checkoutOf(i)}o1`);
    await county.turn(8);
    // Twice the platform paid: the buyer has one of it, the seller's bank the other.
    expect(county.paidFen(checkoutOf(i))).toEqual({ platform: 2000, bank: -1000 });
    const owed = { amountFen: 1000, setOffFen: 0, state: 'OPEN' };
    expect(await county.owed(mine(SELLER, i))).toEqual(
      expect.arrayContaining([
        { ...owed, rail: 'RETURN' },
        { ...owed, rail: 'NONE' },
      ]),
    );
    const books = await bookedOf(i);
    const changed = (name: string): number => (books[name] ?? 0) - (was[name] ?? 0);
    const seller = mine(SELLER, i);
    expect([account.frozen(seller), account.bankOf(seller), account.claimedFrom(seller)].map(changed)).toEqual([
      backFen(facts),
      1000,
      -2000,
    ]);
  });

  it('nobody owes what the provider keeps; the seller does, once its bank has it [7.6.aa]', async () => {
    const i = CASES.length + 1;
    const refunded: Case = { liable: SELLER, says: 'agrees', fen: 0, refundedFen: 1000, paid: {}, claim: null };
    await begin(i, refunded);
    await county.turn(2);
    const was = await bookedOf(i);
    await county.outside.control('/wechatpay/refunds', { mode: 'kept' });
    await before(i, refunded);
    await county.turn(3);
    await county.giveUpRefund(`${checkoutOf(i)}o1`);
    await county.turn(8);
    const seller = mine(SELLER, i);
    const changed = async (): Promise<number[]> => {
      const books = await bookedOf(i);
      return [account.frozen(seller), account.bankOf(seller), account.claimedFrom(seller)].map(
        (name) => (books[name] ?? 0) - (was[name] ?? 0),
      );
    };
    // The buyer has the platform's; the seller's lies with the provider.
    expect(county.paidFen(checkoutOf(i))).toEqual({ [county.merchantOf(seller)]: 1000, platform: 1000 });
    expect(await county.owed(seller)).toEqual([]);
    expect(await changed()).toEqual([-1000, 0, 0]);
    await county.outside.control('/wechatpay/refunds', { mode: 'normal' });
    // Whatever the hour was, the day's statement, which comes at ten, is there.
    county.room.clock.advance(DAY_AND_HALF_MS);
    await county.outside.advance(DAY_AND_HALF_MS);
    await county.turn(4);
    expect(county.paidFen(checkoutOf(i))).toEqual({
      [county.merchantOf(seller)]: 1000,
      platform: 1000,
      bank: -1000,
    });
    expect(await county.owed(seller)).toEqual([{ amountFen: 1000, setOffFen: 0, state: 'OPEN', rail: 'NONE' }]);
    // The day's statement brought the provider's fee of what was left, 0.6 % of 50 yuan.
    expect(await changed()).toEqual([-1030, 1000, -1000]);
  });

  describe('where a seller is owed it, when its time is over', () => {
    /** Each of a seller that has an account already, by the number of its case. */
    const at = new Map<string, number>();
    const had = new Map<string, Record<string, number>>();
    beforeAll(async () => {
      const [whole, opened] = [[...WHOLE], [...OPENED]];
      for (const [name, { depositFen, earns }] of OWED) {
        const i = (earns ? whole : opened).shift() ?? 0;
        at.set(name, i);
        if (depositFen) await county.putUp(mine(CARRIER, i), depositFen);
        if (earns) await county.deliver(i, 80);
      }
      await county.turn(2);
      for (const [name, facts] of OWED) {
        const i = at.get(name) ?? 0;
        had.set(name, await bookedOf(i));
        const told = owedToSeller(facts, {
          orderId: `${checkoutOf(i)}o1`,
          caseId: `owed${i}`,
          partyOf: (partyId) => mine(partyId, i),
        });
        for (let times = 0; times < 2; times++) await county.room.receive('orders', 'orders.claim-settled.v1', told);
        if (facts.earns) await before(i, { ...facts, settled: true, says: 'agrees', paid: {}, claim: null });
      }
      await county.turn(6);
      const timeMs = addWorkingDays(county.room.clock.now(), 10) - county.room.clock.now();
      county.room.clock.advance(timeMs);
      await county.outside.advance(timeMs);
      await county.turn(6);
    }, 300 * SECONDS);

    it.each(OWED)('%s', async (name, { liable, fen, depositFen = 0, freightFen = 0, fromDepositFen = 0, left }) => {
      const i = at.get(name) ?? 0;
      expect(county.fromDepositFen(mine(CARRIER, i), mine(SELLER, i))).toBe(fromDepositFen);
      const books = await bookedOf(i);
      const changed = (one: string): number => (books[one] ?? 0) - (had.get(name)?.[one] ?? 0);
      expect(books[account.deposit(mine(CARRIER, i))] ?? 0).toBe(depositFen - fromDepositFen);
      const stillFen = fen - freightFen - fromDepositFen;
      expect(changed(account.claimedFrom(mine(liable, i)))).toBe(0 - stillFen);
      expect(changed(account.owedTo(mine(SELLER, i)))).toBe(stillFen);
      const owed = { amountFen: fen, setOffFen: freightFen + fromDepositFen, ...left };
      expect(await county.owed(mine(liable, i))).toEqual([owed]);
    });
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
