import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import {
  bringToDoor,
  buyer,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  seller,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';

const LEGS = `query($id: ID!) { shipment(id: $id) { state legs { id kind state stateLabel place givenUnits givenCelsius takenUnits sealNumber problems availableActions } } }`;

describe('from hand to hand at the door and back to the seller [8.4.2.bj]', () => {
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
  const signatures = () =>
    world.rows
      .selectFrom('CustodyLeg')
      .select(['kind', 'givenBy', 'takenBy', 'givenSignature', 'takenSignature'])
      .orderBy('openedAtMs')
      .orderBy('id')
      .execute();
  const deliver = () => world.act(buyer, 'signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' });
  const refuse = (actor = buyer) => world.act(actor, 'refuseDelivery', { shipmentId, reason: 'CHANGED_MIND' });

  it('the courier shows what they bring, counted and measured, and the buyer signs [8.5.4.2.ce]', async () => {
    await bringToDoor(world, shipmentId);
    const found = { units: 2, sealNumber: 'F-9', sealWhole: true, temperatureCelsius: 3.5 };
    await world.act(courier, 'recordOuterPackagingOpened', { shipmentId, ...found });
    expect((await legsOf()).at(-1)).toMatchObject({
      kind: 'TO_BUYER',
      state: 'OPEN',
      stateLabel: '等收货人签字',
      place: '',
      givenUnits: 2,
      givenCelsius: 3.5,
      sealNumber: 'F-9',
      takenUnits: null,
      problems: [],
      availableActions: [],
    });
    expect(await deliver()).toMatchObject({ __typename: 'Shipment' });
    expect((await legsOf()).at(-1)).toMatchObject({ kind: 'TO_BUYER', state: 'SIGNED', takenUnits: 2, problems: [] });
    const signed = (await signatures()).at(-1);
    expect(signed).toMatchObject({ givenBy: courier.id, takenBy: buyer.id });
    expect(signed.givenSignature).not.toBe(signed.takenSignature);
  });

  it('one that the buyer did not sign is left after a working day; who signs later waits for the courier', async () => {
    world.clock.set('2026-11-26T02:00:00Z');
    await bringToDoor(world, shipmentId);
    world.clock.advance(DAY_MS - 1);
    await world.subgraph.runOnce();
    expect((await legsOf()).at(-1).state).toBe('OPEN');
    world.clock.advance(1);
    await world.subgraph.runOnce();
    expect((await legsOf()).at(-1).state).toBe('UNSIGNED');
    await deliver();
    const [, late] = await legsOf(courier);
    expect(late).toMatchObject({ kind: 'TO_BUYER', state: 'OPEN', takenUnits: 2, availableActions: ['SIGN'] });
    await world.act(courier, 'signCustodyLeg', { legId: late.id, units: 2 });
    expect((await legsOf())[1]).toMatchObject({ state: 'SIGNED' });
  });

  it('a refusal is a row as well, with the signature of who refused, and nothing is handed over [8.5.4.3.cf]', async () => {
    await bringToDoor(world, shipmentId);
    await refuse();
    expect(await legsOf()).toMatchObject([
      { kind: 'TO_BUYER', state: 'REFUSED', givenUnits: 2, takenUnits: 0, problems: [], availableActions: [] },
    ]);
    expect((await signatures())[0]).toMatchObject({ givenBy: courier.id, takenBy: buyer.id });
  });

  it('where the courier says it for the buyer there is one signature alone', async () => {
    await refuse(courier);
    expect(await legsOf()).toMatchObject([{ kind: 'TO_BUYER', state: 'REFUSED', givenUnits: 2, takenUnits: null }]);
    expect((await signatures())[0]).toMatchObject({ givenBy: courier.id, takenBy: null });
  });

  it('back by depot to the seller, each signed by both; what came short is seen', async () => {
    await refuse();
    await world.act(courier, 'arriveAtDepot', { shipmentId, units: 2, temperatureCelsius: 3 });
    const depot = (await legsOf()).at(-1);
    expect(depot).toMatchObject({ kind: 'INTO_STORE', state: 'OPEN', givenUnits: 2, availableActions: ['SIGN'] });
    await world.act(manager, 'signCustodyLeg', { legId: depot.id, units: 2 });
    world.clock.advance(HOUR_MS);
    await world.act(manager, 'returnToSeller', { shipmentId, resellable: true, units: 2 });
    const back = (await legsOf(seller)).at(-1);
    await world.subgraph.runOnce();
    expect(world.events('logistics.goods-offered-back.v1')).toMatchObject([{ afterSaleId: null, units: 2 }]);
    expect(back).toMatchObject({
      kind: 'TO_SELLER',
      state: 'OPEN',
      stateLabel: '等商家签字',
      availableActions: ['SIGN'],
    });
    expect((await legsOf(manager)).at(-1).availableActions).toEqual([]);
    expect(await world.act(manager, 'signCustodyLeg', { legId: back.id, units: 2 })).toMatchObject({
      code: 'SAME_SIGNER',
    });
    await world.act(seller, 'signCustodyLeg', { legId: back.id, units: 1 });
    expect((await legsOf()).map(({ kind, state, problems }: any) => [kind, state, problems])).toEqual([
      ['TO_BUYER', 'REFUSED', []],
      ['INTO_STORE', 'SIGNED', []],
      ['TO_SELLER', 'SIGNED', ['交2件，接1件']],
    ]);
  });

  it('a seller who has them back says so first, and the carrier signs', async () => {
    await refuse();
    await world.act(courier, 'arriveAtDepot', { shipmentId });
    await world.act(seller, 'returnToSeller', { shipmentId, resellable: false });
    const back = (await legsOf(manager)).at(-1);
    expect(back).toMatchObject({ kind: 'TO_SELLER', state: 'OPEN', takenUnits: 2, availableActions: ['SIGN'] });
    await world.act(manager, 'signCustodyLeg', { legId: back.id, units: 2 });
    expect((await legsOf()).at(-1).state).toBe('SIGNED');
    // Nobody is told of what they did themselves.
    await world.subgraph.runOnce();
    expect(world.events('logistics.goods-offered-back.v1')).toEqual([]);
  });
});
