import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account } from '../ledger/account.ts';
import {
  contractOf,
  finance,
  MERCHANT,
  MERCHANTS,
  OPEN,
  openPayments,
  owedRefund,
  PAID_FEN,
  requestId,
} from '../payments.fixture.ts';
import type { PaymentsRoom } from '../payments.fixture.ts';

/** Each case begins with order o1 of party-1, paid with 60 yuan, refused at the door and back with nothing to sell. */
const SELLER = 'party-1';
const CARRIER = 'party-carrier';
const STATION = 'party-station';
const CARRIERS_MERCHANT = '1900000201';
const AGREE = `mutation($i: AgreeDepositInput!) { agreeDeposit(input: $i) { ... on PaymentsDone { id } } }`;
const LISTED = '{ recoveries { edges { node { partyId amountFen rail } } } }';
const WHOLE = PAID_FEN.o1;

interface Case {
  /** What each bears; the rest is the seller's. */
  carrierFen?: number;
  stationFen?: number;
  /** Whether those who bear it agreed, or were decided against. */
  says: 'agrees' | 'silent' | 'contests';
  depositFen?: number;
  /** Who paid at the provider. */
  paid: Record<string, number>;
  /** What the platform laid out and claims back, from whom. */
  owed?: readonly (readonly [string, number])[];
  /** What the seller is settled for before the fee; null: its order comes to nothing. */
  settledFen: number | null;
}
const seller = MERCHANTS[SELLER];
const deposit = `deposit:${CARRIERS_MERCHANT}`;

const CASES: readonly (readonly [string, Case])[] = [
  [
    'warm with the carrier, who agrees: its deposit',
    { carrierFen: WHOLE, says: 'agrees', depositFen: 50_000, paid: { [deposit]: WHOLE }, settledFen: WHOLE },
  ],
  [
    'warm with the carrier, who says nothing: its deposit',
    { carrierFen: WHOLE, says: 'silent', depositFen: 50_000, paid: { [deposit]: WHOLE }, settledFen: WHOLE },
  ],
  [
    'warm with the carrier, who contested it: its deposit all the same',
    { carrierFen: WHOLE, says: 'contests', depositFen: 50_000, paid: { [deposit]: WHOLE }, settledFen: WHOLE },
  ],
  [
    'damaged with the carrier, who has put nothing up: the platform first, and claims it from the carrier alone',
    { carrierFen: WHOLE, says: 'agrees', paid: { platform: WHOLE }, owed: [[CARRIER, WHOLE]], settledFen: WHOLE },
  ],
  [
    'damaged with the carrier, who contested it and has put nothing up',
    { carrierFen: WHOLE, says: 'contests', paid: { platform: WHOLE }, owed: [[CARRIER, WHOLE]], settledFen: WHOLE },
  ],
  [
    'short with the station: the platform first, and claims it from the station alone',
    { stationFen: WHOLE, says: 'silent', paid: { platform: WHOLE }, owed: [[STATION, WHOLE]], settledFen: WHOLE },
  ],
  [
    'packed badly by the seller: it refunds all, nobody else pays, nothing is settled',
    { says: 'agrees', depositFen: 50_000, paid: { [seller]: WHOLE }, settledFen: null },
  ],
  [
    'decided as seven tenths and three: each its own part',
    {
      carrierFen: 4200,
      says: 'contests',
      depositFen: 50_000,
      paid: { [deposit]: 4200, [seller]: 1800 },
      settledFen: 4200,
    },
  ],
  [
    'warm with carrier and station, by the minutes: each its own part',
    {
      carrierFen: 4002,
      stationFen: 1998,
      says: 'agrees',
      depositFen: 4002,
      paid: { [deposit]: 4002, platform: 1998 },
      owed: [[STATION, 1998]],
      settledFen: WHOLE,
    },
  ],
  [
    'warm with both, a deposit that is short, and a part of the seller',
    {
      carrierFen: 3000,
      stationFen: 1000,
      says: 'contests',
      depositFen: 1800,
      paid: { [deposit]: 1800, platform: 2200, [seller]: 2000 },
      owed: [
        [CARRIER, 1200],
        [STATION, 1000],
      ],
      settledFen: 4000,
    },
  ],
];

