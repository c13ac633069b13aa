import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import {
  act,
  buy,
  buyer,
  deliverOne,
  newRequest,
  openOrders,
  orderRow,
  pay,
  peer,
  riceSeller,
  type Room,
} from '../orders.fixture.ts';

const finance = account('finance', { role: 'finance' });

describe('what was charged is compared with what was marked [7.3.5.b]', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
  });
  afterEach(() => room.close());

  /** The label cost so much when it was ordered; other than that it says what was charged. */
  const markedAt = (retailFen: number | null) => {
    room.world.labelThen = ({ key }) => ({
      key,
      label:
        retailFen === null
          ? null
          : { version: 4, name: '商品rice', specification: '5千克', pricingUnit: '袋', retailFen },
      chargedFen: 5800,
      chargedUntilMs: null,
    });
  };
  const compare = async (days = 1) => {
    room.clock.advance(days * DAY_MS);
    await room.subgraph.runOnce('compare-charges');
    await room.subgraph.runOnce('refund-overcharges');
  };
  const bought = async (units = 2) => {
    const placed = await buy(room, [['rice', units]]);
    await pay(room, placed);
    return String(placed.orders[0].id);
  };
  const DIFFERENCES = `{ chargeDifferences { edges { node {
    id finding state kind chargedFen markedFen refundFen note availableActions } } } }`;
  const differences = async () =>
    (await room.graph<any>(finance, DIFFERENCES)).chargeDifferences.edges.map(({ node }: any) => node);
  const days = async () =>
    (
      await room.graph<any>(finance, '{ chargeDays { edges { node { date lines differing unjudged comparedAt } } } }')
    ).chargeDays.edges.map(({ node: { date, lines, differing, unjudged } }: any) => [date, lines, differing, unjudged]);
  const told = async () =>
    (
      await room.graph<any>(
        peer('catalog'),
        `{ chargesCompared(kind: GOODS, fromMs: "0", toMs: "${room.clock.now() + 1}") {
          days daysCompared missedDays charges equal unjudged missed { orderId text } } }`,
      )
    ).chargesCompared;
  const refunds = async () =>
    (await room.published('orders.refund-due.v1')).map(({ amountFen, reason, lines }) => [amountFen, reason, lines]);

  it('once for each day that is over, the missed ones too, the oldest first', async () => {
    await bought();
    await room.subgraph.runOnce('compare-charges');
    expect(await days()).toEqual([]);
    await compare();
    await bought();
    await compare(3);
    expect((await days()).map(([, ...counts]: unknown[]) => counts)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(await told()).toMatchObject({ missedDays: [], charges: 2, equal: 2, unjudged: 0, missed: [] });
    expect(await differences()).toEqual([]);
  });

  it('gives back what was charged above the label, out of the seller’s money, and tells both', async () => {
    markedAt(5500);
    const orderId = await bought(2);
    await compare();
    expect(await differences()).toMatchObject([
      { finding: 'ABOVE', state: 'REFUNDING', chargedFen: 5800, markedFen: 5500, refundFen: 600 },
    ]);
    const [line] = await room.context().rows.selectFrom('OrderLine').selectAll().execute();
    expect(await refunds()).toEqual([[600, 'overcharged', [{ lineId: line?.id, amountFen: 600 }]]]);
    expect(line?.claimedFen).toBe(600);
    expect(await room.published('orders.order-overcharged.v1')).toMatchObject([
      { orderId, partyId: 'party-rice', buyerAccountId: buyer.id, chargedFen: 5800, markedFen: 5500, refundFen: 600 },
    ]);
    const [{ refundKey }] = (await room.published('orders.refund-due.v1')) as [{ refundKey: string }];
    const arrived = { refundKey, orderId, afterSaleId: null, amountFen: 600, inTime: true, atMs: room.clock.now() };
    await room.tell('payments.refund-completed.v1', {
      ...arrived,
      refundId: 'r',
      checkoutId: 'c',
      partyId: 'party-rice',
    });
    expect(await differences()).toMatchObject([{ state: 'REFUNDED', refundFen: 600, availableActions: [] }]);
    expect(await orderRow(room, orderId)).toMatchObject({ refundDueFen: 600, refundedFen: 600 });
    // Found and paid back: it was charged otherwise all the same.
    expect(await told()).toMatchObject({
      charges: 1,
      equal: 0,
      missed: [{ orderId, text: expect.stringContaining('标55.00元') }],
    });
    await compare();
    expect(await refunds()).toHaveLength(1);
  });

  it('gives back what was charged for delivery above the carrier’s tariff [7.3.5.d]', async () => {
    room.world.tariffThen = { feeFen: 650, offeredFen: 800 };
    await bought(1);
    await compare();
    expect(await differences()).toMatchObject([
      { kind: 'DELIVERY', finding: 'ABOVE', state: 'REFUNDING', chargedFen: 800, markedFen: 650, refundFen: 150 },
    ]);
    expect(await refunds()).toEqual([[150, 'overcharged', []]]);
    room.world.tariffThen = { feeFen: 900, offeredFen: 800 };
    await bought(1);
    room.world.tariffThen = { feeFen: null, offeredFen: null };
    const { chargesCompared } = await room.graph<any>(
      peer('logistics'),
      `{ chargesCompared(kind: DELIVERY, fromMs: "0", toMs: "${room.clock.now() + 1}") { charges equal unjudged } }`,
    );
    expect(chargesCompared).toEqual({ charges: 1, equal: 0, unjudged: 0 });
    await compare();
    expect((await differences())[0]).toMatchObject({ kind: 'DELIVERY', finding: 'NO_LABEL', state: 'UNCLEAR' });
  });

  it('has what a carrier got above its contract returned to the seller, once, and says what became of it [9.2.cn]', async () => {
    const orderId = await bought();
    const share = { shareId: 'share-1', orderId, kind: 'freight', partyId: 'party-carrier' };
    room.world.sharesJudged = { judged: 2, above: [{ ...share, sharedFen: 640, allowedFen: 480 }] };
    await compare();
    room.world.sharesJudged = { judged: 0, above: [] };
    await compare();
    expect(await differences()).toMatchObject([
      { kind: 'FREIGHT', finding: 'ABOVE', state: 'RETURNING', chargedFen: 640, markedFen: 480, refundFen: 160 },
    ]);
    expect(await room.published('orders.shares-too-high.v1')).toEqual([{ orderId }]);
    // No buyer paid it, so no buyer gets it.
    expect(await refunds()).toEqual([]);
    const told = { ...share, amountFen: 160, isBack: true, atMs: room.clock.now() };
    await room.tell('payments.share-returned.v1', { ...told, kind: 'commission' });
    await room.tell('payments.share-returned.v1', { ...told, partyId: 'party-other' });
    expect((await differences())[0]).toMatchObject({ state: 'RETURNING' });
    await room.tell('payments.share-returned.v1', told);
    await room.tell('payments.share-returned.v1', { ...told, isBack: false });
    expect(await differences()).toMatchObject([{ state: 'RETURNED', refundFen: 160 }]);
    const { chargeDays } = await room.graph<any>(
      finance,
      '{ chargeDays { edges { node { shares sharesDiffering } } } }',
    );
    expect(chargeDays.edges[1].node).toEqual({ shares: 2, sharesDiffering: 1 });
  });

  it('only lists what was charged below', async () => {
    markedAt(6000);
    room.world.labelThen = ((then) => (moment) => ({ ...then(moment), chargedFen: 5900 }))(room.world.labelThen);
    await bought();
    await compare();
    expect(await differences()).toMatchObject([{ finding: 'BELOW', state: 'LISTED', refundFen: null }]);
    expect(await refunds()).toEqual([]);
  });

  it('lets finance find out what no label tells, and nobody else', async () => {
    markedAt(null);
    await bought();
    await compare();
    const [found] = await differences();
    expect(found).toMatchObject({ finding: 'NO_LABEL', state: 'UNCLEAR', availableActions: ['SETTLE'] });
    expect(await told()).toMatchObject({ charges: 1, equal: 0, unjudged: 1 });
    const settle = async (actor = finance) =>
      (
        await room.graph<any>(
          actor,
          `mutation($i: SettleChargeDifferenceInput!) { settleChargeDifference(input: $i) {
            ... on ChargeDifference { state note } ... on SettleChargeDifferenceRefused { code } } }`,
          { i: { differenceId: found.id, note: '价签那天补录过，价格一样' } },
        )
      ).settleChargeDifference;
    await expect(settle(riceSeller)).rejects.toThrow();
    expect(await settle()).toEqual({ state: 'SETTLED', note: '价签那天补录过，价格一样' });
    expect(await settle()).toEqual({ code: 'WRONG_STATE' });
  });

  it('waits for a request that takes the goods back, and gives back for the units that stay', async () => {
    markedAt(5500);
    const { id: orderId, lines } = await deliverOne(room, [['rice', 2]]);
    const request = await act(room, buyer, 'requestAfterSale', {
      requestId: newRequest(),
      orderId,
      kind: 'REFUND_ONLY',
      cause: 'QUALITY',
      reason: '有一袋生虫了',
      lines: [{ lineId: lines[0].id, quantity: 1 }],
    });
    await compare();
    expect(await differences()).toMatchObject([{ state: 'FOUND', availableActions: ['SETTLE'] }]);
    await act(room, buyer, 'withdrawAfterSale', { afterSaleId: request.id });
    await compare();
    expect(await differences()).toMatchObject([{ state: 'REFUNDING', refundFen: 600 }]);
  });

  it('owes nothing of an order that was given back whole', async () => {
    markedAt(5500);
    const orderId = await bought(1);
    await act(room, buyer, 'cancelOrder', { requestId: newRequest(), orderId, reason: '不要了' });
    await compare();
    expect(await differences()).toMatchObject([{ state: 'GIVEN_BACK', refundFen: 0 }]);
    expect(await refunds()).toHaveLength(1);
  });

  it('owes nothing of a refused parcel that the station paid for: the buyer has all back', async () => {
    markedAt(5500);
    const orderId = await bought(1);
    await act(room, riceSeller, 'confirmOrder', { orderId });
    await act(room, riceSeller, 'pickOrder', { orderId });
    const parcel = { shipmentId: 's', orderId, carrierPartyId: 'party-carrier', atMs: room.clock.now() };
    const bears = { part: 'station', partyId: 'party-station', permille: 1000 };
    const of = { cause: 'damage', sellerPartyId: 'party-rice', amountFen: 6600, held: [], clause: '8.4.3.bm' };
    await room.tell('logistics.shipment-refused.v1', {
      ...parcel,
      reason: 'damaged',
      claim: { ...of, shares: [bears] },
    });
    await room.tell('logistics.shipment-returned.v1', {
      ...parcel,
      resellable: false,
      lots: [{ lotId: 'lot-rice', units: 1 }],
    });
    const shares = [{ ...bears, agreed: true }];
    await room.tell('trust.claim-decided.v1', { claimId: 'k', shipmentId: 's', orderId, shares });
    const { paidFen, state } = await orderRow(room, orderId);
    expect([state, await room.published('orders.claim-settled.v1')]).toMatchObject([
      'cancelled',
      [{ how: 'paid', shares: [{ partyId: 'party-station', amountFen: paidFen }] }],
    ]);
    await compare();
    expect(await differences()).toMatchObject([{ state: 'GIVEN_BACK', refundFen: 0 }]);
    expect(await refunds()).toEqual([]);
  });

  it('lies with finance while a day is not compared, and the entry misses that day', async () => {
    await bought();
    room.world.labelThen = () => {
      throw new Error('catalog is away');
    };
    room.clock.advance(3 * DAY_MS);
    await room.subgraph.runOnce('compare-charges');
    const { ordersDue } = await room.graph<any>(finance, '{ ordersDue { kind title } }');
    expect(ordersDue).toContainEqual({ kind: 'CHARGE_DAY', title: '2026-11-25' });
    expect(await told()).toMatchObject({ days: 2, daysCompared: 1, missedDays: ['2026-11-25'] });
  });
});
