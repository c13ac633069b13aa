import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import {
  bringToDoor,
  buyer,
  CARRIER,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  SELLER,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';

describe('what is proposed where a parcel is refused', () => {
  let world: World;
  let base: Base;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
    await takeOver(world, base, shipmentId);
  });
  afterEach(() => world.close());

  /** One reading each five minutes, the last of them now. */
  async function pushCurve(...celsius: number[]): Promise<void> {
    const startMs = world.clock.now();
    world.clock.advance(celsius.length * 5 * MINUTE_MS);
    await world.push(
      'SN-1',
      celsius.map((temperatureCelsius, i) => ({
        at: new Date(startMs + (i + 1) * 5 * MINUTE_MS).toISOString(),
        temperatureCelsius,
      })),
    );
  }
  const refuse = async (reason: string, note?: string) => {
    await world.act(buyer, 'refuseDelivery', { shipmentId, reason, note });
    await world.subgraph.runOnce();
    return world.events('logistics.shipment-refused.v1').at(0);
  };
  const all = (partyId: string) =>
    partyId === CARRIER
      ? [
          { part: 'carrier', partyId: CARRIER, permille: 1000 },
          { part: 'seller', partyId: SELLER, permille: 0 },
        ]
      : [{ part: 'seller', partyId: SELLER, permille: 1000 }];

  it("too warm while the carrier had it: the minutes are counted, and are the carrier's [8.4.3.bo]", async () => {
    await pushCurve(3, 6, 9, 7, 3);
    const { claim, reason } = await refuse('TEMPERATURE');
    expect(reason).toBe('temperature');
    expect(claim).toMatchObject({
      cause: 'temperature',
      sellerPartyId: SELLER,
      amountFen: 5600,
      clause: '8.4.3.bo',
      held: [{ part: 'carrier', partyId: CARRIER, minutesOut: 15, worstCelsius: 9, isWatched: true }],
      shares: all(CARRIER),
    });
  });
  it("cold all the way: the seller's [8.4.2.bh]", async () => {
    await pushCurve(3, 3, 3);
    expect((await refuse('TEMPERATURE')).claim).toMatchObject({ clause: '8.4.2.bh', shares: all(SELLER) });
  });
  it('nobody reported for an hour: the carrier had to watch it [8.4.3.bp]', async () => {
    world.clock.advance(60 * MINUTE_MS);
    const { claim } = await refuse('TEMPERATURE');
    expect(claim).toMatchObject({ clause: '8.4.3.bp', held: [{ isWatched: false }], shares: all(CARRIER) });
  });
  it("damaged, after both signed that it was whole: the carrier's [8.4.3.bm]", async () => {
    expect((await refuse('DAMAGED')).claim).toMatchObject({
      cause: 'damage',
      clause: '8.4.3.bm',
      shares: all(CARRIER),
    });
  });
  it('short inside of a packaging that was whole: the seller packed it so [8.5.4.3.cg]', async () => {
    await bringToDoor(world, shipmentId);
    const found = { requestId: 'c1', shipmentId, kind: 'SHORT', outerIntact: true, note: '封条没动，里面少一盒' };
    await world.act(buyer, 'openContentsCase', found);
    expect((await refuse('SHORT')).claim).toMatchObject({
      cause: 'shortage',
      clause: '8.5.4.3.cg',
      shares: all(SELLER),
    });
  });
  it('what a contract says of the cause comes before the default, as it was when the goods were taken over [8.5.1.bs]', async () => {
    const signed = (contractId: string, terms: object, validFromOn: string) =>
      world.receive('sellers', 'sellers.contract-signed.v1', {
        contractId,
        number: contractId,
        partyId: SELLER,
        withPartyId: CARRIER,
        validFromOn,
        validUntilOn: '2027-10-31',
        signedAtMs: world.clock.now(),
        terms: { kind: 'delivery', ...terms },
      });
    await signed('k-1', { damagedSharePercent: 80, temperatureSharePercent: 50 }, '2026-11-01');
    await signed('k-2', { damagedSharePercent: 10 }, '2027-01-01');
    expect((await refuse('DAMAGED')).claim).toMatchObject({
      clause: '8.5.1.bs',
      shares: [
        { part: 'carrier', partyId: CARRIER, permille: 800 },
        { part: 'seller', partyId: SELLER, permille: 200 },
      ],
    });
  });
  it('refused as late after its hour: whoever had it then; before its hour it is a wish [8.5.3.by]', async () => {
    world.clock.set('2026-11-28T02:00:01Z');
    expect((await refuse('LATE')).claim).toMatchObject({ cause: 'late', clause: '8.5.3.by', shares: all(CARRIER) });
  });
  it.each(['QUALITY', 'CHANGED_MIND', 'LATE', 'WRONG_GOODS'])('%s is between buyer and seller', async (reason) => {
    expect(await refuse(reason)).not.toHaveProperty('claim');
  });
  it('goods that the carrier itself sends back as too warm are claimed as well [8.1.1.ar]', async () => {
    await pushCurve(3, 9, 9, 9, 3);
    const { alarms } = await world.ask(manager, '{ alarms { edges { node { id } } } }');
    const alarmId = alarms.edges[0].node.id;
    await world.act(manager, 'acknowledgeAlarm', { alarmId });
    await world.act(manager, 'resolveAlarm', { alarmId, measure: '冷机坏了，货退回', decision: 'REJECT' });
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-refused.v1')).toMatchObject([
      { reason: 'temperature', claim: { clause: '8.4.3.bo', held: [{ minutesOut: 15 }], shares: all(CARRIER) } },
    ]);
  });
  it('what needs no cold has no temperature to be refused for; an exchange’s parcel is claimed as the first', async () => {
    const other = await makeShipment(
      world,
      '2',
      {},
      { storage: 'ambient', temperatureCelsiusMin: null, temperatureCelsiusMax: null },
    );
    await takeOver(world, base, other);
    await world.act(buyer, 'refuseDelivery', { shipmentId: other, reason: 'TEMPERATURE' });
    const exchange = await makeShipment(world, '3', { afterSaleId: 'as-1' });
    await takeOver(world, base, exchange);
    await world.act(buyer, 'refuseDelivery', { shipmentId: exchange, reason: 'DAMAGED' });
    await world.subgraph.runOnce();
    const refused = world.events('logistics.shipment-refused.v1');
    expect(refused).toMatchObject([
      { orderId: expect.any(String) },
      { afterSaleId: 'as-1', claim: { shares: all(CARRIER) } },
    ]);
    expect(refused[0]).not.toHaveProperty('claim');
    expect(refused[0]).not.toHaveProperty('afterSaleId');
  });
});
