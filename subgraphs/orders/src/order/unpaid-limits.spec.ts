import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import type { Actor } from '@heitu/kit/rules/actor';
import { orders } from '../index.ts';
import { act, buy, buyer, makeQuote, newRequest, otherBuyer, pay, stockFaults, type Room } from '../orders.fixture.ts';
import { openHoney, person, stockOf } from './unpaid.fixture.ts';
import {
  CHECKOUTS_PER_ADDRESS_MAX,
  comparableAddress,
  floorUnits,
  KNOWN_BUYER,
  limitsOf,
  NEWCOMER,
  SHARE_FLOOR,
  STOCK_SHARE_DIVISOR,
  turnOf,
  TURNS,
} from './unpaid.policy.ts';

const operator = account('operator', { role: 'operator-admin' });
describe('what an account may hold unpaid', () => {
  it('has the times and numbers that are published', () => {
    expect(NEWCOMER).toEqual({ payWithinMs: 15 * 60_000, unitsMax: 20, checkoutsMax: 3 });
    expect(KNOWN_BUYER).toEqual({ payWithinMs: 30 * 60_000, unitsMax: 200, checkoutsMax: 6 });
    expect([limitsOf(false), limitsOf(true)]).toEqual([NEWCOMER, KNOWN_BUYER]);
  });
  it('counts a small pack by weight and a heavy one by the piece, and never above what the account may hold at all', () => {
    expect([
      floorUnits(500, NEWCOMER),
      floorUnits(10_000, NEWCOMER),
      floorUnits(50, NEWCOMER),
      floorUnits(0, NEWCOMER),
      // Of packs of 700 grams seven make five kilograms at most.
      floorUnits(700, NEWCOMER),
    ]).toEqual([SHARE_FLOOR.grams / 500, SHARE_FLOOR.units, NEWCOMER.unitsMax, NEWCOMER.unitsMax, 7]);
  });
  it('takes an address for the same however it is spaced and punctuated', () => {
    const key = (address: string) => comparableAddress({ divisionCode: '230102', address });
    expect(key('某街 1号，２单元')).toBe(key('某街1号2单元'));
    expect(key('某街1号')).not.toBe(key('某街2号'));
  });
  it('gives each person and address a turn that is always theirs, and spreads them over all turns', () => {
    const turns = Array.from({ length: 200 }, (_, i) => turnOf(`account-${i}`));
    expect(turns).toEqual(Array.from({ length: 200 }, (_, i) => turnOf(`account-${i}`)));
    expect(turns.every((turn) => Number.isInteger(turn) && turn >= 0 && turn < TURNS)).toBe(true);
    // Some of two hundred fall on the same of a thousand, by chance.
    expect(new Set(turns).size).toBeGreaterThan(150);
  });
});

