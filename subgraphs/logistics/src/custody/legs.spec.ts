import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import {
  buyer,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  rival,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';

const LEGS = `query($id: ID!) { shipment(id: $id) { legs { id kind state place givenUnits takenUnits sealNumber problems availableActions } } }`;

describe('from hand to hand within the carrier [8.4.2.bj]', () => {
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
  const legsOf = async (actor = manager) => (await world.ask(actor, LEGS, { id: shipmentId })).shipment.legs;
  const store = (more: object = {}) =>
    world.act(courier, 'storeShipment', { shipmentId, facilityId: base.facilityId, ...more });

  it('is signed by both, each with what they counted, sealed and measured', async () => {
    await store({ units: 2, sealNumber: 'F-001', sealWhole: true, temperatureCelsius: 3 });
    const [leg] = await legsOf();
    expect(leg).toMatchObject({
      kind: 'INTO_STORE',
      state: 'OPEN',
      place: '一号预冷库',
      givenUnits: 2,
      takenUnits: null,
      sealNumber: 'F-001',
      problems: [],
      availableActions: ['SIGN'],
    });
    expect((await legsOf(courier))[0].availableActions).toEqual([]);
    const found = { legId: leg.id, units: 2, sealWhole: true, temperatureCelsius: 3 };
    expect(await world.act(courier, 'signCustodyLeg', found)).toMatchObject({
      code: 'SAME_SIGNER',
      clause: '8.4.2.bj',
    });
    for (const stranger of [rival, buyer])
      await world.act(stranger, 'signCustodyLeg', found).then(
        (answer) => expect(answer).toMatchObject({ code: 'NOT_FOUND' }),
        (error: Error) => expect(error.message).toContain('FORBIDDEN'),
      );
    expect((await legsOf())[0].state).toBe('OPEN');
    await world.act(manager, 'signCustodyLeg', found);
    expect(await legsOf()).toMatchObject([{ state: 'SIGNED', takenUnits: 2, problems: [], availableActions: [] }]);
    expect(await world.act(manager, 'signCustodyLeg', found)).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('says what does not agree: the count, the seal, the cold', async () => {
    await store({ units: 2, sealNumber: 'F-001' });
    const [{ id: legId }] = await legsOf();
    await world.act(manager, 'signCustodyLeg', { legId, units: 1, sealWhole: false, temperatureCelsius: 9 });
    expect((await legsOf())[0].problems).toEqual(['交2件，接1件', '封签不完好', '接货时9°C']);
  });

  it('out of the store it is the courier who signs; what nobody signed before is left unsigned', async () => {
    await store();
    await world.act(manager, 'releaseFromStorage', { shipmentId });
    expect(await legsOf(courier)).toMatchObject([
      { kind: 'INTO_STORE', state: 'UNSIGNED', availableActions: [] },
      { kind: 'OUT_OF_STORE', state: 'OPEN', availableActions: ['SIGN'] },
    ]);
    expect((await legsOf())[1].availableActions).toEqual([]);
    const [, { id: legId }] = await legsOf();
    expect(await world.act(manager, 'signCustodyLeg', { legId, units: 2 })).toMatchObject({ code: 'SAME_SIGNER' });
    await world.act(courier, 'signCustodyLeg', { legId, units: 2 });
    expect((await legsOf())[1]).toMatchObject({ state: 'SIGNED', problems: [] });
  });

  it('waits a working day for the other side, and not a moment longer', async () => {
    world.clock.set('2026-11-26T02:00:00Z');
    await store();
    world.clock.advance(DAY_MS - 1);
    await world.subgraph.runOnce();
    expect((await legsOf())[0].state).toBe('OPEN');
    world.clock.advance(1);
    await world.subgraph.runOnce();
    expect(await legsOf()).toMatchObject([{ state: 'UNSIGNED', availableActions: [] }]);
  });

  it('a claim says where the goods were, stretch by stretch', async () => {
    await store();
    world.clock.advance(HOUR_MS);
    await world.act(courier, 'releaseFromStorage', { shipmentId });
    world.clock.advance(HOUR_MS);
    await world.act(buyer, 'refuseDelivery', { shipmentId, reason: 'DAMAGED' });
    await world.subgraph.runOnce();
    const [{ claim }] = world.events('logistics.shipment-refused.v1');
    expect(claim.held.map(({ where, fromMs, toMs }: any) => [where, toMs - fromMs])).toEqual([
      ['一号预冷库', HOUR_MS],
      ['黑A12345', HOUR_MS],
    ]);
    expect(claim.shares).toMatchObject([
      { part: 'carrier', permille: 1000 },
      { part: 'seller', permille: 0 },
    ]);
  });
});
