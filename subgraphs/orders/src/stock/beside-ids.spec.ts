import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { account } from '@heitu/kit/serving/testing';
import { act, buyer, deliverOne, newRequest, openOrders, riceSeller, type Room } from '../orders.fixture.ts';

describe('the things beside their ids', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 20);
  });
  afterEach(() => room.close());

  it('are shown with what came in and went out, to those who may see them: the lot, the order, the request', async () => {
    const { id, lines } = await deliverOne(room, [['rice', 2]]);
    const asked = await act(room, buyer, 'requestAfterSale', {
      requestId: newRequest(),
      orderId: id,
      kind: 'EXCHANGE',
      reason: '有虫',
      lines: [{ lineId: lines[0].id, quantity: 1 }],
    });
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: asked.id, accept: true });
    await room.tell('logistics.collection-handed-over.v1', {
      collectionId: 'collection',
      afterSaleId: asked.id,
      orderId: id,
      atMs: room.clock.now(),
      conditionOk: true,
      note: '',
    });
    await act(room, riceSeller, 'acceptReturn', { afterSaleId: asked.id, accepted: true });
    const besides = async (actor: Actor) =>
      (
        await room.graph<any>(
          actor,
          '{ stockMovements(skuId: "rice") { edges { node { kind lot { id } order { id } afterSale { id } } } } }',
        )
      ).stockMovements.edges.map(({ node }: any) => node);
    const lot = { id: 'lot-rice' };
    const forExchange = { lot, order: { id }, afterSale: { id: asked.id } };
    const inbound = { kind: 'INBOUND', lot, order: null, afterSale: null };
    expect(await besides(riceSeller)).toEqual([
      { kind: 'PICKED', ...forExchange },
      { kind: 'WRITTEN_OFF', ...forExchange },
      { kind: 'RETURNED', ...forExchange },
      { kind: 'PICKED', lot, order: { id }, afterSale: null },
      inbound,
    ]);
    const keeper = account('keeper', { role: 'seller-staff', partyId: 'party-rice', rights: ['lots'] });
    expect(await besides(keeper)).toEqual([
      ...['PICKED', 'WRITTEN_OFF', 'RETURNED', 'PICKED'].map((kind) => ({ kind, lot, order: null, afterSale: null })),
      inbound,
    ]);
    const { order: seen } = await room.graph<any>(
      buyer,
      `{ order(id: "${id}") { lines { lots { lot { id } afterSale { id } } } } }`,
    );
    expect(seen.lines[0].lots).toEqual([
      { lot, afterSale: null },
      { lot, afterSale: { id: asked.id } },
    ]);
  });
});
