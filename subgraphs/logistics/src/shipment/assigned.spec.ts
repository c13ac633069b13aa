import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CARRIER, fileCarrier, makeShipment, manager, openWorld, rival, type World } from '../test-world.fixture.ts';

describe('a parcel that is given to a courier [8.5.1.bq]', () => {
  let world: World;
  let assign: { shipmentId: string; courierId: string; vehicleId: string };
  beforeEach(async () => {
    world = await openWorld();
    const { courierId, vehicleId } = await fileCarrier(world);
    assign = { shipmentId: await makeShipment(world, '1'), courierId, vehicleId };
  });
  afterEach(() => world.close());
  const told = async () => {
    await world.subgraph.runOnce();
    return world.events('logistics.shipment-assigned.v1');
  };

  it('is told with whose hands it goes into, and not again to the same', async () => {
    await world.act(manager, 'assignShipment', assign);
    const { shipmentId } = assign;
    expect(await told()).toMatchObject([
      {
        shipmentId,
        carrierPartyId: CARRIER,
        courierAccountId: expect.any(String),
        takeOverDueAtMs: expect.any(Number),
      },
    ]);
    await world.act(manager, 'assignShipment', assign);
    expect(await told()).toHaveLength(1);
  });

  it('is not told of where it was refused', async () => {
    await world.act(rival, 'assignShipment', assign);
    await world.act(manager, 'assignShipment', { ...assign, courierId: 'nobody' });
    expect(await told()).toEqual([]);
  });
});
