import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import {
  admin,
  bringToDoor,
  buyer,
  CARRIER,
  courier,
  DEVICE_SECRET,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  seller,
  takeOver,
  type Base,
  type World,
} from './test-world.fixture.ts';

const otherSeller = account('acc-other-seller', { role: 'seller-owner', partyId: 'seller-2' });

describe('a thing beside its id', () => {
  let world: World;
  let base: Base;
  let shipmentId: string;
  let handoverId: string;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
    handoverId = await takeOver(world, base, shipmentId);
  });
  afterEach(() => world.close());

  it('is for the desk the vehicle, store and courier of its carrier, as for those who look after all', async () => {
    const place = { facilityId: base.facilityId, deviceId: 'SN-2', secret: DEVICE_SECRET };
    await world.act(manager, 'linkDevice', { requestId: 'd2', ...place });
    const own = '{ carriers { party { id } devices { id facility { name } vehicle { plate } } } }';
    const { carriers } = await world.ask(manager, own);
    expect(carriers).toEqual([
      {
        party: { id: CARRIER },
        devices: [
          { id: 'SN-1', facility: null, vehicle: { plate: '黑A12345' } },
          { id: 'SN-2', facility: { name: '一号预冷库' }, vehicle: null },
        ],
      },
    ]);
    expect((await world.ask(admin, own)).carriers).toEqual(carriers);
  });

  it('is null for whoever may not see the thing: an alarm tells a buyer nothing of the thermometer', async () => {
    const startMs = world.clock.now();
    world.clock.advance(3_600_000);
    await world.push(
      'SN-1',
      Array.from({ length: 5 }, (_, i) => ({
        at: new Date(startMs + i * 300_000).toISOString(),
        temperatureCelsius: 9,
      })),
    );
    const alarmsOf = async (actor: typeof buyer) =>
      (
        await world.ask(
          actor,
          'query($id: ID!) { shipment(id: $id) { alarms { deviceId device { vehicle { plate } } } } }',
          { id: shipmentId },
        )
      ).shipment.alarms;
    expect(await alarmsOf(manager)).toEqual([{ deviceId: 'SN-1', device: { vehicle: { plate: '黑A12345' } } }]);
    expect(await alarmsOf(admin)).toEqual([{ deviceId: 'SN-1', device: { vehicle: { plate: '黑A12345' } } }]);
    for (const actor of [buyer, seller, courier])
      expect(await alarmsOf(actor)).toEqual([{ deviceId: 'SN-1', device: null }]);
  });

  it('is the parcel of a handover, of cash and of a case, for those alone who may see the parcel', async () => {
    await bringToDoor(world, shipmentId);
    await world.act(buyer, 'openContentsCase', {
      requestId: 'case',
      shipmentId,
      kind: 'SHORT',
      outerIntact: true,
      note: '少一盒',
    });
    const HANDOVER =
      'query($id: ID!) { handover(id: $id) { shipment { id items { skuId sku { id } lots { lot { id } } } } } }';
    for (const actor of [buyer, seller, manager, courier])
      expect((await world.ask(actor, HANDOVER, { id: handoverId })).handover).toEqual({
        shipment: {
          id: shipmentId,
          items: [{ skuId: 'sku-1', sku: { id: 'sku-1' }, lots: [{ lot: { id: 'lot-1' } }] }],
        },
      });
    const CASES = '{ contentsCases { edges { node { shipment { id } } } } }';
    expect((await world.ask(manager, CASES)).contentsCases.edges).toEqual([{ node: { shipment: { id: shipmentId } } }]);
    // Whoever opened it still sees the case, and no longer the parcel, once that is another's.
    await world.rows.updateTable('Shipment').set({ buyerAccountId: 'somebody-else' }).execute();
    expect((await world.ask(buyer, CASES)).contentsCases.edges).toEqual([{ node: { shipment: null } }]);
    expect((await world.ask(otherSeller, CASES)).contentsCases.edges).toEqual([]);
  });
});
