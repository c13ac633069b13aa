import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plant } from '@heitu/kit/serving/any-row';
import { account } from '@heitu/kit/serving/testing';
import { CARRIER, courier, manager, openWorld, rival, SELLER, type World } from './test-world.fixture.ts';

const RIVAL = 'carrier-2';
const rivalCourier = account('acc-courier-2', { role: 'courier', partyId: RIVAL });
const SIDES = [
  { key: 'a', carrierPartyId: CARRIER, accountId: courier.id },
  { key: 'b', carrierPartyId: RIVAL, accountId: rivalCourier.id },
];
/** Two carriers in good standing, each with a courier, a vehicle, a depot and an alarm: `…-a` is ours, `…-b` theirs. */
async function fill(world: World): Promise<void> {
  const nowMs = world.clock.now();
  for (const { key, carrierPartyId, accountId } of SIDES) {
    const parcel = { state: 'taken-over', carrierPartyId, sellerPartyId: SELLER, readyAtMs: nowMs };
    const rows: Record<string, object> = {
      Carrier: { partyId: carrierPartyId, name: carrierPartyId, licensedModes: '[]', inGoodStanding: true },
      Courier: { carrierPartyId, accountId, state: 'working' },
      Vehicle: { carrierPartyId, plate: `黑A${key}`, kind: 'truck', validUntil: '2030-01-01', endedAtMs: null },
      Facility: { carrierPartyId, kind: 'depot' },
      Alarm: {
        carrierPartyId,
        state: 'acknowledged',
        kind: 'silence',
        severity: 'warning',
        facilityId: `facility-${key}`,
      },
      Shipment: { ...parcel, orderId: `order-${key}`, trackingNumber: key },
      Collection: { state: 'due', carrierPartyId, sellerPartyId: SELLER, orderId: `order-${key}`, createdAtMs: nowMs },
      SupervisionCheck: { state: 'planned', carrierPartyId, topic: 'agreement', form: 'spot' },
    };
    for (const [entity, values] of Object.entries(rows))
      await plant(world, entity, { ...(entity !== 'Carrier' && { id: `${entity.toLowerCase()}-${key}` }), ...values });
  }
}

describe('whose things an act may touch', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await fill(world);
    await plant(world, 'Courier', {
      id: 'courier-gone',
      carrierPartyId: CARRIER,
      accountId: 'acc-gone',
      state: 'ended',
    });
  });
  afterAll(() => world.close());

  let requests = 0;
  const act = (who: typeof manager, field: string, type: string, input: object) =>
    world.act(
      who,
      field,
      { requestId: `whose-acts-${(requests += 1)}`, ...input },
      `... on ${type} { ${type === 'Carrier' ? 'partyId' : 'id'} }`,
    );
  const resolved = { measure: '库门关严了', decision: 'RELEASE' };
  it("resolves one's own alarm and nobody else's", async () => {
    expect(await act(rival, 'resolveAlarm', 'Alarm', { alarmId: 'alarm-a', ...resolved })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await act(manager, 'resolveAlarm', 'Alarm', { alarmId: 'alarm-a', ...resolved })).toMatchObject({
      id: 'alarm-a',
    });
  });
  it('gives what is to be fetched to a courier of its own carrier who works there', async () => {
    const given = { collectionId: 'collection-a', courierId: 'courier-b' };
    for (const courierId of ['courier-b', 'courier-gone'])
      expect(await act(manager, 'assignCollection', 'Collection', { ...given, courierId })).toMatchObject({
        code: 'NOT_FOUND',
      });
    expect(await act(rival, 'assignCollection', 'Collection', { ...given, courierId: 'courier-a' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await act(manager, 'assignCollection', 'Collection', { ...given, courierId: 'courier-a' })).toMatchObject({
      id: 'collection-a',
    });
  });
  it("brings a parcel into its own carrier's depot", async () => {
    const stored = { shipmentId: 'shipment-a', facilityId: 'facility-b' };
    expect(await act(manager, 'storeShipment', 'Shipment', stored)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(rival, 'storeShipment', 'Shipment', stored)).toMatchObject({ code: 'NOT_FOUND' });
  });
  it("looks at one's own vehicle before the road", async () => {
    const looked = { vehicleId: 'vehicle-a', secured: true, segregated: true, clean: true, lawful: true };
    expect(await act(rivalCourier, 'checkLoad', 'Trip', looked)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(courier, 'checkLoad', 'Trip', looked)).toHaveProperty('id');
  });
  it('has its own price for a place where another has one', async () => {
    const rate = { storage: 'AMBIENT', firstKilogramFen: 600, perKilogramFen: 200, hours: 48 };
    const of = async (who: typeof manager, carrierPartyId: string, more: object) =>
      (await act(who, 'setRate', 'DeliveryRate', { ...rate, carrierPartyId, ...more })) as { id: string };
    const [ours, theirs] = [await of(manager, CARRIER, {}), await of(rival, RIVAL, { firstKilogramFen: 900 })];
    expect(theirs.id).not.toBe(ours.id);
    expect((await of(manager, CARRIER, { firstKilogramFen: 500 })).id).toBe(ours.id);
    const kept = await world.rows.selectFrom('Rate').select(['id', 'firstKilogramFen']).execute();
    expect(new Map(kept.map(({ id, firstKilogramFen }: any) => [id, firstKilogramFen]))).toEqual(
      new Map([
        [ours.id, 500],
        [theirs.id, 900],
      ]),
    );
  });
  it('serves as it says itself, and changes nothing of another', async () => {
    const service = { daysPerWeek: 6, hoursPerDay: 10 };
    expect(await act(rival, 'setCarrierService', 'Carrier', { ...service, carrierPartyId: CARRIER })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await act(manager, 'setCarrierService', 'Carrier', { ...service, carrierPartyId: CARRIER });
    const days = await world.rows.selectFrom('Carrier').select(['partyId', 'serviceDaysPerWeek']).execute();
    expect(
      days.filter(({ serviceDaysPerWeek }: any) => serviceDaysPerWeek === 6).map(({ partyId }: any) => partyId),
    ).toEqual([CARRIER]);
  });
  it('employs who works for another as well, and has no plate of another', async () => {
    const person = { name: '赵路', phone: '13900000001' };
    expect(
      await act(manager, 'registerCourier', 'Courier', { ...person, carrierPartyId: CARRIER, accountId: courier.id }),
    ).toMatchObject({ code: 'COURIER_EXISTS' });
    expect(
      await act(manager, 'registerCourier', 'Courier', {
        ...person,
        carrierPartyId: CARRIER,
        accountId: rivalCourier.id,
      }),
    ).toHaveProperty('id');
    expect(
      await act(rival, 'registerCourier', 'Courier', { ...person, carrierPartyId: CARRIER, accountId: 'acc-new' }),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });
});
