import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import {
  admin,
  buyer,
  CARRIER,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  peer,
  seller,
  SELLER,
  stranger,
  takeOver,
  type Base,
  type World,
} from '../test-world.fixture.ts';
import { heldOf } from '../custody/held.loader.ts';
import { agent, fileStation, otherAgent, SERVICE, STATION } from './station.fixture.ts';
import { freePlace, placesOf } from './station.policy.ts';

describe('where a parcel stands on a shelf', () => {
  it('is by rows of four; the cold store has places of its own', () => {
    expect(placesOf(6, false)).toEqual(['A1', 'A2', 'A3', 'A4', 'B1', 'B2']);
    expect(placesOf(2, true)).toEqual(['冰1', '冰2']);
    expect(freePlace(['A1', 'A2'], new Set(['A1']))).toBe('A2');
    expect(freePlace(['A1'], new Set(['A1']))).toBeNull();
  });
});

describe('a parcel that its buyer fetches at a village station [8.1.2.as]', () => {
  let world: World;
  let base: Base;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
    await fileStation(world);
    await world.act(agent, 'setStationService', SERVICE);
    shipmentId = await makeShipment(world, '1', { stationPartyId: STATION });
    await takeOver(world, base, shipmentId);
  });
  afterEach(() => world.close());

  const PARCELS = `{ stationShelves { station { name receives } dwell { cameToday hours } places coldPlaces parcels { id daysThere isLastDay state shelf recipientName phoneTail storage units sealNumber isLocked arrivedAt fetchDueAt availableActions } } }`;
  const shelf = async (actor: Actor = agent) => (await world.ask(actor, PARCELS)).stationShelves[0];
  const PARCEL = `query($id: ID!) { shipment(id: $id) { state refusedAt availableActions legs { kind state place problems availableActions } pickup { stationName address opens arrivedAt fetchDueAt shelf code isLocked } } }`;
  const parcel = async (actor: Actor = buyer, id = shipmentId) => (await world.ask(actor, PARCEL, { id })).shipment;
  const hand = (more: object = {}, id = shipmentId) =>
    world.act(courier, 'handParcelToStation', { shipmentId: id, ...more });
  const take = (more: object = {}, actor: Actor = agent, id = shipmentId) =>
    world.act(
      actor,
      'takeParcelAtStation',
      { shipmentId: id, units: 2, temperatureCelsius: 3, ...more },
      '... on StationParcel { shelf }',
    );
  const arrive = async () => {
    await hand({ units: 2, sealNumber: 'F-1', sealWhole: true, temperatureCelsius: 3 });
    return take({ sealWhole: true });
  };
  const handOut = (code: string, actor: Actor = agent) =>
    world.act(actor, 'handOutParcel', { shipmentId, code }, '... on StationParcel { state }');
  const codeNow = async () => (await parcel()).pickup.code as string;
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  const rowNow = () =>
    world.rows.selectFrom('Shipment').selectAll().where('id', '=', shipmentId).executeTakeFirstOrThrow();

  it('passes from the courier to the station with both signatures, and stands where its goods belong', async () => {
    expect((await parcel(courier)).availableActions).toEqual(expect.arrayContaining(['HAND_TO_STATION']));
    expect((await parcel(courier)).availableActions).not.toContain('CALL_AHEAD');
    expect(
      await world.act(courier, 'callAhead', { shipmentId, agreedAt: '2027-01-01T00:00:00Z', place: '门口' }),
    ).toMatchObject({ code: 'WRONG_STATE' });
    expect(await take()).toMatchObject({ code: 'WRONG_STATE' });
    await hand({ units: 2, sealNumber: 'F-1', sealWhole: true, temperatureCelsius: 3 });
    expect((await parcel()).state).toBe('TAKEN_OVER');
    expect((await shelf()).parcels).toMatchObject([
      { state: 'TAKEN_OVER', sealNumber: 'F-1', availableActions: ['TAKE'] },
    ]);
    for (const other of [otherAgent]) expect(await take({}, other)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await take({ sealWhole: true })).toMatchObject({ shelf: '冰1' });
    expect(await parcel()).toMatchObject({
      state: 'AT_STATION',
      legs: [{ kind: 'TO_STATION', state: 'SIGNED', place: '辉煌村服务站', problems: [], availableActions: [] }],
      pickup: {
        stationName: '辉煌村服务站',
        address: '村委会旁',
        opens: '08:00',
        shelf: '冰1',
        code: expect.stringMatching(/^\d{6}$/),
        isLocked: false,
        fetchDueAt: new Date(world.clock.now() + 3 * DAY_MS).toISOString(),
      },
    });
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-at-station.v1')).toMatchObject([
      { shipmentId, orderId: 'order-1', buyerAccountId: buyer.id, stationPartyId: STATION },
    ]);
  });

  it('is taken over by the station alone where the courier’s phone is dead; the courier signs later, or it stands [8.4.2.bj]', async () => {
    expect((await shelf()).parcels).toMatchObject([{ availableActions: ['TAKE_ALONE'] }]);
    const alone = { courierHasNoPhone: true, units: 1, sealWhole: false };
    expect(await take(alone, otherAgent)).toMatchObject({ code: 'NOT_FOUND' });
    const twice = await Promise.all([take(alone), take(alone)]);
    expect(twice.filter(({ shelf: place }) => place === '冰1')).toHaveLength(1);
    const leg = async () => (await parcel(courier)).legs;
    expect(await leg()).toMatchObject([{ kind: 'TO_STATION', state: 'OPEN', availableActions: ['SIGN'] }]);
    const heldNow = async () => {
      const context = world.subgraph.contextFor(manager, 'test') as never;
      return heldOf(context, await rowNow(), null, world.clock.now() + HOUR_MS);
    };
    // The goods are the station's; that they were short then is its word alone, and not yet counted.
    expect((await heldNow()).at(-1)).toMatchObject({ part: 'station', partyId: STATION });
    expect((await heldNow()).at(-1)).not.toHaveProperty('tookFlawed');
    const [{ id: legId }] = (
      await world.ask(courier, 'query($id: ID!) { shipment(id: $id) { legs { id } } }', { id: shipmentId })
    ).shipment.legs;
    const sign = { legId, units: 2, sealWhole: true };
    await expect(world.act(agent, 'signCustodyLeg', sign)).rejects.toThrow('FORBIDDEN');
    expect(await world.act(courier, 'signCustodyLeg', sign)).toMatchObject({ __typename: 'Shipment' });
    expect(await leg()).toMatchObject([
      { state: 'SIGNED', problems: ['交2件，接1件', '封签不完好'], availableActions: [] },
    ]);
    expect((await heldNow()).at(-1)).toMatchObject({ part: 'station', tookFlawed: true });
  });

  it('what the station has signed alone stands when the courier lets the time pass', async () => {
    await take({ courierHasNoPhone: true });
    expect(await handOut(await codeNow())).toMatchObject({ state: 'DELIVERED' });
    world.clock.advance(4 * DAY_MS);
    await world.subgraph.runOnce();
    expect((await parcel(courier)).legs).toMatchObject([
      { kind: 'TO_STATION', state: 'ONE_SIDED' },
      { kind: 'OUT_OF_STATION', state: 'SIGNED' },
    ]);
  });

  it('is handed out for the code of its buyer, once, and that is its delivery [8.5.4.2.ce]', async () => {
    await arrive();
    const code = await codeNow();
    for (const actor of [courier, manager, seller]) expect((await parcel(actor))?.pickup.code ?? null).toBeNull();
    expect(await handOut(code, otherAgent)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await handOut(wrong(code))).toMatchObject({ code: 'CODE_WRONG' });
    world.clock.advance(5 * HOUR_MS);
    expect(await handOut(code)).toMatchObject({ state: 'DELIVERED' });
    const out = await world.rows.selectFrom('CustodyLeg').selectAll().where('kind', '=', 'out-of-station').execute();
    expect(out).toMatchObject([
      { state: 'signed', stationPartyId: STATION, givenBy: agent.id, takenBy: buyer.id, givenUnits: 2, takenUnits: 2 },
    ]);
    expect(await handOut(code)).toMatchObject({ code: 'WRONG_STATE' });
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-delivered.v1')).toMatchObject([
      { shipmentId, inTime: true, carrierPartyId: CARRIER, courierAccountId: courier.id },
    ]);
    expect(await parcel()).toMatchObject({ state: 'DELIVERED', pickup: { code: null, shelf: null } });
    expect(await shelf()).toMatchObject({ parcels: [], dwell: { cameToday: 1, hours: 5 } });
  });

  it('lets nobody guess the code: after five wrong ones only its buyer takes a new one [8.5.4.2.cc]', async () => {
    await arrive();
    const code = await codeNow();
    for (let i = 0; i < 4; i++) expect(await handOut(wrong(code))).toMatchObject({ code: 'CODE_WRONG' });
    expect(await handOut(wrong(code))).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect(await handOut(code)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    expect((await parcel()).state).toBe('AT_STATION');
    expect((await shelf()).parcels).toMatchObject([{ isLocked: true, availableActions: [] }]);
    for (const actor of [agent, courier, stranger])
      expect(await world.act(actor, 'renewPickupCode', { shipmentId })).toMatchObject({ code: 'NOT_FOUND' });
    await world.act(buyer, 'renewPickupCode', { shipmentId });
    const renewed = await codeNow();
    expect(renewed).not.toBe(code);
    expect(await handOut(code)).toMatchObject({ code: 'CODE_WRONG' });
    expect(await handOut(renewed)).toMatchObject({ state: 'DELIVERED' });
  });

  it('goes back when nobody has fetched it in time, and not a moment before [8.5.4.3.cf]', async () => {
    await arrive();
    const dueAtMs = world.clock.now() + 3 * DAY_MS;
    world.clock.set(new Date(dueAtMs - 1).toISOString());
    await world.subgraph.runOnce();
    expect(await shelf()).toMatchObject({
      places: ['A1', 'A2'],
      coldPlaces: ['冰1'],
      parcels: [{ daysThere: 2, isLastDay: true }],
    });
    expect((await parcel()).state).toBe('AT_STATION');
    expect(await world.act(agent, 'giveParcelBack', { shipmentId })).toMatchObject({ code: 'WRONG_STATE' });
    world.clock.set(new Date(dueAtMs).toISOString());
    await world.subgraph.runOnce();
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-refused.v1')).toMatchObject([{ shipmentId, reason: 'unfetched' }]);
    expect(world.events('logistics.shipment-refused.v1')[0]).not.toHaveProperty('claim');
    expect((await shelf()).parcels).toMatchObject([
      { state: 'LEFT_AT_STATION', shelf: '冰1', availableActions: ['GIVE_BACK'] },
    ]);
    expect((await parcel()).pickup.code).toBeNull();
    expect(await world.act(otherAgent, 'giveParcelBack', { shipmentId })).toMatchObject({ code: 'NOT_FOUND' });
    await world.act(agent, 'giveParcelBack', { shipmentId, units: 2 });
    expect((await shelf()).parcels[0].availableActions).toEqual([]);
    const { legs } = await world
      .ask(courier, `query($id: ID!) { shipment(id: $id) { legs { id kind state availableActions } } }`, {
        id: shipmentId,
      })
      .then(({ shipment }) => shipment);
    expect(legs.at(-1)).toMatchObject({ kind: 'FROM_STATION', state: 'OPEN', availableActions: ['SIGN'] });
    await world.act(courier, 'signCustodyLeg', { legId: legs.at(-1).id, units: 2 });
    expect((await parcel()).state).toBe('REFUSED');
    expect((await shelf()).parcels).toEqual([]);
    expect(await rowNow()).toMatchObject({ shelfFor: null, refusedAtMs: world.clock.now() });
    await world.act(courier, 'arriveAtDepot', { shipmentId });
    await world.act(seller, 'returnToSeller', { shipmentId, resellable: false });
    expect((await parcel()).state).toBe('RETURNED');
  });

  it('keeps what needs no cold for seven days, and its place is free for another only when it is gone', async () => {
    const AMBIENT = { storage: 'ambient', temperatureCelsiusMin: null, temperatureCelsiusMax: null };
    const places: (string | null)[] = [];
    for (const key of ['2', '3', '4']) {
      const id = await makeShipment(world, key, { stationPartyId: STATION }, AMBIENT);
      await takeOver(world, base, id);
      await hand({}, id);
      places.push((await take({ temperatureCelsius: null }, agent, id)).shelf);
    }
    expect(places).toEqual(['A1', 'A2', null]);
    const { fetchByMs } = await world.rows
      .selectFrom('Shipment')
      .selectAll()
      .where('shelf', '=', 'A1')
      .executeTakeFirstOrThrow();
    expect(fetchByMs).toBe(world.clock.now() + 7 * DAY_MS);
  });

  it('stays as long as the contract of its seller with this station says [8.5.4.3.cf]', async () => {
    const agree = (contractId: string, withPartyId: string, coldKeptDays: number) =>
      world.receive('sellers', 'sellers.contract-signed.v1', {
        contractId,
        number: contractId,
        partyId: SELLER,
        withPartyId,
        validFromOn: '2026-11-01',
        validUntilOn: '2027-10-31',
        signedAtMs: world.clock.now(),
        terms: { kind: 'station', coldKeptDays },
      });
    await agree('k-other', 'station-2', 6);
    await agree('k-own', STATION, 1);
    await arrive();
    expect((await rowNow()).fetchByMs).toBe(world.clock.now() + DAY_MS);
    world.clock.advance(DAY_MS - 1);
    await world.subgraph.runOnce();
    expect((await parcel()).state).toBe('AT_STATION');
    world.clock.advance(1);
    await world.subgraph.runOnce();
    expect((await parcel()).state).toBe('LEFT_AT_STATION');
  });

  it('is refused there by its buyer, and claimed of who had it: the station, which signed that it was whole [8.4.3.bm]', async () => {
    await arrive();
    world.clock.advance(HOUR_MS);
    await world.act(buyer, 'refuseDelivery', { shipmentId, reason: 'DAMAGED' });
    expect((await parcel()).state).toBe('LEFT_AT_STATION');
    const refused = await world.rows.selectFrom('CustodyLeg').selectAll().where('state', '=', 'refused').execute();
    expect(refused).toMatchObject([{ kind: 'out-of-station', takenBy: buyer.id, takenUnits: 0, givenBy: null }]);
    await world.subgraph.runOnce();
    const [{ claim }] = world.events('logistics.shipment-refused.v1');
    expect(claim).toMatchObject({
      clause: '8.4.3.bm',
      held: [
        { part: 'carrier', partyId: CARRIER, where: '黑A12345' },
        { part: 'station', partyId: STATION, where: '辉煌村服务站' },
      ],
      shares: [
        { part: 'station', partyId: STATION, permille: 1000 },
        { part: 'seller', partyId: SELLER, permille: 0 },
      ],
    });
    expect(claim.held[1].toMs - claim.held[1].fromMs).toBe(HOUR_MS);
  });
  it('what was short or broken when the station took it over is not the station’s [8.4.2.bj]', async () => {
    await hand({ units: 2, sealNumber: 'F-1', sealWhole: true });
    await take({ units: 1, sealWhole: false });
    expect((await parcel()).legs[0].problems).toEqual(['交2件，接1件', '封签不完好']);
    await world.act(buyer, 'refuseDelivery', { shipmentId, reason: 'SHORT' });
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-refused.v1')[0].claim.shares).toEqual([
      { part: 'carrier', partyId: CARRIER, permille: 1000 },
      { part: 'seller', partyId: SELLER, permille: 0 },
    ]);
  });

  it('a leg that the station does not sign in a working day leaves the goods with the carrier', async () => {
    world.clock.set('2026-11-26T02:00:00Z');
    await hand();
    world.clock.set(new Date(addWorkingDays(world.clock.now(), 1)).toISOString());
    await world.subgraph.runOnce();
    expect(await parcel(courier)).toMatchObject({ state: 'TAKEN_OVER', legs: [{ state: 'UNSIGNED' }] });
    expect(await take()).toMatchObject({ code: 'WRONG_STATE' });
    expect((await parcel(courier)).availableActions).toContain('HAND_TO_STATION');
  });
  it('counts as lost by its carrier when it fetches it back from the station for weeks not [6.6.d]', async () => {
    await arrive();
    world.clock.advance(3 * DAY_MS);
    await world.subgraph.runOnce();
    world.clock.set(new Date(addWorkingDays(world.clock.now(), 10) - MINUTE_MS).toISOString());
    await world.subgraph.runOnce();
    expect((await parcel()).state).toBe('LEFT_AT_STATION');
    world.clock.advance(2 * MINUTE_MS);
    await world.subgraph.runOnce();
    expect((await parcel()).state).toBe('LOST');
    expect(world.events('logistics.shipment-ended.v1')).toMatchObject([{ how: 'lost', carrierPartyId: CARRIER }]);
  });
  it('a recalled lot is not handed out, and comes back from the station [7.3.6.a-c]', async () => {
    await arrive();
    const code = await codeNow();
    await world.receive('orders', 'orders.order-stopped.v1', {
      orderId: 'order-1',
      orderNumber: 'NO-1',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      lotId: 'lot-1',
      lotCode: 'L1',
      goods: '蓝莓',
      cause: 'recalled',
      recallId: 'r1',
      isDelivered: false,
      atMs: world.clock.now(),
    });
    expect((await parcel()).state).toBe('LEFT_AT_STATION');
    expect(await handOut(code)).toMatchObject({ code: 'STOPPED' });
  });

  it('shows a station its own parcels only, with a starred name and four digits, and never an address [8.5.3.bw]', async () => {
    await arrive();
    expect((await shelf()).parcels).toMatchObject([
      { recipientName: '王**', phoneTail: '5678', storage: 'CHILLED', units: 2 },
    ]);
    await fileStation(world, 'station-2', '远山村服务站');
    expect((await shelf(otherAgent)).parcels).toEqual([]);
    expect((await world.ask(agent, PARCEL, { id: shipmentId })).shipment).toBeNull();
    expect((await world.ask(agent, '{ shipments { edges { node { id } } } }')).shipments.edges).toEqual([]);
    for (const actor of [buyer, seller, courier, manager, admin])
      await expect(world.ask(actor, PARCELS)).rejects.toThrow('FORBIDDEN');
    expect(
      await world.rows.selectFrom('RecipientRead').selectAll().where('accountId', '=', agent.id).execute(),
    ).toEqual([]);
  });

  it('tells its code to trust alone, while it stands there', async () => {
    const ask = 'query($id: ID!) { pickupCodeForPeer(shipmentId: $id) }';
    const of = async (actor: Actor) => (await world.ask(actor, ask, { id: shipmentId })).pickupCodeForPeer;
    expect(await of(peer('trust'))).toBeNull();
    await arrive();
    expect(await of(peer('trust'))).toBe(await codeNow());
    for (const actor of [peer('orders'), agent, buyer]) await expect(of(actor)).rejects.toThrow('FORBIDDEN');
  });
});
