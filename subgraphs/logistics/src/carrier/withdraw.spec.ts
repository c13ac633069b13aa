import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
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
  peer,
  rival,
  SELLER,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';

describe('what a carrier stops using', () => {
  let world: World;
  let base: Base;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());

  const carrier = async (fields: string) => (await world.ask(manager, `{ carriers { ${fields} } }`)).carriers[0];
  const offer = async (storage = 'ambient') => {
    const request = {
      key: 'k',
      fromDivisionCode: '230184',
      toDivisionCode: '230184100',
      weightGrams: 500,
      storage,
      categoryCodes: [],
      titles: [],
    };
    return (
      await world.ask(
        peer('orders'),
        'query($requests: [DeliveryRequest!]!) { deliveryOffers(requests: $requests) { feeFen refusalCode } }',
        { requests: [request] },
      )
    ).deliveryOffers[0];
  };
  const push = () => world.push('SN-1', [{ at: new Date(world.clock.now()).toISOString(), temperatureCelsius: 3 }]);
  const linkAgain = (requestId: string, place: object) =>
    world.act(
      manager,
      'linkDevice',
      { requestId, deviceId: 'SN-1', secret: DEVICE_SECRET, ...place },
      '... on Device { endedAt }',
    );
  async function deliver(shipmentId: string): Promise<void> {
    await bringToDoor(world, shipmentId);
    await world.act(buyer, 'signDelivery', { shipmentId, signerName: '王', signature: '王' });
  }

  const sevenDays = async (): Promise<void> => {
    world.clock.advance(7 * DAY_MS);
    await world.subgraph.runOnce('keep-tariffs');
  };

  it('tells orders what a rate was at a moment, also after it was changed or withdrawn [7.3.5.d]', async () => {
    const place = { carrierPartyId: CARRIER, storage: 'AMBIENT', divisionCode: '230184' };
    const moments = [world.clock.now()];
    const setRate = async (firstKilogramFen: number) => {
      world.clock.advance(1000);
      const price = { firstKilogramFen, perKilogramFen: 100, hours: 24 };
      const rate = await world.act(manager, 'setRate', { ...place, ...price }, '... on DeliveryRate { id }');
      moments.push(world.clock.now());
      return rate.id;
    };
    await setRate(550);
    const rateId = await setRate(500);
    world.clock.advance(1000);
    await world.act(manager, 'withdrawRate', { rateId });
    await sevenDays();
    moments.push(world.clock.now());
    const parcel = { carrierPartyId: CARRIER, storage: 'ambient', toDivisionCode: '230184100', weightGrams: 500 };
    const asked = moments.map((atMs, i) => ({
      ...parcel,
      key: String(i),
      isToStation: false,
      atMs: String(atMs),
      offeredAtMs: String(moments[1]),
    }));
    const { tariffsThen } = await world.ask(
      peer('orders'),
      'query($asked: [TariffMoment!]!) { tariffsThen(asked: $asked) { feeFen offeredFen } }',
      { asked: [...asked, { ...asked[0], key: 'other', carrierPartyId: 'nobody' }] },
    );
    expect(tariffsThen.map(({ feeFen, offeredFen }: any) => [feeFen, offeredFen])).toEqual([
      [600, 550],
      [550, 550],
      [500, 550],
      [600, 550],
      [null, null],
    ]);
  });

  it('withdraws an area: nothing is offered there any more, and what was ordered is still carried', async () => {
    const shipmentId = await makeShipment(world, '1');
    const [{ id: areaId }] = (await carrier('areas { id }')).areas;
    expect(await world.act(rival, 'withdrawServiceArea', { areaId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await offer()).toEqual({ feeFen: 600, refusalCode: null });
    expect(await world.act(manager, 'withdrawServiceArea', { areaId }, '... on Carrier { areas { id } }')).toEqual({
      __typename: 'Carrier',
      areas: [],
    });
    expect(await offer()).toEqual({ feeFen: null, refusalCode: 'OUTSIDE_SERVICE_AREA' });
    expect(await world.act(manager, 'withdrawServiceArea', { areaId })).toMatchObject({ code: 'NOT_FOUND' });
    await takeOver(world, base, shipmentId);
    await deliver(shipmentId);
    expect(
      (await world.ask(manager, 'query($id: ID!) { shipment(id: $id) { state deliveryFen } }', { id: shipmentId }))
        .shipment,
    ).toEqual({ state: 'DELIVERED', deliveryFen: 600 });
  });

  it('withdraws a village that was left out: the township around it decides again', async () => {
    await world.act(manager, 'setServiceArea', {
      carrierPartyId: CARRIER,
      divisionCode: '230184100',
      firstMile: false,
      lastMile: false,
    });
    expect((await offer()).refusalCode).toBe('OUTSIDE_SERVICE_AREA');
    const { id } = (await carrier('areas { id divisionCode }')).areas.find(
      ({ divisionCode }: any) => divisionCode === '230184100',
    );
    await world.act(manager, 'withdrawServiceArea', { areaId: id });
    expect((await offer()).feeFen).toBe(600);
  });

  it('withdraws a price: that of the larger place holds, and without any nothing is offered', async () => {
    const { id: rateId } = await world.act(
      manager,
      'setRate',
      {
        carrierPartyId: CARRIER,
        storage: 'AMBIENT',
        divisionCode: '230184',
        firstKilogramFen: 500,
        perKilogramFen: 0,
        hours: 24,
      },
      '... on DeliveryRate { id }',
    );
    expect((await offer()).feeFen).toBe(500);
    expect(await world.act(rival, 'withdrawRate', { rateId })).toMatchObject({ code: 'NOT_FOUND' });
    await world.act(manager, 'withdrawRate', { rateId });
    // Dearer, and so it is announced first.
    expect((await offer()).feeFen).toBe(500);
    await sevenDays();
    expect((await offer()).feeFen).toBe(600);
    const { id } = (await carrier('rates { id storage }')).rates.find(({ storage }: any) => storage === 'AMBIENT');
    await world.act(manager, 'withdrawRate', { rateId: id });
    expect((await offer()).feeFen).toBeNull();
    expect((await offer('chilled')).feeFen).toBe(600);
  });

  it('puts a vehicle away with its thermometers, but not under its goods; what happened with it stays [8.4.3.bp]', async () => {
    const { vehicleId } = base;
    const shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
    world.clock.advance(5 * MINUTE_MS);
    await push();
    const can = async (actor = manager) => {
      const { vehicles, devices } = (
        await world.ask(actor, '{ carriers { vehicles { availableActions } devices { availableActions } } }')
      ).carriers[0];
      return [...vehicles, ...devices].map(({ availableActions }: any) => availableActions);
    };
    const ended = async () => [
      (await carrier('vehicles { endedAt }')).vehicles[0].endedAt,
      (await carrier('devices { endedAt }')).devices[0].endedAt,
    ];
    expect(await world.act(rival, 'endVehicle', { vehicleId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.act(manager, 'endVehicle', { vehicleId })).toMatchObject({ code: 'VEHICLE_HAS_GOODS' });
    expect(await ended()).toEqual([null, null]);
    expect([await can(), await can(admin)]).toEqual([
      [['END'], ['END']],
      [[], []],
    ]);
    await deliver(shipmentId);
    await world.act(manager, 'endVehicle', { vehicleId });
    expect(await ended()).toEqual([expect.any(String), expect.any(String)]);
    expect(await can()).toEqual([[], []]);
    expect(await world.act(manager, 'endVehicle', { vehicleId })).toMatchObject({ code: 'WRONG_STATE' });

    const next = await makeShipment(world, '2');
    expect(
      await world.act(manager, 'assignShipment', { shipmentId: next, courierId: base.courierId, vehicleId }),
    ).toMatchObject({ code: 'NOT_FOUND', details: [{ path: ['vehicleId'] }] });
    expect(
      await world.act(courier, 'checkLoad', { vehicleId, secured: true, segregated: true, clean: true, lawful: true }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect((await offer('chilled')).refusalCode).toBe('NO_COLD_CHAIN');
    expect((await push()).status).toBe(401);
    world.clock.advance(60 * MINUTE_MS);
    await world.subgraph.runOnce('watch-devices');
    expect(await world.rows.selectFrom('Alarm').selectAll().execute()).toEqual([]);
    const { shipment, readings } = await world.ask(
      manager,
      'query($id: ID!) { shipment(id: $id) { vehicle { plate } } readings(shipmentId: $id) { celsiusMax } }',
      { id: shipmentId },
    );
    // That of before, at the moment of the takeover, and that of the way.
    expect([shipment.vehicle.plate, readings]).toEqual(['黑A12345', [{ celsiusMax: 3 }, { celsiusMax: 3 }]]);

    const again = await world.act(
      manager,
      'registerVehicle',
      {
        requestId: 'v2',
        carrierPartyId: CARRIER,
        plate: '黑A12345',
        kind: 'REFRIGERATED_TRUCK',
        licenceNumber: '黑交运管2号',
        validUntilOn: '2029-01-01',
        temperatureCelsiusMin: 0,
        temperatureCelsiusMax: 4,
      },
      '... on Vehicle { id licenceNumber endedAt }',
    );
    expect(again).toMatchObject({ id: vehicleId, licenceNumber: '黑交运管2号', endedAt: null });
    expect(await linkAgain('d2', { facilityId: base.facilityId })).toMatchObject({ code: 'DEVICE_TAKEN' });
    expect(await linkAgain('d3', { vehicleId })).toMatchObject({ endedAt: null });
    expect((await push()).status).toBe(200);
    await world.act(manager, 'assignShipment', { shipmentId: next, courierId: base.courierId, vehicleId });
    expect(
      (await world.ask(manager, 'query($id: ID!) { shipment(id: $id) { state } }', { id: next })).shipment.state,
    ).toBe('ASSIGNED');
  });

  it('puts a thermometer away once its alarm is settled, and never the only one beside cold goods [8.1.1.ar]', async () => {
    const shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
    expect(await world.act(manager, 'endDevice', { deviceId: 'SN-1' })).toMatchObject({
      code: 'DEVICE_WATCHES_GOODS',
      clause: '8.4.3.bp',
    });
    await world.act(manager, 'linkDevice', {
      requestId: 'd2',
      vehicleId: base.vehicleId,
      deviceId: 'SN-2',
      secret: DEVICE_SECRET,
    });
    await world.act(manager, 'endDevice', { deviceId: 'SN-2' });
    expect(await world.act(manager, 'endDevice', { deviceId: 'SN-1' })).toMatchObject({ code: 'DEVICE_WATCHES_GOODS' });
    await deliver(shipmentId);

    await world.act(manager, 'linkDevice', {
      requestId: 'd3',
      facilityId: base.facilityId,
      deviceId: 'SN-3',
      secret: DEVICE_SECRET,
    });
    world.clock.advance(60 * MINUTE_MS);
    await world.subgraph.runOnce('watch-devices');
    const [{ id: alarmId }] = await world.rows.selectFrom('Alarm').selectAll().where('deviceId', '=', 'SN-3').execute();
    expect(await world.act(manager, 'endDevice', { deviceId: 'SN-3' })).toMatchObject({
      code: 'DEVICE_HAS_ALARM',
      clause: '8.1.1.ar',
    });
    expect(await world.act(rival, 'endDevice', { deviceId: 'SN-3' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(
      (await carrier('devices { id endedAt }')).devices.filter(({ endedAt }: any) => endedAt).map(({ id }: any) => id),
    ).toEqual(['SN-2']);
    await world.act(manager, 'acknowledgeAlarm', { alarmId });
    await world.act(manager, 'resolveAlarm', { alarmId, measure: '换了新的温度计', decision: 'RELEASE' });
    await world.act(manager, 'endDevice', { deviceId: 'SN-3' });
    await world.act(manager, 'endDevice', { deviceId: 'SN-1' });
    expect(await world.act(manager, 'endDevice', { deviceId: 'SN-1' })).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('lets a courier go, once', async () => {
    const can = async () => (await carrier('couriers { active availableActions }')).couriers;
    expect(await can()).toEqual([{ active: true, availableActions: ['END'] }]);
    expect(await world.act(rival, 'endCourier', { courierId: base.courierId })).toMatchObject({ code: 'NOT_FOUND' });
    await world.act(manager, 'endCourier', { courierId: base.courierId });
    expect(await can()).toEqual([{ active: false, availableActions: [] }]);
    expect(await world.act(manager, 'endCourier', { courierId: base.courierId })).toMatchObject({
      code: 'WRONG_STATE',
    });
  });

  it('keeps a vehicle whose alarm is not settled', async () => {
    const shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
    world.clock.advance(60 * MINUTE_MS);
    await world.subgraph.runOnce('watch-devices');
    const [{ id: alarmId }] = await world.rows.selectFrom('Alarm').selectAll().execute();
    await world.act(manager, 'acknowledgeAlarm', { alarmId });
    await world.act(manager, 'resolveAlarm', { alarmId, measure: '退回', decision: 'REJECT' });
    expect(await world.act(manager, 'endVehicle', { vehicleId: base.vehicleId })).toMatchObject({
      code: 'VEHICLE_HAS_GOODS',
    });
    await world.act(courier, 'arriveAtDepot', { shipmentId });
    await world.rows.updateTable('Alarm').set({ state: 'acknowledged' }).execute();
    expect(await world.act(manager, 'endVehicle', { vehicleId: base.vehicleId })).toMatchObject({
      code: 'VEHICLE_HAS_ALARM',
      clause: '8.1.1.ar',
    });
    await world.rows.updateTable('Alarm').set({ state: 'resolved' }).execute();
    expect(await world.act(manager, 'endVehicle', { vehicleId: base.vehicleId })).toEqual({ __typename: 'Vehicle' });
  });
});

describe("what a carrier's desk is told of its own", () => {
  let world: World;
  afterEach(() => world.close());

  it('names the sellers with whom documents were signed, the stations, the figures of a month, and until when a courier is certified [8.1.ag]', async () => {
    world = await openWorld();
    const base = await fileCarrier(world);
    await world.receive('sellers', 'sellers.filing-approved.v1', {
      filingId: 'f2',
      partyId: 'station-1',
      partyKind: 'station',
      partyName: '辉煌村服务站',
      accountId: 'acc-station',
      validUntil: null,
    });
    const shipmentId = await makeShipment(world, '1');
    const ask = (actor = manager) =>
      world.ask(
        actor,
        '{ stations { partyId name inGoodStanding } carriers { sellers { id } couriers { certifiedUntilOn } report(from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z") { takenOver deliveryFen } } }',
      );
    expect((await ask()).carriers).toEqual([
      { sellers: [], couriers: [{ certifiedUntilOn: '2027-12-31' }], report: { takenOver: 0, deliveryFen: 0 } },
    ]);
    await takeOver(world, base, shipmentId);
    expect(await ask()).toEqual({
      stations: [{ partyId: 'station-1', name: '辉煌村服务站', inGoodStanding: true }],
      carriers: [
        {
          sellers: [{ id: SELLER }],
          couriers: [{ certifiedUntilOn: '2027-12-31' }],
          report: { takenOver: 1, deliveryFen: 0 },
        },
      ],
    });
    expect(
      (await world.graphWithErrors(courier, '{ carriers { sellers { id } } }')).errors?.[0]?.extensions?.['code'],
    ).toBe('FORBIDDEN');
  });
});