describe('who pays for a parcel that was refused [6.6.d]', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
  });
  afterEach(() => room.close());

  async function putUp(fen: number): Promise<void> {
    const opened = { ...MERCHANT, requestId: requestId(), partyId: CARRIER, subMerchantId: CARRIERS_MERCHANT };
    await room.graph(finance, OPEN, { i: opened });
    room.channel.putUp(CARRIERS_MERCHANT, fen);
    const terms = { kind: 'platform-service', depositFen: fen };
    await room.receive('sellers', 'sellers.contract-signed.v1', contractOf(CARRIER, terms));
    await room.graph(finance, AGREE, { i: { requestId: requestId(), partyId: CARRIER } });
    await room.turn(1);
  }
  const settled = async ({
    carrierFen = 0,
    stationFen = 0,
    says,
  }: Pick<Case, 'carrierFen' | 'stationFen' | 'says'>) => {
    const sellersFen = WHOLE - carrierFen - stationFen;
    await room.receive('orders', 'orders.claim-settled.v1', {
      shipmentId: 'p1',
      orderId: 'o1',
      orderNumber: 'H-o1',
      buyerAccountId: 'buyer',
      partyId: SELLER,
      how: 'paid',
      shares: [
        { part: 'carrier', partyId: CARRIER, amountFen: carrierFen, agreed: says !== 'contests' },
        { part: 'station', partyId: STATION, amountFen: stationFen, agreed: says !== 'contests' },
        { part: 'seller', partyId: SELLER, amountFen: sellersFen, agreed: true },
      ],
      ...(sellersFen > 0 && { refund: owedRefund('cancel:o1', sellersFen, room.clock.now() + DAY_MS) }),
    });
    // The same refund, as orders tells of it once more.
    if (sellersFen > 0) await room.refundDue('cancel:o1', sellersFen);
  };

  const settlements = () => room.rows('Settlement');
  const recovered = async (): Promise<[string, number, string][]> =>
    (await room.graph<any>(finance, LISTED)).recoveries.edges.map(({ node }: any) => [
      node.partyId,
      node.amountFen,
      node.rail,
    ]);

  it.each(CASES)('%s', async (_name, facts) => {
    const { depositFen, paid, owed = [], settledFen } = facts;
    if (depositFen) await putUp(depositFen);
    const before = await room.booked();
    await settled(facts);
    // Told twice is paid once.
    await settled(facts);
    await room.turn(6);
    expect(room.channel.paidFen()).toEqual(paid);
    expect(Object.values(paid).reduce((a, b) => a + b)).toBe(WHOLE);
    const after = await room.booked();
    const changed = (name: string): number => (after[name] ?? 0) - (before[name] ?? 0);
    expect(changed(account.buyers)).toBe(WHOLE);
    expect(changed(account.deposit(CARRIER))).toBe(0 - (paid[deposit] ?? 0));
    for (const party of [SELLER, CARRIER, STATION]) {
      const claimed = owed.find(([one]) => one === party)?.[1] ?? 0;
      expect([party, changed(account.claimedFrom(party))]).toEqual([party, 0 - claimed]);
    }
    const listed = (await recovered()).map(([partyId, fen]) => [partyId, fen]);
    expect(listed.sort()).toEqual([...owed].sort());
    expect((await settlements()).map(({ grossFen, refundedFen }) => grossFen - refundedFen)).toEqual(
      settledFen === null ? [] : [settledFen],
    );
    expect((await room.balance()).sumFen).toBe(0);
  });

  it('of what the buyer signed for and keeps, the order is settled when it is completed, and not before', async () => {
    const kept = { about: 'after-sale', aboutId: 'as1', shipmentId: 'p1', orderId: 'o1', orderNumber: 'H-o1' };
    const shares = [{ part: 'carrier', partyId: CARRIER, amountFen: 1000, agreed: true }];
    const settledFor = { ...kept, buyerAccountId: 'buyer', partyId: SELLER, how: 'paid', shares };
    await room.receive('orders', 'orders.claim-settled.v1', settledFor);
    await room.receive('orders', 'orders.claim-settled.v1', settledFor);
    await room.turn(4);
    expect(room.channel.paidFen()).toEqual({ platform: 1000 });
    expect(await room.rows('Settlement')).toEqual([]);
    await room.completed('o1');
    await room.turn(4);
    expect(await room.rows('Settlement')).toMatchObject([{ grossFen: WHOLE, refundedFen: 0 }]);
  });

  // Orders divided the whole, seven tenths and three, before it had heard of the complaint: of 60.00 that were paid 40.00
  // were taken, and 20.00 are left to divide.
  it.each([
    ['agreed', 'compensation-due', { [seller]: 4600, [deposit]: 1400 }, [], 1400],
    // It is settled for what it refused as well, and owes that by itself.
    ['refused', 'advance-due', { [seller]: 600, platform: 4000, [deposit]: 1400 }, [[SELLER, 4000, 'RETURN']], 5400],
  ] as const)(
    'where a complaint that the seller %s was quicker, each bears its share of what that left; a later one is beside it',
    async (_says, event, paid, owed, settledFen) => {
      await putUp(50_000);
      const complaint = { orderId: 'o1', partyId: SELLER, buyerAccountId: 'buyer', reason: '少了一袋' };
      await room.receive('trust', `trust.${event}.v1`, { ...complaint, complaintId: 'k1', amountFen: 4000 });
      for (let told = 0; told < 2; told++) await settled({ carrierFen: 4200, says: 'agrees' });
      await room.turn(6);
      expect(room.channel.paidFen()).toEqual(paid);
      expect(await recovered()).toEqual(owed);
      expect((await settlements()).map(({ grossFen, refundedFen }) => grossFen - refundedFen)).toEqual([settledFen]);
      expect(room.eventsOf('payments.compensation-reserved.v1')).toMatchObject([{ orderId: 'o1', amountFen: 4000 }]);
      // Orders and trust hear what it came to.
      expect(room.eventsOf('payments.refund-completed.v1')).toContainEqual(
        expect.objectContaining({ refundKey: 'cancel:o1', amountFen: 600 }),
      );
      expect(room.eventsOf('payments.claim-cut.v1')[0]).toMatchObject({
        aboutId: 'p1',
        shares: [
          { part: 'carrier', amountFen: 1400 },
          { part: 'station', amountFen: 0 },
          { part: 'seller', amountFen: 600 },
        ],
      });
      await room.receive('trust', 'trust.compensation-due.v1', { ...complaint, complaintId: 'k2', amountFen: 100 });
      await room.turn(6);
      expect(room.channel.paidFen()).toEqual({ ...paid, platform: ('platform' in paid ? paid.platform : 0) + 100 });
      expect((await room.balance()).sumFen).toBe(0);
    },
  );

  it('where a complaint took all that was paid, nobody bears anything more of it', async () => {
    const complaint = { orderId: 'o1', partyId: SELLER, buyerAccountId: 'buyer', reason: '全坏了', complaintId: 'k1' };
    await room.receive('trust', 'trust.compensation-due.v1', { ...complaint, amountFen: WHOLE });
    await settled({ carrierFen: 4200, says: 'agrees' });
    await room.turn(6);
    expect(room.channel.paidFen()).toEqual({ [seller]: WHOLE });
    expect(await settlements()).toEqual([]);
    expect(room.eventsOf('payments.refund-completed.v1')).toContainEqual(
      expect.objectContaining({ refundKey: 'cancel:o1', amountFen: 0 }),
    );
  });

  it.each([
    ['all of what is left', WHOLE, 0, { [seller]: 1000, [deposit]: 5000 }, 5000],
    ['six tenths of it, by its contract', 3600, 2400, { [seller]: 3000, [deposit]: 3000 }, 3000],
  ])(
    'a carrier that lost what a complaint had taken a part of owes %s; nothing is given back twice',
    async (_what, carriersFen, sellersFen, paid, settledFen) => {
      await putUp(50_000);
      const complaint = {
        orderId: 'o1',
        partyId: SELLER,
        buyerAccountId: 'buyer',
        reason: '送晚了',
        complaintId: 'k1',
      };
      await room.receive('trust', 'trust.compensation-due.v1', { ...complaint, amountFen: 1000 });
      const lost = {
        orderId: 'o1',
        orderNumber: 'H',
        buyerAccountId: 'buyer',
        partyId: SELLER,
        carrierPartyId: CARRIER,
      };
      await room.receive('orders', 'orders.order-lost.v1', {
        ...lost,
        afterSaleId: null,
        amountFen: carriersFen,
        ...(sellersFen > 0 && { refund: owedRefund('lost:o1', sellersFen, room.clock.now() + DAY_MS) }),
      });
      await room.refundDue('overcharge:o1', 210);
      await room.turn(6);
      expect(room.channel.paidFen()).toEqual(paid);
      expect((await settlements()).map(({ grossFen, refundedFen }) => grossFen - refundedFen)).toEqual([settledFen]);
    },
  );

  it('no complaint led to it, and none is shown', async () => {
    await settled({ carrierFen: WHOLE, says: 'agrees' });
    await room.turn(4);
    const ask = '{ compensations { edges { node { partyId state complaint { id } } } } }';
    const { compensations } = await room.graph<any>(finance, ask);
    expect(compensations.edges).toEqual([{ node: { partyId: CARRIER, state: 'PAID', complaint: null } }]);
  });

  it('what the seller could sell again costs nobody but the seller', async () => {
    const nothing = { shipmentId: 'p1', orderId: 'o1', orderNumber: 'H', buyerAccountId: 'buyer', partyId: SELLER };
    for (const how of ['no-loss', 'lost'])
      await room.receive('orders', 'orders.claim-settled.v1', { ...nothing, how, shares: [] });
    await room.turn(4);
    expect(room.channel.paidFen()).toEqual({});
    expect(await room.rows('Settlement')).toEqual([]);
  });
});
