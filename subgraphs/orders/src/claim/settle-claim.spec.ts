import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  act,
  buy,
  freeUnits,
  openOrders,
  orderRow,
  pay,
  riceSeller,
  stockFaults,
  type Room,
} from '../orders.fixture.ts';

const SELLER = 'party-rice';
const CARRIER = 'party-carrier';
const STATION = 'party-station';

/** Of 124.00 that were paid: what each bears. */
type Borne = readonly [carrier: number, seller: number, station?: number];

describe('what was refused for what somebody on the way answers for', () => {
  let room: Room;
  let orderId: string;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
    const placed = await buy(room, [['rice', 2]]);
    orderId = placed.orders[0].id;
    await pay(room, placed);
    await act(room, riceSeller, 'confirmOrder', { orderId });
    await act(room, riceSeller, 'pickOrder', { orderId });
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });

  const shipment = () => ({ shipmentId: 's', orderId, carrierPartyId: CARRIER, atMs: room.clock.now() });
  const refuse = (claim: object | null = CLAIM) =>
    room.tell('logistics.shipment-refused.v1', { ...shipment(), reason: 'damaged', claim: claim ?? undefined });
  const comeBack = (resellable: boolean, by: 'seller' | 'carrier' = 'seller') =>
    room.tell('logistics.shipment-returned.v1', {
      ...shipment(),
      resellable,
      saidBySeller: by === 'seller' || undefined,
      lots: [{ lotId: 'lot-rice', units: 2 }],
    });
  const decide = ([carrier, seller, station = 0]: Borne, agreed = true) =>
    room.tell('trust.claim-decided.v1', {
      claimId: 'k',
      shipmentId: 's',
      orderId,
      shares: [
        { part: 'carrier', partyId: CARRIER, permille: carrier, agreed },
        { part: 'station', partyId: STATION, permille: station, agreed },
        { part: 'seller', partyId: SELLER, permille: seller, agreed },
      ],
    });
  const CLAIM = {
    cause: 'damage',
    sellerPartyId: SELLER,
    amountFen: 12_400,
    held: [],
    shares: [{ part: 'carrier', partyId: CARRIER, permille: 1000 }],
    clause: '8.4.3.bm',
  };
  /** Refunded by the seller; paid by each; how it was settled. */
  const outcome = async () => {
    const [refund] = await room.published('orders.refund-due.v1');
    const settled = await room.published('orders.claim-settled.v1');
    const { state, refundDueFen } = await orderRow(room, orderId);
    expect(refundDueFen).toBe(refund?.['amountFen'] ?? 0);
    return [
      state,
      refund?.['amountFen'] ?? 0,
      ...settled.map(({ how, shares }) => [how, ...shares.map((share: any) => share.amountFen)]),
    ];
  };

  it.each<readonly [string, Borne, readonly [number, number, number], number]>([
    ['the carrier bears all: the seller refunds nothing', [1000, 0], [12_400, 0, 0], 0],
    ['the seller bears all: it refunds all, as ever', [0, 1000], [0, 0, 12_400], 12_400],
    ['a third each, to the fen', [333, 334, 333], [4130, 4129, 4141], 4141],
    ['seven tenths and three', [700, 300], [8680, 0, 3720], 3720],
  ])('%s [6.6.d]', async (_name, borne, paid, refundFen) => {
    await refuse();
    await comeBack(false);
    expect(await outcome()).toEqual(['coming-back', 0]);
    await decide(borne);
    await decide(borne);
    expect(await outcome()).toEqual(['cancelled', refundFen, ['paid', ...paid]]);
    expect(paid.reduce((a, b) => a + b)).toBe(12_400);
    expect(await freeUnits(room, 'rice')).toBe(48);
  });

  it('comes to the same where it is decided before the goods are back', async () => {
    await refuse();
    await decide([1000, 0]);
    expect(await outcome()).toEqual(['coming-back', 0]);
    await comeBack(false);
    await comeBack(false);
    expect(await outcome()).toEqual(['cancelled', 0, ['paid', 12_400, 0, 0]]);
  });

  it('what the seller owes for a complaint is no longer there to divide, though the buyer has not got it yet', async () => {
    const reserved = { refundKey: 'complaint:c', orderId, amountFen: 4400, atMs: 1, dueAtMs: 2 };
    await room.tell('payments.compensation-reserved.v1', reserved);
    await room.tell('payments.compensation-reserved.v1', reserved);
    await refuse();
    await comeBack(false);
    await decide([700, 300]);
    expect((await room.published('orders.refund-due.v1')).map(({ amountFen }) => amountFen)).toEqual([2400]);
    expect((await room.published('orders.claim-settled.v1'))[0]?.['shares']).toMatchObject([
      { part: 'carrier', amountFen: 5600 },
      { part: 'station', amountFen: 0 },
      { part: 'seller', amountFen: 2400 },
    ]);
    await room.tell('payments.refund-completed.v1', { ...reserved, refundId: 'r', afterSaleId: null, inTime: true });
    expect(await orderRow(room, orderId)).toMatchObject({ refundDueFen: 6800, refundedFen: 4400 });
  });

  it('goods that the seller can sell again are no loss: the seller refunds all, and nobody else pays', async () => {
    await refuse();
    await decide([1000, 0]);
    await comeBack(true);
    expect(await outcome()).toEqual(['cancelled', 12_400, ['no-loss']]);
    expect(await freeUnits(room, 'rice')).toBe(50);
  });

  it("a carrier's word that they can be sold again ends no claim, and puts nothing on sale", async () => {
    await refuse();
    await comeBack(true, 'carrier');
    expect(await outcome()).toEqual(['coming-back', 0]);
    await decide([1000, 0]);
    expect(await outcome()).toEqual(['cancelled', 0, ['paid', 12_400, 0, 0]]);
    expect(await freeUnits(room, 'rice')).toBe(48);
  });

  it('goods that never come back are lost: the carrier pays as for what is lost, whatever was decided', async () => {
    await refuse();
    await decide([0, 1000]);
    await room.tell('logistics.shipment-ended.v1', { ...shipment(), afterSaleId: null, how: 'lost' });
    expect(await outcome()).toEqual(['lost', 0, ['lost']]);
    expect(await room.published('orders.order-lost.v1')).toMatchObject([
      { carrierPartyId: CARRIER, amountFen: 12_400 },
    ]);
  });

  it('what nobody claims goes back as ever', async () => {
    await refuse(null);
    await comeBack(false);
    expect(await outcome()).toEqual(['cancelled', 12_400]);
  });

  it('a decision that overtakes the refusal is delivered again', async () => {
    await expect(decide([1000, 0])).rejects.toThrow('not yet refused');
  });
});
