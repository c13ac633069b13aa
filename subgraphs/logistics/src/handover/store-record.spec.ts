import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gatherFigures } from '@heitu/kit/rules/evidence';
import { evidence } from '../evidence/evidence.ts';
import {
  buyer,
  CARRIER,
  courier,
  DEVICE_SECRET,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  POINTS,
  SELLER,
  seller,
  type Base,
  type World,
} from '../test-world.fixture.ts';

const { facilityTemperatureCelsius: _typed, ...LOOKED_AT } = POINTS;
const MINUTE_MS = 60_000;
const STORES = '{ id name whyNot record { celsius thermometer silentMinutes } }';
const HANDOVER = `... on Handover { id facilityTemperatureCelsius facilityTemperatureSource
  storeRecord { name thermometer celsius at fromAt celsiusMin celsiusMax silentMinutes }
  points { point celsius source } verified }`;

describe("the store's temperature on a goods document [8.4.2.bh]", () => {
  let world: World;
  let base: Base;
  let storeId: string;
  const refusedAs = (code: string, path: string, text: string) => ({
    code,
    clause: code === 'FRESH_POINT_MISSING' ? '8.4.2.bi' : '8.4.2.bh',
    details: [{ path: [path], text: expect.stringContaining(text) }],
  });
  const assigned = async (key: string, change: object = {}, line: object = {}): Promise<string> => {
    const shipmentId = await makeShipment(world, key, change, line);
    await world.act(manager, 'assignShipment', { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId });
    return shipmentId;
  };
  const store = async (name: string, more: object = {}) =>
    await world.act(
      manager,
      'registerFacility',
      {
        requestId: `store-${Buffer.from(name).toString('hex')}`,
        carrierPartyId: CARRIER,
        sellerPartyId: SELLER,
        kind: 'COLD_STORE',
        name,
        divisionCode: '230184',
        address: '五常市龙凤山镇',
        temperatureCelsiusMin: 0,
        temperatureCelsiusMax: 4,
        ...more,
      },
      '... on Facility { id sellerPartyId }',
    );
  const hang = (facilityId: string, deviceId: string) =>
    world.act(manager, 'linkDevice', { requestId: deviceId, facilityId, deviceId, secret: DEVICE_SECRET });
  const reports = (deviceId: string, ...celsius: number[]) =>
    world.push(
      deviceId,
      celsius.map((temperatureCelsius, i) => ({
        at: new Date(world.clock.now() - (celsius.length - 1 - i) * 5 * MINUTE_MS).toISOString(),
        temperatureCelsius,
      })),
    );
  const open = (shipmentId: string, more: object = {}) =>
    world.act(courier, 'openHandover', { shipmentId, ...LOOKED_AT, ...more }, HANDOVER);
  const storesOf = async (id: string, who = courier) =>
    (await world.ask(who, `query($id: ID!) { shipment(id: $id) { stores ${STORES} } }`, { id })).shipment.stores;
  const figures = async () => {
    const context = world.subgraph.contextFor({ kind: 'peer', id: 'trust', grants: [] }, 'test');
    const span = { fromMs: 0, toMs: world.clock.now() + 1 };
    const [counted] = await gatherFigures({ '8.4.2.bh-bi': evidence['8.4.2.bh-bi'] }, context, span);
    return counted?.figures.map(({ value, outOf, verdict }) => [value, outOf, verdict]);
  };
  const signed = async (handoverId: string) => {
    await world.act(seller, 'signHandover', { handoverId, as: 'SELLER', custodian: '李会计' });
    await world.act(courier, 'signHandover', { handoverId, as: 'CARRIER', custodian: '单据员老赵' });
  };

  beforeAll(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
  });
  afterAll(() => world.close());

  it('is typed, and shown as typed, where no store of the seller has a thermometer', async () => {
    const shipmentId = await assigned('typed');
    const foreign = await store('别家的', { sellerPartyId: 'seller-2' });
    expect(foreign).toMatchObject({ code: 'NOT_FOUND', details: [{ path: ['sellerPartyId'] }] });
    ({ id: storeId } = await store('冷鲜仓'));
    expect(await storesOf(shipmentId)).toEqual([]);
    expect(await open(shipmentId)).toMatchObject({
      code: 'FRESH_POINT_MISSING',
      details: [{ path: ['facilityTemperatureCelsius'] }],
    });
    const typed = await open(shipmentId, { facilityTemperatureCelsius: 2 });
    expect(typed).toMatchObject({
      facilityTemperatureCelsius: 2,
      facilityTemperatureSource: 'TYPED',
      storeRecord: null,
    });
    expect(typed.points.slice(0, 2)).toEqual([
      { point: 'facilityTemperatureCelsius', celsius: 2, source: 'TYPED' },
      { point: 'productTemperatureCelsius', celsius: 3, source: null },
    ]);
    await signed(typed.id);
    // It never counts as measured.
    expect(await figures()).toEqual([
      [1, 1, 'met'],
      [0, 0, 'few'],
      [1, null, null],
    ]);
  });

  it('is read by the platform alone where one has, and refused while it is silent, warm, or was', async () => {
    await hang(storeId, 'SN-S1');
    const shipmentId = await assigned('read');
    expect(await open(shipmentId, { facilityTemperatureCelsius: 2 })).toMatchObject(
      refusedAs('STORE_HAS_THERMOMETER', 'facilityTemperatureCelsius', '不用填'),
    );
    expect(await open(shipmentId)).toMatchObject(refusedAs('STORE_SILENT', 'facilityId', '没有上报过'));
    world.clock.advance(40 * MINUTE_MS);
    await reports('SN-S1', 2, 9, 9, 9, 9);
    expect(await open(shipmentId)).toMatchObject(refusedAs('TEMPERATURE_OUT_OF_RANGE', 'facilityId', '现在9°C'));
    world.clock.advance(10 * MINUTE_MS);
    await reports('SN-S1', 3);
    expect(await open(shipmentId)).toMatchObject(refusedAs('TEMPERATURE_OUT_OF_RANGE', 'facilityId', '到过9°C'));
    expect(await storesOf(shipmentId, seller)).toEqual([
      {
        id: storeId,
        name: '冷鲜仓',
        whyNot: expect.stringContaining('到过9°C'),
        record: { celsius: 3, thermometer: 'SN-S1', silentMinutes: 0 },
      },
    ]);
    expect(await storesOf(shipmentId, buyer)).toBeNull();
    expect(await world.rows.selectFrom('Handover').select('id').execute()).toHaveLength(1);
  });

  it('stands on the document, and turns the evidence when the store tells late that it was warm', async () => {
    world.clock.advance(120 * MINUTE_MS);
    const shipmentId = await assigned('cold');
    const at = world.clock.now();
    await reports('SN-S1', 2.5, 2, 2, 2.2);
    const document = await open(shipmentId, { facilityId: storeId });
    expect(document).toMatchObject({
      facilityTemperatureCelsius: 2.2,
      facilityTemperatureSource: 'MEASURED',
      verified: true,
      storeRecord: {
        name: '冷鲜仓',
        thermometer: 'SN-S1',
        celsius: 2.2,
        at: new Date(at).toISOString(),
        fromAt: new Date(at - 45 * MINUTE_MS).toISOString(),
        celsiusMin: 2,
        celsiusMax: 2.5,
        silentMinutes: 0,
      },
    });
    expect(document.points[0]).toEqual({ point: 'facilityTemperatureCelsius', celsius: 2.2, source: 'MEASURED' });
    await signed(document.id);
    expect((await figures())?.slice(1)).toEqual([
      [1, 1, 'met'],
      [1, null, null],
    ]);
    await world.push(
      'SN-S1',
      [30, 26, 22, 18, 16].map((minutes) => ({
        at: new Date(at - minutes * MINUTE_MS).toISOString(),
        temperatureCelsius: 9,
      })),
    );
    expect((await figures())?.slice(1)).toEqual([
      [0, 1, 'breached'],
      [1, null, null],
    ]);
  });

  it('is missed by the evidence where the thermometer was silent for long while the goods stood there', async () => {
    const shipmentId = await assigned('silent');
    world.clock.advance(90 * MINUTE_MS);
    await reports('SN-S1', 2);
    const document = await open(shipmentId);
    expect(document.storeRecord).toMatchObject({ celsius: 2, silentMinutes: 90 });
    await signed(document.id);
    expect((await figures())?.at(1)).toEqual([0, 2, 'breached']);
  });

  it('is asked for by name where two stores could be meant; frozen goods do not come from a chilled one', async () => {
    const { id: otherId } = await store('后仓');
    await hang(otherId, 'SN-S2');
    await reports('SN-S2', 1);
    const shipmentId = await assigned('two');
    expect(await open(shipmentId)).toMatchObject(refusedAs('FRESH_POINT_MISSING', 'facilityId', '哪个库'));
    expect(await open(shipmentId, { facilityId: base.facilityId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await open(shipmentId, { facilityId: otherId })).toMatchObject({
      storeRecord: { name: '后仓', celsius: 1 },
    });
    const frozen = { storage: 'frozen', temperatureCelsiusMin: -25, temperatureCelsiusMax: -18 };
    expect(await storesOf(await makeShipment(world, 'frozen', {}, frozen), seller)).toEqual([]);
    expect(await storesOf(await makeShipment(world, 'dry', {}, { storage: 'ambient' }), seller)).toEqual([]);
  });

  it('keeps its last thermometer while packed fresh goods stand in it [8.4.3.bp]', async () => {
    const end = (deviceId: string) => world.act(manager, 'endDevice', { deviceId }, '... on Device { id }');
    expect(await end('SN-S2')).toMatchObject({ code: 'DEVICE_WATCHES_GOODS' });
    const standing = await world.rows.selectFrom('Shipment').select('id').where('state', 'in', ['ready', 'assigned']);
    for (const { id } of await standing.execute())
      await world.rows.updateTable('Shipment').set({ state: 'taken-over' }).where('id', '=', id).execute();
    expect(await end('SN-S2')).toMatchObject({ id: 'SN-S2' });
  });
});
