import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account as person, freshDatabase, nodesOf } from '@heitu/kit/serving/testing';
import { account } from '../ledger/account.ts';
import { contractOf, finance, MERCHANT, MERCHANTS, OPEN, openPayments, requestId } from '../payments.fixture.ts';
import type { PaymentsRoom } from '../payments.fixture.ts';

const [SELLER, OTHER, CARRIER] = ['party-1', 'party-2', 'party-carrier'] as const;
const CARRIERS_MERCHANT = '1900000201';
/** Of each order 5 yuan were paid for delivery: 80 percent are the carrier's. */
const FREIGHT_FEN = 400;
const LISTED = '{ recoveries { edges { node { partyId amountFen setOffFen state rail } } } }';

/** Orders o1 of party-1 for 60 yuan and o2 of party-2 for 40 are paid; the carrier brings both. */
describe.each([
  ['SQLite', () => Promise.resolve(undefined)],
  ['MariaDB', () => freshDatabase(process.env['TEST_DATABASE_URL'], 'payments_debt')],
] as const)('what a carrier owes comes out of its freight, on %s [6.6.d]', (_database, urlOf) => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments(await urlOf());
    const opened = { ...MERCHANT, requestId: requestId(), partyId: CARRIER, subMerchantId: CARRIERS_MERCHANT };
    await room.graph(finance, OPEN, { i: opened });
    for (const partyId of [SELLER, OTHER]) {
      const terms = { kind: 'delivery', freightSharedPercent: 80 };
      const change = { withPartyId: CARRIER, contractId: `delivery-${partyId}` };
      await room.receive('sellers', 'sellers.contract-signed.v1', contractOf(partyId, terms, change));
    }
    await room.paid();
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    expect((await room.rows('Recovery')).map(({ settingOffFen }) => settingOffFen)).not.toContainEqual(-1);
    await room.close();
  });

  /** An order of the seller that nobody had paid was spoiled with the carrier: told twice is owed once. */
  const spoiled = async (fen: number, aboutId = 'p9', partyId: string = SELLER) => {
    const shares = [
      { part: 'carrier', partyId: CARRIER, amountFen: fen, agreed: true },
      { part: 'seller', partyId, amountFen: 300, agreed: true },
    ];
    const of = { shipmentId: aboutId, orderId: `o-${aboutId}`, orderNumber: 'H-9', buyerAccountId: 'buyer', partyId };
    for (let told = 0; told < 2; told++)
      await room.receive('orders', 'orders.claim-settled.v1', { ...of, how: 'paid', shares, toSeller: true });
  };
  /** What the platform laid out for the carrier, to o1's buyer. */
  const laidOut = async (fen: number) => {
    const due = { orderId: 'o1', partyId: CARRIER, buyerAccountId: 'buyer', reason: '投诉裁定赔偿' };
    await room.receive('trust', 'trust.compensation-due.v1', { ...due, complaintId: 'k1', amountFen: fen });
    await room.turn(3);
  };
  const completed = async (orderId: string, partyId: string) => {
    await room.receive('orders', 'orders.order-completed.v1', {
      orderId,
      checkoutId: 'c1',
      partyId,
      shopId: 's',
      buyerAccountId: 'buyer',
      totalFen: 6000,
      refundedFen: 0,
      deliveryFen: 500,
      carrierPartyId: CARRIER,
    });
    await room.turn(4);
  };
  const debts = async (who = finance): Promise<any[]> => nodesOf((await room.graph<any>(who, LISTED)).recoveries);
  /** Each account holds what the books say, by the provider's own statements of the day. */
  const agree = async () => {
    const atMs = room.clock.now() + DAY_MS;
    room.clock.set(new Date(atMs).toISOString());
    const date = new Date(atMs - DAY_MS).toISOString().slice(0, 10);
    await room.graph(finance, 'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { __typename } }', {
      i: { date },
    });
    expect(await room.rows('ReconciliationCase')).toEqual([]);
  };
  const inPurse = async () => ({
    carrier: await room.balanceOf(account.seller(CARRIER)),
    seller: await room.balanceOf(account.seller(SELLER)),
    other: await room.balanceOf(account.seller(OTHER)),
    platform: await room.balanceOf(account.platformFunds),
  });
  const atProvider = () => ({
    carrier: room.channel.holdsFen(CARRIERS_MERCHANT),
    seller: room.channel.holdsFen(MERCHANTS[SELLER]),
    other: room.channel.holdsFen(MERCHANTS[OTHER]),
  });

  it('a seller whose unpaid goods were spoiled keeps the freight that it would have paid, until it has all', async () => {
    await spoiled(650);
    expect(await debts()).toEqual([{ partyId: CARRIER, amountFen: 650, setOffFen: 0, state: 'OPEN', rail: 'NONE' }]);
    expect(await room.balanceOf(account.owedTo(SELLER))).toBe(650);
    // Nobody pays anything first: no buyer is owed anything.
    expect(room.channel.paidFen()).toEqual({});
    await completed('o1', SELLER);
    // 60 yuan less the platform's fee: the carrier's 4 yuan stay with the seller, who is owed them.
    expect(await inPurse()).toEqual({ carrier: 0, seller: 6000 - 60, other: 0, platform: 0 });
    expect(atProvider()).toMatchObject({ carrier: 0, seller: 6000 - 60 });
    expect(await debts()).toEqual([
      { partyId: CARRIER, amountFen: 650, setOffFen: 400, state: 'OPEN', rail: 'SET_OFF' },
    ]);
    expect(await room.balanceOf(account.owedTo(SELLER))).toBe(250);
    // Of the next freight the rest goes to whom it is owed, out of another seller's order; what is left to the carrier.
    await completed('o2', OTHER);
    expect(await inPurse()).toEqual({ carrier: 150, seller: 5940 + 250, other: 4000 - 40 - FREIGHT_FEN, platform: 0 });
    expect(atProvider()).toEqual({ carrier: 150, seller: 6190, other: 3560 });
    expect(await debts()).toMatchObject([{ setOffFen: 650, state: 'RECOVERED' }]);
    expect([await room.balanceOf(account.owedTo(SELLER)), await room.balanceOf(account.claimedFrom(CARRIER))]).toEqual([
      0, 0,
    ]);
    await agree();
  });

  it('what was lost unpaid is owed by the carrier as well, once, and both see it', async () => {
    const lost = {
      orderId: 'o9',
      orderNumber: 'H-9',
      buyerAccountId: 'buyer',
      partyId: SELLER,
      carrierPartyId: CARRIER,
    };
    for (let told = 0; told < 2; told++)
      await room.receive('orders', 'orders.order-lost.v1', {
        ...lost,
        afterSaleId: null,
        amountFen: 2400,
        toSeller: true,
      });
    await room.turn(2);
    const owed = [{ partyId: CARRIER, amountFen: 2400, setOffFen: 0, state: 'OPEN', rail: 'NONE' }];
    expect(await debts(person('owner', { role: 'seller-owner', partyId: SELLER }))).toEqual(owed);
    expect(await debts(person('manager', { role: 'carrier-manager', partyId: CARRIER }))).toEqual(owed);
    expect(await debts(person('other', { role: 'seller-owner', partyId: OTHER }))).toEqual([]);
    expect(room.eventsOf('payments.compensation-failed.v1')).toEqual([]);
    expect(await room.rows('Settlement')).toEqual([]);
  });

  it('what the platform laid out is taken out of freight before it is paid out, and the rest is paid', async () => {
    await laidOut(300);
    await completed('o1', SELLER);
    expect(await inPurse()).toEqual({ carrier: 100, seller: 6000 - 60 - FREIGHT_FEN, other: 0, platform: 0 });
    expect(atProvider()).toMatchObject({ carrier: 100, seller: 5540 });
    expect(room.channel.paidFen()).toEqual({ platform: 300 });
    expect(await debts()).toEqual([
      { partyId: CARRIER, amountFen: 300, setOffFen: 300, state: 'RECOVERED', rail: 'SET_OFF' },
    ]);
    expect((await room.rows('Settlement'))[0]).toMatchObject({ sharedFen: FREIGHT_FEN, setOffFen: 0, netFen: 5540 });
    await agree();
    const shown = nodesOf(
      (
        await room.graph<any>(
          person('manager', { role: 'carrier-manager', partyId: CARRIER }),
          '{ profitShares { edges { node { amountFen stateLabel } } } }',
        )
      ).profitShares,
    );
    expect(shown.toSorted((one: any, other: any) => one.amountFen - other.amountFen)).toEqual([
      { amountFen: 100, stateLabel: '已分到' },
      { amountFen: 300, stateLabel: '已抵您方欠的赔偿' },
    ]);
  });

  it('of several debts the oldest is paid off first', async () => {
    await laidOut(300);
    await spoiled(500);
    await completed('o1', SELLER);
    expect((await debts()).map(({ amountFen, setOffFen }) => [amountFen, setOffFen]).toSorted()).toEqual([
      [300, 300],
      [500, 100],
    ]);
    expect(await inPurse()).toEqual({ carrier: 0, seller: 6000 - 60 - 300, other: 0, platform: 0 });
  });

  it.each([
    ['what stayed with the seller is owed again', 'seller', { fen: 650, paidOffFen: 120 }],
    ['what the platform got goes back to the seller, and is owed again', 'platform', { fen: 300, paidOffFen: 120 }],
  ] as const)('when the buyer gets the delivery back later, %s', async (_what, to, { fen, paidOffFen }) => {
    if (to === 'seller') await spoiled(fen);
    else await laidOut(fen);
    await completed('o1', SELLER);
    room.channel.moveMoney(MERCHANTS[SELLER], 'top-up', 10_000);
    await room.turn(1);
    // All but 1.50 yuan: of that the carrier is owed 80 percent.
    await room.refundDue('late', 5850);
    await room.turn(6);
    expect(await debts()).toMatchObject([{ amountFen: fen, setOffFen: paidOffFen, state: 'OPEN' }]);
    expect(await room.balanceOf(account.claimedFrom(CARRIER))).toBe(paidOffFen - fen);
    expect(await inPurse()).toMatchObject({ carrier: 0, platform: to === 'seller' ? 0 : paidOffFen - fen });
  });

  it('a share that the provider did not take leaves the debt as it was, and is owed to the carrier', async () => {
    await completed('o2', OTHER);
    await spoiled(100, 'p9', OTHER);
    room.channel.lieAboutReceivers();
    await completed('o1', SELLER);
    expect(await debts()).toMatchObject([{ setOffFen: 0, state: 'OPEN' }]);
    expect((await room.rows('Recovery'))[0]).toMatchObject({ settingOffFen: 0 });
    expect(await inPurse()).toMatchObject({ carrier: FREIGHT_FEN + 300, other: 4000 - 40 - FREIGHT_FEN });
    expect(await room.rows('ProfitShare')).toContainEqual(
      expect.objectContaining({ amountFen: 100, state: 'carried', recoveryId: null, merchant: CARRIERS_MERCHANT }),
    );
  });
});
