import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deliverOne, freeUnits, openOrders, stockFaults, type Room } from '../orders.fixture.ts';

describe('packs of a lot that went into another one [5.1]', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
  });
  afterEach(() => room.close());

  const used = { lotId: 'lot-rice', skuId: 'rice', units: 20, intoLotId: 'lot-flour', intoLotCode: 'FLOUR-1' };
  const moved = async () =>
    (await room.context().rows.selectFrom('StockMovement').select(['kind', 'unitsOut']).orderBy('id').execute()).filter(
      ({ kind }) => kind === 'used',
    );

  it('leave the store: nobody buys them', async () => {
    await room.tell('catalog.lot-used.v1', used);
    expect([await freeUnits(room, 'rice'), await moved()]).toEqual([30, [{ kind: 'used', unitsOut: 20 }]]);
    expect(await stockFaults(room)).toEqual([]);
  });

  it('are never more than lie there, nor of a lot that never came in', async () => {
    await deliverOne(room, [['rice', 2]]);
    await room.tell('catalog.lot-used.v1', { ...used, units: 30 });
    await room.tell('catalog.lot-used.v1', { ...used, units: 30, intoLotCode: 'FLOUR-2' });
    await room.tell('catalog.lot-used.v1', { ...used, lotId: 'lot-of-nobody' });
    expect([await freeUnits(room, 'rice'), (await moved()).map(({ unitsOut }) => unitsOut)]).toEqual([0, [30, 18]]);
    expect(await stockFaults(room)).toEqual([]);
  });
});
