import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import { maskAddress, withoutRecipient } from './shipment/masking.policy.ts';
import {
  admin,
  bringToDoor,
  buyer,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  RECIPIENT,
  seller,
  takeOver,
  type Base,
  type World,
} from './test-world.fixture.ts';

const mediator = account('acc-mediator', { role: 'mediator' });
const finance = account('acc-finance', { role: 'finance' });
const reviewer = account('acc-reviewer', { role: 'reviewer' });
const OF_ORDER = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Order {
  shipments { id state handovers { id number } alarms { id } track { text } recipient { address full } agreedPlace }
} } }`;

describe('who decides a case', () => {
  let world: World;
  let base: Base;
  let complaints: string[];
  let asked = 0;
  const parcelsOf = async (actor: typeof mediator, orderId: string) =>
    (await world.ask(actor, OF_ORDER, { r: [{ __typename: 'Order', id: orderId }] }))._entities[0].shipments;
  beforeEach(async () => {
    complaints = ['order-in-case'];
    world = await openWorld({ complaints: () => (asked++, complaints) });
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());

  it.each([
    ['mediator', mediator],
    ['finance', finance],
  ])('as %s sees parcel, handover and temperatures of that case, and of no other [6.6.d]', async (_role, decider) => {
    const [inCase, other] = [await makeShipment(world, 'in-case'), await makeShipment(world, 'other')];
    const handovers = [await takeOver(world, base, inCase), await takeOver(world, base, other)];
    world.clock.advance(60_000);
    await world.push('SN-1', [{ at: new Date(world.clock.now()).toISOString(), temperatureCelsius: 3.5 }]);
    expect(await parcelsOf(decider, 'order-in-case')).toMatchObject([
      { id: inCase, state: 'TAKEN_OVER', handovers: [{ id: handovers[0] }], recipient: { full: false } },
    ]);
    expect(await parcelsOf(decider, 'order-other')).toEqual([]);
    const BY_ID =
      'query($s: ID!, $h: ID!) { shipment(id: $s) { id } handover(id: $h) { id } readings(shipmentId: $s) { celsiusMean } }';
    expect(await world.ask(decider, BY_ID, { s: inCase, h: handovers[0] })).toEqual({
      shipment: { id: inCase },
      handover: { id: handovers[0] },
      readings: expect.arrayContaining([{ celsiusMean: 3.5 }]),
    });
    expect(await world.ask(decider, BY_ID, { s: other, h: handovers[1] })).toEqual({
      shipment: null,
      handover: null,
      readings: [],
    });
    expect(await world.ask(decider, '{ readings(deviceId: "SN-1") { celsiusMean } }')).toEqual({ readings: [] });
    expect(await world.ask(decider, '{ shipments { edges { node { id } } } }')).toEqual({ shipments: { edges: [] } });
    complaints = [];
    expect(await parcelsOf(decider, 'order-in-case')).toEqual([]);
  });
  it('is nobody else: a reviewer sees nothing, and trust is asked only for those who decide', async () => {
    await makeShipment(world, 'in-case');
    asked = 0;
    expect(await parcelsOf(reviewer, 'order-in-case')).toEqual([]);
    expect(await parcelsOf(buyer, 'order-in-case')).toHaveLength(1);
    expect(asked).toBe(0);
  });
});

describe('what repeats an address', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const place = RECIPIENT.address;

  it('is masked as the address is: the agreed place is read by the buyer and the courier on the way, by nobody else [8.5.3.bw]', async () => {
    const base = await fileCarrier(world);
    const id = await makeShipment(world, 'a');
    await takeOver(world, base, id);
    await world.act(courier, 'callAhead', {
      shipmentId: id,
      agreedAt: new Date(world.clock.now() + 3_600_000).toISOString(),
      place,
    });
    const read = async (actor: typeof buyer) =>
      (await world.ask(actor, 'query($id: ID!) { shipment(id: $id) { agreedPlace recipient { address } } }', { id }))
        .shipment;
    for (const actor of [buyer, courier])
      expect(await read(actor)).toEqual({ agreedPlace: place, recipient: { address: place } });
    for (const actor of [seller, manager, admin, account('r', { role: 'regulator' })]) {
      expect(await read(actor)).toEqual({
        agreedPlace: '（约定地点只给收货人和配送员看）',
        recipient: { address: maskAddress(place) },
      });
    }
  });
  it('is masked within what people write about a parcel', async () => {
    const base = await fileCarrier(world);
    const id = await makeShipment(world, 'a');
    await takeOver(world, base, id);
    await bringToDoor(world, id);
    const note = `民意街8号没人，打${RECIPIENT.phone}也不接，五常镇的都这样`;
    expect(await world.act(buyer, 'refuseDelivery', { shipmentId: id, reason: 'CHANGED_MIND', note })).toEqual({
      __typename: 'Shipment',
    });
    const read = async (actor: typeof buyer) =>
      (await world.ask(actor, 'query($id: ID!) { shipment(id: $id) { refusalNote } }', { id })).shipment.refusalNote;
    expect(await read(buyer)).toBe(note);
    expect(await read(admin)).toBe('****没人，打138****5678也不接，五常镇的都这样');
  });
  it.each([
    ['民意街8号', '****'],
    ['请放在民意街8号楼下', '请放在****楼下'],
    ['米袋破了', '米袋破了'],
    ['五常市的米', '五常市的米'],
  ])('%s reads %s', (text, shown) => expect(withoutRecipient(text, RECIPIENT)).toBe(shown));
});
