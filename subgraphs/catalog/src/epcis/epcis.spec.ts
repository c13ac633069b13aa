import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import epcis2 from 'epcis2.js';
import { act, documentedLot, draft, openRoom, rowCount, seller } from '../testing.fixture.ts';
import { traceEventInput } from '../trace/traced-lot.fixture.ts';
import { lotUri } from './identifiers.ts';

const { eventToHashedId, validateEpcisDocument } = epcis2;
const publicUrl = 'http://heitu.test';
const GTIN_OF_OUR_OWN = '2000000000015';

describe('a lot in EPCIS', () => {
  let room: TestSubgraph;
  let lotId: string;
  let code: string;
  beforeEach(async () => {
    room = await openRoom();
    const { skuId } = await draft(room);
    ({ lotId, code } = await documentedLot(room, skuId));
  });
  afterEach(() => room.close());

  const write = (more: object) => act(room, seller, 'recordTraceEvent', traceEventInput(lotId, more), 'sequence');
  const kilograms = (name: string, quantity: number, lotCode: string | null = null) => ({
    name,
    quantity,
    unit: 'KG',
    lotCode,
  });
  /** As partners get it, held to the schema and the published algorithm. */
  async function events(): Promise<any[]> {
    await act(room, seller, 'releaseLot', { lotId });
    const request = { method: 'GET', path: `/epcis/${code}`, query: {}, headers: {}, body: Buffer.alloc(0) };
    const document = JSON.parse(String((await room.subgraph.edge(request, ANONYMOUS, 'r')).body));
    expect(validateEpcisDocument(structuredClone(document), false).errors).toEqual([]);
    for (const event of document.epcisBody.eventList)
      expect(event.eventID).toBe(eventToHashedId(structuredClone(event), document['@context']));
    return document.epcisBody.eventList;
  }

  it('transforms what went in into what came out, and the lot begins when it is packed', async () => {
    await write({
      bizStep: 'commissioning',
      at: '2026-10-01T01:00:00Z',
      title: '收割',
      produced: [kilograms('稻谷', 3100.5)],
    });
    await write({
      bizStep: 'other',
      at: '2026-10-02T01:00:00Z',
      title: '碾米',
      consumed: [kilograms('稻谷', 3100.5)],
      produced: [kilograms('大米', 2100), kilograms('米糠', 280.25)],
    });
    await write({ bizStep: 'storing', at: '2026-10-03T01:00:00Z', temperatureCelsius: 12.5 });
    await write({
      at: '2026-10-04T01:00:00Z',
      consumed: [kilograms('大米', 2010)],
      produced: [kilograms('袋装大米', 2000, code)],
    });
    const [, , harvest, milling, storing, packing, release] = await events();
    const goods = (name: string) => `${publicUrl}/trace/${code}#goods-${encodeURIComponent(name)}`;
    const bags = { epcClass: `${publicUrl}/trace/${code}`, quantity: 400 };
    expect([harvest.type, harvest.action, harvest.bizStep]).toEqual(['ObjectEvent', 'ADD', 'commissioning']);
    expect(harvest.quantityList).toEqual([{ epcClass: goods('稻谷'), quantity: 3100.5, uom: 'KGM' }]);
    expect(milling).toMatchObject({
      type: 'TransformationEvent',
      bizStep: 'commissioning',
      inputQuantityList: [{ epcClass: goods('稻谷'), quantity: 3100.5, uom: 'KGM' }],
      outputQuantityList: [
        { epcClass: goods('大米'), quantity: 2100, uom: 'KGM' },
        { epcClass: goods('米糠'), quantity: 280.25, uom: 'KGM' },
      ],
    });
    expect(storing.quantityList.map(({ epcClass }: any) => epcClass)).toEqual([goods('大米'), goods('米糠')]);
    expect(storing.sensorElementList[0].sensorReport).toEqual([{ type: 'Temperature', value: 12.5, uom: 'CEL' }]);
    expect(packing).toMatchObject({
      type: 'TransformationEvent',
      bizStep: 'packing',
      outputQuantityList: [bags],
      ilmd: { 'cbvmda:lotNumber': code, 'cbvmda:bestBeforeDate': '2027-11-01', 'heitu:netKilograms': '2000' },
    });
    expect(release).toMatchObject({
      bizStep: 'stocking',
      quantityList: [bags],
      certificationInfo: `${publicUrl}/trace/${code}#papers`,
    });
  });

  it('pools other lots by their codes', async () => {
    const { skuId } = await draft(room);
    const other = await documentedLot(room, skuId);
    await act(room, seller, 'releaseLot', { lotId: other.lotId });
    await write({ consumed: [kilograms('大米', 50, other.code)], produced: [kilograms('袋装大米', 49, code)] });
    const pooling = (await events()).find(({ type }) => type === 'TransformationEvent');
    expect(pooling.inputQuantityList).toEqual([
      { epcClass: `${publicUrl}/trace/${other.code}`, quantity: 50, uom: 'KGM' },
    ]);
  });

  it.each([
    [
      'more made than used',
      { consumed: [kilograms('稻谷', 10)], produced: [kilograms('大米', 10.001)] },
      'MORE_OUT_THAN_IN',
    ],
    [
      'more used than was made',
      { consumed: [kilograms('稻谷', 101)], produced: [kilograms('大米', 70)] },
      'MORE_USED_THAN_MADE',
    ],
    ['an unknown lot', { consumed: [kilograms('稻谷', 10, 'NOT-THERE')] }, 'LOT_UNKNOWN'],
    ['another lot as what was made', { produced: [kilograms('稻谷', 10, 'NOT-THERE')] }, 'LOT_UNKNOWN'],
    ['nothing at all', { produced: [kilograms('稻谷', 0)] }, 'INVALID_INPUT'],
  ])('refuses %s and writes nothing', async (_what, more, refusal) => {
    await write({ bizStep: 'commissioning', produced: [kilograms('稻谷', 100)] });
    const before = await rowCount(room, 'TraceEvent');
    expect(await write(more)).toMatchObject({ code: refusal });
    expect(await rowCount(room, 'TraceEvent')).toBe(before);
  });

  it('declares what was corrected wrong, and names the event that is right', async () => {
    const harvest = (quantity: number, more = {}) =>
      write({ bizStep: 'commissioning', produced: [kilograms('稻谷', quantity)], ...more });
    const { sequence } = await harvest(1000);
    await harvest(100, { correctsSequence: sequence });
    const [, , wrong, right] = await events();
    expect(wrong.errorDeclaration).toEqual({
      declarationTime: right.recordTime,
      reason: 'incorrect_data',
      correctiveEventIDs: [right.eventID],
    });
    expect(right.errorDeclaration).toBeUndefined();
    // What was wrong no longer counts: only 100 kg can be used.
    expect(await write({ consumed: [kilograms('稻谷', 101)] })).toMatchObject({ code: 'MORE_USED_THAN_MADE' });
    expect(await write({ consumed: [kilograms('稻谷', 100)] })).toMatchObject({ sequence: expect.any(Number) });
  });

  it('puts bags into a parcel that names no shipment, and tells what its loggers read', async () => {
    const shipment = {
      shipmentId: 'shipment-1',
      handoverId: 'h1',
      orderId: 'order-1',
      afterSaleId: null,
      carrierPartyId: 'c1',
      trackingNumber: 'T1',
      atMs: room.clock.now(),
      productTemperatureCelsius: 3.5,
      lots: [{ lotId, units: 2 }],
    };
    await room.receive('logistics', 'logistics.shipment-taken-over.v1', shipment);
    await room.receive('logistics', 'logistics.shipment-delivered.v1', {
      ...shipment,
      courierAccountId: 'courier',
      inTime: true,
      temperatures: { celsiusMin: 2, celsiusMax: 4.5, celsiusMean: 3.25, fromMs: shipment.atMs, toMs: shipment.atMs },
    });
    await room.receive('logistics', 'logistics.shipment-returned.v1', { ...shipment, resellable: true });
    const told = await events();
    const parcels = told.filter(({ parentID, epcList }) => parentID ?? epcList);
    expect(parcels.map(({ type, action, bizStep }) => [type, action, bizStep])).toEqual([
      ['AggregationEvent', 'ADD', 'packing'],
      ['ObjectEvent', 'OBSERVE', 'shipping'],
      ['ObjectEvent', 'OBSERVE', 'retail_selling'],
      ['AggregationEvent', 'DELETE', 'unpacking'],
      ['ObjectEvent', 'OBSERVE', 'receiving'],
    ]);
    expect(new Set(parcels.map(({ parentID, epcList }) => parentID ?? epcList[0])).size).toBe(1);
    expect(parcels[0].childQuantityList).toEqual([{ epcClass: `${publicUrl}/trace/${code}`, quantity: 2 }]);
    const at = new Date(shipment.atMs).toISOString();
    expect(parcels[2].sensorElementList).toEqual([
      {
        sensorMetadata: { startTime: at, endTime: at },
        sensorReport: [{ type: 'Temperature', minValue: 2, maxValue: 4.5, meanValue: 3.25, uom: 'CEL' }],
      },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/shipment-1|order-1|courier|李建国/);
  });

  it.each([
    ['a licensed GTIN', '6901234567892', 'LOT-1', 'https://id.gs1.org/01/06901234567892/10/LOT-1'],
    ['a number of our own', GTIN_OF_OUR_OWN, 'LOT-1', `${publicUrl}/trace/LOT-1`],
    ['no number', null, 'LOT-1', `${publicUrl}/trace/LOT-1`],
    ['a batch too long for GS1', '6901234567892', 'L'.repeat(21), `${publicUrl}/trace/${'L'.repeat(21)}`],
  ])('is identified by %s', (_what, gtin, lotCode, uri) => {
    expect(lotUri({ code: lotCode, gtin, publicUrl })).toBe(uri);
  });
});
