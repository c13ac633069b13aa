import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { account } from '@heitu/kit/serving/testing';
import { OVERSEERS } from '@heitu/standard';
import {
  CARRIER,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  POINTS,
  rival,
  seller,
  takeOver,
  type Base,
  type World,
} from './test-world.fixture.ts';

const rivals = account('acc-rivals-courier', { role: 'courier', partyId: 'carrier-2' });
const otherSeller = account('acc-other-seller', { role: 'seller-owner', partyId: 'seller-2' });
const overseer = account('acc-over', { role: OVERSEERS.platform[0] });
const LISTS = {
  openHandovers: '{ openHandovers { edges { node { id shipmentId dueAt } } } }',
  openLegs:
    '{ openLegs { edges { node { id shipmentId shipment { id } collectionId collection { id } stateLabel dueAt } } } }',
  uncheckedTrips: '{ uncheckedTrips { edges { node { vehicleId dueAt } } } }',
} as const;

describe('what waits for those who carry', () => {
  let world: World;
  let base: Base;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
  });
  afterEach(() => world.close());
  const iso = (ms: number): string => new Date(ms).toISOString();
  const listed = async (list: keyof typeof LISTS, who: Actor = manager) =>
    (await world.ask(who, LISTS[list]))[list].edges.map(({ node }: { node: object }) => node);

  it('a document that not both have signed, until it is void; the oldest first [8.4.2.bj]', async () => {
    const open = async (id: string) => {
      await world.act(manager, 'assignShipment', {
        shipmentId: id,
        courierId: base.courierId,
        vehicleId: base.vehicleId,
      });
      return (await world.act(courier, 'openHandover', { shipmentId: id, ...POINTS }, '... on Handover { id }')).id;
    };
    const [first, openedAtMs] = [await open(shipmentId), world.clock.now()];
    world.clock.advance(HOUR_MS);
    const second = await open(await makeShipment(world, '2'));
    expect(await listed('openHandovers')).toMatchObject([
      { id: first, shipmentId, dueAt: iso(addWorkingDays(openedAtMs, 2)) },
      { id: second },
    ]);
    expect(await listed('openHandovers', overseer)).toHaveLength(2);
    expect(await listed('openHandovers', rival)).toEqual([]);
    // The seller signs its own in one go, and sees no other's.
    expect(await listed('openHandovers', seller)).toMatchObject([{ id: first }, { id: second }]);
    expect(await listed('openHandovers', otherSeller)).toEqual([]);
    await expect(listed('openHandovers', courier)).rejects.toThrow('FORBIDDEN');
    await world.act(manager, 'voidHandover', { handoverId: first });
    expect(await listed('openHandovers')).toMatchObject([{ id: second }]);
  });

  it('a leg that one side has signed, until the other has [8.4.2.bj]', async () => {
    await takeOver(world, base, shipmentId);
    expect(await listed('openLegs')).toEqual([]);
    await world.act(courier, 'storeShipment', { shipmentId, facilityId: base.facilityId });
    const [leg] = await listed('openLegs');
    expect(leg).toMatchObject({
      shipmentId,
      shipment: { id: shipmentId },
      collectionId: null,
      collection: null,
      stateLabel: '等配送单位签字',
      dueAt: iso(addWorkingDays(world.clock.now(), 1)),
    });
    expect(await listed('openLegs', overseer)).toHaveLength(1);
    expect(await listed('openLegs', rival)).toEqual([]);
    for (const who of [courier, seller]) await expect(listed('openLegs', who)).rejects.toThrow('FORBIDDEN');
    await world.act(manager, 'signCustodyLeg', { legId: leg.id, units: 2 });
    expect(await listed('openLegs')).toEqual([]);
  });

  it('a round whose load nobody has looked at, until somebody does [8.4.3.bm]', async () => {
    expect(await listed('uncheckedTrips', courier)).toEqual([]);
    await takeOver(world, base, shipmentId);
    const round = { vehicleId: base.vehicleId, dueAt: iso(world.clock.now() + 4 * HOUR_MS) };
    for (const who of [courier, manager, overseer]) expect(await listed('uncheckedTrips', who)).toEqual([round]);
    for (const who of [rivals, rival]) expect(await listed('uncheckedTrips', who)).toEqual([]);
    await expect(listed('uncheckedTrips', seller)).rejects.toThrow('FORBIDDEN');
    const points = { secured: true, segregated: true, clean: true, lawful: true };
    await world.act(courier, 'checkLoad', { vehicleId: base.vehicleId, ...points });
    expect(await listed('uncheckedTrips', courier)).toEqual([]);
  });

  it('a parcel says by when it goes on, and books that do not agree by when they have to', async () => {
    const due = async () => (await world.ask(manager, '{ shipments { edges { node { dueAt } } } }')).shipments.edges;
    const { respondDueAtMs } = await world.rows.selectFrom('Shipment').selectAll().executeTakeFirstOrThrow();
    expect(await due()).toEqual([{ node: { dueAt: iso(Number(respondDueAtMs)) } }]);
    const foundAtMs = world.clock.now();
    const reconciliation = { carrierPartyId: CARRIER, sellerPartyId: 'seller-1', documents: 1, matched: 0 };
    await world.rows
      .insertInto('Reconciliation')
      .values({ ...reconciliation, id: 'r', fromMs: 0, toMs: 1, doneAtMs: foundAtMs, doneBy: manager.id } as never)
      .execute();
    const mismatch = { reconciliationId: 'r', handoverId: 'h', kind: 'altered', text: '' };
    for (const [id, resolvedAtMs, atMs] of [
      ['m1', null, foundAtMs],
      ['m2', foundAtMs, foundAtMs - HOUR_MS],
    ])
      await world.rows
        .insertInto('Mismatch')
        .values({ ...mismatch, id, resolvedAtMs, foundAtMs: atMs } as never)
        .execute();
    const asked = async () =>
      (await world.ask(manager, '{ handoverReconciliations { edges { node { dueAt } } } }')).handoverReconciliations
        .edges;
    expect(await asked()).toEqual([{ node: { dueAt: iso(addWorkingDays(foundAtMs, 5)) } }]);
    await world.rows.updateTable('Mismatch').set({ resolvedAtMs: foundAtMs }).execute();
    expect(await asked()).toEqual([{ node: { dueAt: null } }]);
  });
});
