import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { SERVICE_DEFAULTS } from '../carrier/carrier.policy.ts';
import { CENTRE_HOURS_MAX } from '../collection/collection.policy.ts';
import {
  buyer,
  CARRIER,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  SELLER,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';

const AGREED = {
  responseMinutes: 30,
  takeOverHours: 6,
  remitWorkingDays: 1,
  returnHours: 12,
  returnPlace: '合作社院内',
  collectFromHour: 8,
  collectUntilHour: 20,
};

describe('what a seller and its carrier agreed', () => {
  let world: World;
  let base: Base;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());

  const signed = (contractId: string, terms: object, change: object = {}) =>
    world.receive('sellers', 'sellers.contract-signed.v1', {
      contractId,
      number: contractId,
      partyId: SELLER,
      withPartyId: CARRIER,
      validFromOn: '2026-11-01',
      validUntilOn: '2027-10-31',
      signedAtMs: world.clock.now(),
      terms: { kind: 'delivery', ...terms },
      ...change,
    });
  const shipmentOf = (id: string) =>
    world.rows.selectFrom('Shipment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  /** How long after it was ready a parcel of now is to be answered and taken over. */
  const given = async (key: string): Promise<[number, number]> => {
    const parcel = await shipmentOf(await makeShipment(world, key));
    return [
      (parcel.respondDueAtMs - parcel.readyAtMs) / MINUTE_MS,
      (parcel.takeOverDueAtMs - parcel.readyAtMs) / HOUR_MS,
    ];
  };
  const BY_DEFAULT = [SERVICE_DEFAULTS.responseMinutes, SERVICE_DEFAULTS.takeOverHours];

  it('says how soon a parcel is answered and taken over; the default only where it is silent [8.5.1.bq] [8.5.1.bs]', async () => {
    expect(await given('1')).toEqual(BY_DEFAULT);
    await signed('k-1', AGREED);
    expect(await given('2')).toEqual([30, 6]);
    // The one that was signed last holds, and is silent about the answer.
    world.clock.advance(MINUTE_MS);
    await signed('k-2', { takeOverHours: 4 });
    expect(await given('3')).toEqual([SERVICE_DEFAULTS.responseMinutes, 4]);
  });

  it('holds from its first day to its last, and between these two alone', async () => {
    await signed('k-1', AGREED, { validFromOn: '2026-12-01' });
    await signed('k-2', AGREED, { withPartyId: 'carrier-2' });
    await signed('k-3', AGREED, { partyId: 'seller-2' });
    expect(await given('1')).toEqual(BY_DEFAULT);
    world.clock.set('2026-11-30T16:00:00Z');
    expect(await given('2')).toEqual([30, 6]);
    world.clock.set('2027-10-31T15:59:59Z');
    expect(await given('3')).toEqual([30, 6]);
    world.clock.set('2027-10-31T16:00:00Z');
    expect(await given('4')).toEqual(BY_DEFAULT);
  });

  it('says by when cash of the door is paid back: the contract of the day on which it was taken [8.2.az] [8.5.3.ca]', async () => {
    const dueOf = async (key: string) => {
      const shipmentId = await makeShipment(world, key, { payment: 'cash-on-delivery' });
      await takeOver(world, base, shipmentId);
      await world.act(courier, 'recordCodCollected', { requestId: `cod-${key}`, shipmentId, amountFen: 5000 });
      const { dueAtMs } = await world.rows
        .selectFrom('CodRemittance')
        .select('dueAtMs')
        .where('shipmentId', '=', shipmentId)
        .executeTakeFirstOrThrow();
      return dueAtMs;
    };
    expect(await dueOf('1')).toBe(addWorkingDays(world.clock.now(), SERVICE_DEFAULTS.remitWorkingDays));
    await signed('k-1', AGREED);
    expect(await dueOf('2')).toBe(addWorkingDays(world.clock.now(), 1));
  });

  it('says how long a carrier keeps what was refused before its seller has it [8.5.4.3.cf]', async () => {
    const givenBackBy = async (key: string) => {
      const shipmentId = await makeShipment(world, key);
      await takeOver(world, base, shipmentId);
      await world.act(buyer, 'refuseDelivery', { shipmentId, reason: 'CHANGED_MIND' });
      await world.act(courier, 'arriveAtDepot', { shipmentId });
      return (await shipmentOf(shipmentId)).giveBackByMs;
    };
    expect(await givenBackBy('1')).toBe(addWorkingDays(world.clock.now(), 2));
    await signed('k-1', { giveBackWorkingDays: 4 });
    expect(await givenBackBy('2')).toBe(addWorkingDays(world.clock.now(), 4));
  });

  it('says what of a loss is the carrier’s; all of it where it is silent [6.6.d]', async () => {
    const [first, second] = [await makeShipment(world, '1'), await makeShipment(world, '2')];
    await takeOver(world, base, first);
    world.clock.advance(DAY_MS);
    await signed('k-1', { lostSharePercent: 60 }, { validFromOn: '2026-11-26' });
    await takeOver(world, base, second);
    world.clock.advance(60 * DAY_MS);
    await world.subgraph.runOnce();
    const ended = world
      .events('logistics.shipment-ended.v1')
      .map((one) => [one.shipmentId, one.how, one.carrierPermille]);
    expect(ended.sort()).toEqual(
      [
        [first, 'lost', undefined],
        [second, 'lost', 600],
      ].sort(),
    );
  });

  const appointed = async (key: string, agreedAt: string) => {
    await world.receive('orders', 'orders.collection-due.v1', {
      afterSaleId: `as-${key}`,
      orderId: `order-${key}`,
      kind: 'return',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      carrierPartyId: CARRIER,
      refundFen: 5000,
      lines: [{ skuId: 'sku-1', title: '五常蓝莓', units: 1, accessories: '' }],
    });
    const { id: collectionId } = await world.rows
      .selectFrom('Collection')
      .select('id')
      .where('afterSaleId', '=', `as-${key}`)
      .executeTakeFirstOrThrow();
    await world.act(manager, 'assignCollection', { collectionId, courierId: base.courierId });
    const answer = await world.act(courier, 'appointCollection', { collectionId, agreedAt, place: '家里' });
    return { collectionId, answer };
  };

  it('says between which hours goods are fetched at a door [8.6.ch]', async () => {
    const AT_NIGHT = '2026-11-26T12:00:00Z';
    expect((await appointed('1', AT_NIGHT)).answer).toEqual({ __typename: 'Collection' });
    await signed('k-1', AGREED);
    const { collectionId, answer } = await appointed('2', AT_NIGHT);
    expect(answer).toMatchObject({ code: 'OUTSIDE_AGREED_HOURS', clause: '8.6.ch' });
    const { agreedAtMs } = await world.rows
      .selectFrom('Collection')
      .select('agreedAtMs')
      .where('id', '=', collectionId)
      .executeTakeFirstOrThrow();
    expect(agreedAtMs).toBeNull();
    const inTheLastHour = { collectionId, agreedAt: '2026-11-26T11:59:00Z', place: '家里' };
    expect(await world.act(courier, 'appointCollection', inTheLastHour)).toEqual({ __typename: 'Collection' });
  });

  it('says when and where a return is handed to the seller [8.6.ci]', async () => {
    const taken = async (key: string) => {
      const { collectionId } = await appointed(key, new Date(world.clock.now() + HOUR_MS).toISOString());
      const atMs = world.clock.now();
      const steps = { identityCheckedAtMs: atMs, settledAtMs: atMs, inspectedAtMs: atMs, recordedAtMs: atMs };
      await world.rows
        .updateTable('Collection')
        .set({ ...steps, courierSignedAtMs: atMs, consumerSignedAtMs: atMs })
        .where('id', '=', collectionId)
        .execute();
      await world.act(courier, 'takeCollection', { collectionId });
      return collectionId;
    };
    const collectionOf = (id: string) =>
      world.rows
        .selectFrom('Collection')
        .select(['state', 'centreDueAtMs', 'centrePlace'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    const first = await taken('1');
    expect((await collectionOf(first)).centreDueAtMs).toBe(world.clock.now() + CENTRE_HOURS_MAX * HOUR_MS);
    const nowhere = { collectionId: first, conditionOk: true };
    expect(await world.act(courier, 'handOverCollection', nowhere)).toMatchObject({
      code: 'PLACE_NEEDED',
      clause: '8.6.ci',
    });
    expect(await collectionOf(first)).toMatchObject({ state: 'taken', centrePlace: null });
    await signed('k-1', AGREED);
    const second = await taken('2');
    expect((await collectionOf(second)).centreDueAtMs).toBe(world.clock.now() + 12 * HOUR_MS);
    await world.act(courier, 'handOverCollection', { collectionId: second, conditionOk: true });
    expect(await collectionOf(second)).toMatchObject({ state: 'at-centre', centrePlace: '合作社院内' });
    // What was taken before the contract keeps the time that held then.
    expect((await collectionOf(first)).centreDueAtMs).toBe(world.clock.now() + CENTRE_HOURS_MAX * HOUR_MS);
    // So does what the carrier bears of it, where it loses it.
    world.clock.advance(DAY_MS);
    await signed('k-2', { ...AGREED, lostSharePercent: 60 }, { validFromOn: '2026-11-26' });
    await taken('3');
    world.clock.advance(60 * DAY_MS);
    await world.subgraph.runOnce();
    const lost = world.events('logistics.collection-lost.v1');
    expect(lost.map((one) => [one.afterSaleId, one.carrierPermille]).sort()).toEqual([
      ['as-1', undefined],
      ['as-2', undefined],
      ['as-3', 600],
    ]);
  });
});
