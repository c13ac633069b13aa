import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { account } from '@heitu/kit/serving/testing';
import {
  buyer,
  CARRIER,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  peer,
  type World,
} from '../test-world.fixture.ts';
import { agent, fileStation, otherAgent, SERVICE, STATION } from './station.fixture.ts';

describe('what a station declares, and which are offered [8.1.2.as]', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
    await fileCarrier(world);
    await fileStation(world);
  });
  afterEach(() => world.close());
  const declare = (more: object = {}, actor: Actor = agent) =>
    world.act(
      actor,
      'setStationService',
      { ...SERVICE, ...more },
      '... on Station { receives shelfPlaces divisionText }',
    );
  const near = async (storages = ['AMBIENT'], divisionCode = '230184102') =>
    (
      await world.ask(
        buyer,
        'query($d: String!, $s: [Storage!]!) { pickupStations(divisionCode: $d, storages: $s) { stationPartyId name opens } }',
        { d: divisionCode, s: storages },
      )
    ).pickupStations.map(({ stationPartyId }: any) => stationPartyId);
  const offer = async (more: object = {}) =>
    (
      await world.ask(
        peer('orders'),
        'query($r: [DeliveryRequest!]!) { deliveryOffers(requests: $r) { available refusalCode feeFen station { partyId name address divisionCode } } }',
        {
          r: [
            {
              key: 'k',
              fromDivisionCode: '230184',
              toDivisionCode: '230184100',
              weightGrams: 1000,
              storage: 'ambient',
              categoryCodes: [],
              titles: ['大米'],
              stationPartyId: STATION,
              ...more,
            },
          ],
        },
      )
    ).deliveryOffers[0];

  it('refuses what makes no sense, and what is another’s', async () => {
    expect(await declare({ closes: '07:00' })).toMatchObject({ code: 'CLOSES_TOO_EARLY' });
    expect(await declare({ shelfPlaces: 0, coldPlaces: 0 })).toMatchObject({ code: 'NO_PLACE' });
    expect(await declare({}, otherAgent)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await near()).toEqual([]);
    expect(await declare()).toMatchObject({ receives: true, shelfPlaces: 2 });
    expect(await near()).toEqual([STATION]);
  });
  it('offers a station that is open, in a carrier’s area, with room and with the cold that the goods need', async () => {
    await declare({ coldPlaces: 0 });
    expect([await near(), await near(['CHILLED']), await near(['AMBIENT'], '230102')]).toEqual([[STATION], [], []]);
    expect(await offer({ storage: 'chilled' })).toMatchObject({ available: false, refusalCode: 'STATION_NOT_COLD' });
    await declare({ shelfPlaces: 1 });
    await makeShipment(world, '9', { stationPartyId: STATION }, { storage: 'ambient' });
    expect(await near()).toEqual([]);
    expect(await offer()).toMatchObject({ refusalCode: 'STATION_FULL' });
    await declare({ receives: false });
    expect(await offer()).toMatchObject({ refusalCode: 'STATION_CLOSED' });
    await declare();
    await world.receive('sellers', 'sellers.party-standing-changed.v1', {
      partyId: STATION,
      partyKind: 'station',
      inGoodStanding: false,
      reason: '过期',
      clause: null,
      atMs: world.clock.now(),
    });
    expect([await near(), (await offer()).refusalCode]).toEqual([[], 'STATION_CLOSED']);
  });
  it('names the nearest by the map, where it knows the villages, and says how far', async () => {
    await declare();
    await fileStation(world, 'station-2', '河西服务站');
    await declare({ stationPartyId: 'station-2', divisionCode: '230184103201' }, otherAgent);
    const admin = account('admin', { role: 'operator-admin' });
    const village = (code: string, point: object) => ({ code, name: code.slice(-4), remote: true, ...point });
    const known = async () =>
      (
        await world.ask(
          buyer,
          `{ pickupStations(divisionCode: "230184102202", storages: [AMBIENT]) {
            stationPartyId distanceMetres point { latitude } } }`,
        )
      ).pickupStations;
    // Of the same township and of another: so one reckons where the map knows nothing.
    const byDivision = [STATION, 'station-2'].map((stationPartyId) => ({
      stationPartyId,
      distanceMetres: null,
      point: null,
    }));
    expect(await known()).toEqual(byDivision);
    await world.act(admin, 'declareVillages', {
      villages: [
        village('230184102201', { latitude: 44.5, longitude: 127.4 }),
        village('230184103201', { latitude: 44.62, longitude: 127.5 }),
        village('230184102202', { latitude: 44.6, longitude: 127.5 }),
      ],
    });
    expect(await known()).toEqual([
      { stationPartyId: 'station-2', distanceMetres: 2224, point: { latitude: 44.62 } },
      { stationPartyId: STATION, distanceMetres: 13654, point: { latitude: 44.5 } },
    ]);
    // Everybody may see where they are, also those that are full.
    await declare({ shelfPlaces: 1 });
    await makeShipment(world, '9', { stationPartyId: STATION }, { storage: 'ambient' });
    expect(await known()).toHaveLength(1);
    const everybody = async (near: string) =>
      (await world.graph<any>(ANONYMOUS, `{ countyStations${near} { stationPartyId distanceMetres } }`)).countyStations;
    expect(await everybody('(nearDivisionCode: "230184102202")')).toEqual([
      { stationPartyId: 'station-2', distanceMetres: 2224 },
      { stationPartyId: STATION, distanceMetres: 13654 },
    ]);
    expect((await everybody('')).map(({ distanceMetres }: any) => distanceMetres)).toEqual([null, null]);
    await world.receive('sellers', 'sellers.party-standing-changed.v1', {
      partyId: STATION,
      partyKind: 'station',
      inGoodStanding: false,
      reason: '过期',
      clause: null,
      atMs: world.clock.now(),
    });
    expect(await everybody('')).toMatchObject([{ stationPartyId: 'station-2' }]);
    await world.act(admin, 'declareVillages', { villages: [village('230184102202', {})] });
    expect((await known()).map(({ distanceMetres }: any) => distanceMetres)).toEqual([null]);
  });
  it('costs what the carrier has published for the station’s place, less what it takes off for stations', async () => {
    await declare();
    const toDoor = (await offer({ stationPartyId: null })).feeFen;
    expect(await offer()).toEqual({
      available: true,
      refusalCode: null,
      feeFen: toDoor,
      station: { partyId: STATION, name: '辉煌村服务站', address: '村委会旁', divisionCode: '230184102201' },
    });
    await world.act(manager, 'setCarrierService', {
      carrierPartyId: CARRIER,
      daysPerWeek: 7,
      hoursPerDay: 10,
      stationOffFen: 250,
    });
    expect((await offer()).feeFen).toBe(toDoor - 250);
    expect((await offer({ stationPartyId: null })).feeFen).toBe(toDoor);
    await world.act(manager, 'setCarrierService', {
      carrierPartyId: CARRIER,
      daysPerWeek: 7,
      hoursPerDay: 10,
      stationOffFen: 99_999,
    });
    expect((await offer()).feeFen).toBe(0);
  });
});