describe('goods that are held unpaid', () => {
  let room: Room;
  beforeEach(async () => void (room = await openHoney()));
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });
  const honey = () => stockOf(room);
  const known = async (actor: Actor) => pay(room, await buy(room, [['rice', 1]], actor));

  it('one fresh account cannot freeze all of it, however it splits its orders, and what it is refused stays free', async () => {
    expect(await buy(room, [['honey', 813]])).toMatchObject({
      code: 'HOLDS_TOO_MUCH',
      details: [{ about: 'honey', text: expect.stringContaining(`最多留${NEWCOMER.unitsMax}件`) }],
    });
    expect(await buy(room, [['honey', NEWCOMER.unitsMax - 1]])).toMatchObject({ __typename: 'OrderPlaced' });
    expect(await buy(room, [['honey', 2]])).toMatchObject({ code: 'HOLDS_TOO_MUCH' });
    expect(await buy(room, [['honey', 1]])).toMatchObject({ __typename: 'OrderPlaced' });
    expect(await buy(room, [['honey', 1]])).toMatchObject({ code: 'HOLDS_TOO_MUCH' });
    expect(await honey()).toEqual({ free: 813 - NEWCOMER.unitsMax, held: NEWCOMER.unitsMax });
    expect(await buy(room, [['honey', 5]], otherBuyer)).toMatchObject({ __typename: 'OrderPlaced' });
  });

  it('who pays may order more at once, and who is known may hold more, up to a share of the stock', async () => {
    await room.release('rice', 'lot-r', 100);
    await known(buyer);
    const share = Math.floor(813 / STOCK_SHARE_DIVISOR);
    expect(KNOWN_BUYER.unitsMax).toBeLessThan(share);
    const first = await buy(room, [['honey', KNOWN_BUYER.unitsMax]]);
    expect(await buy(room, [['honey', 1]])).toMatchObject({ code: 'HOLDS_TOO_MUCH' });
    await pay(room, first);
    expect(await buy(room, [['honey', 1]])).toMatchObject({ __typename: 'OrderPlaced' });
    // Of what is left of the rice a quarter, less than the account might hold of a larger stock.
    const rice = Math.floor(100 / STOCK_SHARE_DIVISOR);
    expect(await buy(room, [['rice', rice + 1]])).toMatchObject({ code: 'HOLDS_TOO_MUCH' });
    expect(await buy(room, [['rice', rice]])).toMatchObject({ __typename: 'OrderPlaced' });
  });

  it('of a small stock a household still gets what it needs, all of it', async () => {
    await room.release('rice', 'lot-r', SHARE_FLOOR.units);
    expect(await buy(room, [['rice', SHARE_FLOOR.units]])).toMatchObject({ __typename: 'OrderPlaced' });
    expect(await makeQuote(room, [['rice', 1]], otherBuyer)).toMatchObject({ code: 'OUT_OF_STOCK' });
  });

  it('a newcomer has less time to pay and fewer orders open; one that is closed or paid makes room', async () => {
    const placed = await buy(room, [['honey', 1]]);
    expect(Date.parse(placed.payDueAt) - room.clock.now()).toBe(NEWCOMER.payWithinMs);
    expect((await room.graph<any>(buyer, `{ order(id: "${placed.orders[0].id}") { payDueAt } }`)).order.payDueAt).toBe(
      placed.payDueAt,
    );
    for (let i = 1; i < NEWCOMER.checkoutsMax; i++) await buy(room, [['honey', 1]]);
    expect(await buy(room, [['honey', 1]])).toMatchObject({
      code: 'TOO_MANY_UNPAID',
      details: [{ text: `最多同时有${NEWCOMER.checkoutsMax}笔待付款` }],
    });
    expect(await honey()).toMatchObject({ held: NEWCOMER.checkoutsMax });
    // Given up, but not yet closed at the provider: its goods are still held.
    await act(room, buyer, 'cancelOrder', { requestId: newRequest(), orderId: placed.orders[0].id, reason: '不要了' });
    expect(await buy(room, [['honey', 1]])).toMatchObject({ code: 'TOO_MANY_UNPAID' });
    await room.tell('payments.payment-closed.v1', { checkoutId: placed.checkoutId });
    const again = await buy(room, [['honey', 1]]);
    expect(again).toMatchObject({ __typename: 'OrderPlaced' });
    await pay(room, again);
    const later = await buy(room, [['honey', 1]]);
    expect(Date.parse(later.payDueAt) - room.clock.now()).toBe(KNOWN_BUYER.payWithinMs);
  });

  it('the operator sees what is held unpaid and by whom most, on the desk and as a figure; nobody else does', async () => {
    const ask = async () =>
      (
        await room.graph<any>(
          operator,
          '{ heldUnpaid { accounts checkouts orders units goodsFen checkoutsOfLastHour holders { accountId units } } }',
        )
      ).heldUnpaid;
    expect(await ask()).toMatchObject({ accounts: 0, units: 0, holders: [] });
    const first = await buy(room, [['honey', 3]]);
    room.clock.advance(2 * 3_600_000);
    const second = await buy(room, [['honey', 4]], otherBuyer);
    await buy(room, [['honey', 1]], otherBuyer);
    expect(await ask()).toEqual({
      accounts: 2,
      checkouts: 3,
      orders: 3,
      units: 8,
      goodsFen: 8 * 4900,
      checkoutsOfLastHour: 2,
      holders: [
        { accountId: otherBuyer.id, units: 5 },
        { accountId: buyer.id, units: 3 },
      ],
    });
    expect(await orders.figures!(room.context() as never)).toEqual({
      'held-unpaid-checkouts': 3,
      'held-unpaid-units': 8,
    });
    await pay(room, first);
    expect(await ask()).toMatchObject({ accounts: 1, units: 5, checkoutsOfLastHour: 2 });
    await pay(room, second);
    expect(await ask()).toMatchObject({ accounts: 1, units: 1, checkoutsOfLastHour: 1 });
    expect((await room.graphWithErrors(buyer, '{ heldUnpaid { units } }')).errors![0]!.extensions!['code']).toBe(
      'FORBIDDEN',
    );
  });

  it('many accounts that send to one address are counted together, and the address is forgotten with the payment', async () => {
    room.world.streetOf = () => '光明小区 3号楼';
    const placed = [];
    for (let i = 0; i < CHECKOUTS_PER_ADDRESS_MAX; i++)
      placed.push(await buy(room, [['honey', 1]], person(`neighbour-${i}`)));
    expect(placed.every(({ __typename }) => __typename === 'OrderPlaced')).toBe(true);
    room.world.streetOf = () => '光明小区3号楼';
    expect(await buy(room, [['honey', 1]], person('one-more'))).toMatchObject({ code: 'ADDRESS_BUSY' });
    await pay(room, placed[0]);
    expect(await buy(room, [['honey', 1]], person('one-more'))).toMatchObject({ __typename: 'OrderPlaced' });
    const { rows } = room.context();
    expect(await rows.selectFrom('Checkout').select('state').where('addressKey', 'is', null).execute()).toEqual([
      { state: 'paid' },
    ]);
    expect(
      await rows
        .selectFrom('Quote')
        .select('id')
        .where('usedAtMs', 'is not', null)
        .where('addressKey', 'is not', null)
        .execute(),
    ).toEqual([]);
  });
});
