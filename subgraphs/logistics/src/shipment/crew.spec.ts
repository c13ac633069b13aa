import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refusedIn, type Refused } from '../refused.fixture.ts';
import {
  CARRIER,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  rival,
  type Base,
  type World,
} from '../test-world.fixture.ts';

describe('who may carry a parcel', () => {
  let world: World;
  let base: Base;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
  });
  afterEach(() => world.close());
  const refused: Refused = (...call) => refusedIn(world, ...call);

  it('assigns fresh goods only to certified couriers and cold, valid, monitored vehicles of the same carrier [8.1.ag] [8.4.3.bo-bp]', async () => {
    const uncertified = await openWorld({ certified: false });
    const other = await fileCarrier(uncertified);
    const id = await makeShipment(uncertified, '1');
    expect(
      await uncertified.act(manager, 'assignShipment', {
        shipmentId: id,
        courierId: other.courierId,
        vehicleId: other.vehicleId,
      }),
    ).toMatchObject({ code: 'COURIER_NOT_CERTIFIED', clause: '8.1.ag' });
    const ambient = await makeShipment(
      uncertified,
      '2',
      {},
      { storage: 'ambient', temperatureCelsiusMin: null, temperatureCelsiusMax: null },
    );
    expect(
      await uncertified.act(
        manager,
        'assignShipment',
        { shipmentId: ambient, courierId: other.courierId, vehicleId: other.vehicleId },
        '... on Shipment { state }',
      ),
    ).toMatchObject({ state: 'ASSIGNED' });
    await uncertified.close();

    const van = await world.act(
      manager,
      'registerVehicle',
      {
        requestId: 'v2',
        carrierPartyId: CARRIER,
        plate: '黑A2',
        kind: 'VAN',
        licenceNumber: '2',
        validUntilOn: '2028-01-01',
      },
      '... on Vehicle { id }',
    );
    const truck = await world.act(
      manager,
      'registerVehicle',
      {
        requestId: 'v3',
        carrierPartyId: CARRIER,
        plate: '黑A3',
        kind: 'REFRIGERATED_TRUCK',
        licenceNumber: '3',
        validUntilOn: '2026-11-26',
        temperatureCelsiusMin: -20,
        temperatureCelsiusMax: 8,
      },
      '... on Vehicle { id }',
    );
    const assign = { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId };
    await refused(manager, 'assignShipment', { ...assign, vehicleId: van.id }, 'VEHICLE_NOT_COLD', '8.4.3.bo');
    await refused(manager, 'assignShipment', { ...assign, vehicleId: truck.id }, 'VEHICLE_NOT_MONITORED', '8.4.3.bp');
    await refused(manager, 'assignShipment', { ...assign, courierId: 'nobody' }, 'NOT_FOUND');
    await refused(rival, 'assignShipment', assign, 'NOT_FOUND');
    const frozen = await makeShipment(
      world,
      '3',
      {},
      { storage: 'frozen', temperatureCelsiusMin: null, temperatureCelsiusMax: -18 },
    );
    await world.act(manager, 'assignShipment', assign);
    await refused(manager, 'assignShipment', { ...assign, shipmentId: frozen }, 'RANGES_CONFLICT', '8.4.3.bo');
    world.clock.set('2026-12-01T00:00:00Z');
    await refused(manager, 'assignShipment', { ...assign, vehicleId: truck.id }, 'VEHICLE_EXPIRED', '8.4.3.bn');
    await world.receive('sellers', 'sellers.party-standing-changed.v1', {
      partyId: CARRIER,
      partyKind: 'carrier',
      inGoodStanding: false,
      reason: '证照过期',
      clause: null,
    });
    await refused(manager, 'assignShipment', assign, 'CARRIER_NOT_IN_STANDING');
  });
});
