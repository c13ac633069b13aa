import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { account, TINY_PHOTO } from '@heitu/kit/serving/testing';
import {
  CARRIER,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  POINTS,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';

const other = account('acc-other-courier', { role: 'courier', partyId: CARRIER });
const SIGNED = { signer: 'RECIPIENT', signerName: '王小明', signature: 'data:image/svg+xml,ink', photo: TINY_PHOTO };

describe('a courier who is dismissed while their phone has no network', () => {
  let world: World;
  let base: Base;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
  });
  afterEach(() => world.close());

  const dismiss = () => world.act(manager, 'endCourier', { courierId: base.courierId });
  const rowOf = () =>
    world.rows
      .selectFrom('Shipment')
      .select(['state', 'courierId', 'takenOverAtMs', 'deliveredAtMs', 'calledAheadAtMs'])
      .where('id', '=', shipmentId)
      .executeTakeFirstOrThrow();

  it('has done nothing to a parcel that was given to another before they had it', async () => {
    await world.act(manager, 'assignShipment', { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId });
    expect(await dismiss()).toMatchObject({ code: 'COURIER_HAS_TASKS' });
    const { id: otherId } = await world.act(
      manager,
      'registerCourier',
      { requestId: 'c2', carrierPartyId: CARRIER, accountId: other.id, name: '钱二', phone: '13700000002' },
      '... on Courier { id }',
    );
    await world.act(other, 'acceptCourierRules', { carrierPartyId: CARRIER, version: '2026-01' });
    await world.act(manager, 'assignShipment', { shipmentId, courierId: otherId, vehicleId: base.vehicleId });
    expect(await dismiss()).toMatchObject({ __typename: 'Courier' });
    const before = await rowOf();
    expect(before).toMatchObject({ courierId: otherId, takenOverAtMs: null });

    // What they did before comes in, before their role is gone everywhere and after.
    const agreedAt = new Date(world.clock.now() + HOUR_MS).toISOString();
    const late = [
      ['openHandover', POINTS],
      ['callAhead', { agreedAt, place: '家里' }],
      ['signAtDoor', SIGNED],
    ] as const;
    for (const [act, input] of late) {
      expect(await world.act(courier, act, { shipmentId, ...input })).toMatchObject({ code: 'NOT_FOUND' });
      await expect(world.act(account(courier.id), act, { shipmentId, ...input })).rejects.toThrow('FORBIDDEN');
    }
    expect(await rowOf()).toEqual(before);
    expect(await world.rows.selectFrom('Handover').select('id').execute()).toEqual([]);
  });

  it('is not, while they have a parcel: what they did counts from when it was done, and then they can be', async () => {
    await takeOver(world, base, shipmentId);
    const heardAt = new Date(world.clock.now()).toISOString();
    const agreedAt = new Date(world.clock.now() + HOUR_MS).toISOString();
    await world.act(courier, 'callAhead', { shipmentId, agreedAt, place: '家里' });
    world.clock.advance(30 * MINUTE_MS);
    const atMs = world.clock.now();
    world.clock.advance(3 * HOUR_MS);
    expect(await dismiss()).toMatchObject({ code: 'COURIER_HAS_TASKS' });
    const done = { at: new Date(atMs).toISOString(), heardAt, heardPhoneAt: heardAt };
    expect(await world.act(courier, 'signAtDoor', { shipmentId, ...SIGNED, done })).toMatchObject({
      __typename: 'Shipment',
    });
    expect(await rowOf()).toMatchObject({ state: 'delivered', deliveredAtMs: atMs });
    expect(await dismiss()).toMatchObject({ __typename: 'Courier' });
  });
});
