import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../journeys/client.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { parcelAtDoor } from './parcel.fixture.ts';
import { Trade } from './trade.fixture.ts';
import { Weapp, type Hand } from './weapp.ts';

const DIST = 'miniprogram/dist/weapp';
const MARK_LETTERS = 12;
const MOMENTS = ['atDepotAtMs', 'calledAheadAtMs', 'refusedAtMs'] as const;
const PARCELS = 10;
/** How often there is no network. */
const CUT = 0.6;
const KILLED_AFTER = [0, 3, 6];
let seed = 20261202;
const random = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
const BUYER = 'oDEMO-heitu-consumer-09';
const STATION_AGENT = 'oDEMO-heitu-staff-huihuang-keeper';
const STATION_COURIER = 'oDEMO-heitu-staff-beida-courier-1';

/** The day of outbox.h5.spec.ts in the mini-program. */
describe('a day without a network in the mini-program', () => {
  let platform: ClientPlatform;
  let trade: Trade;
  let desk: Person;
  let courier: Person;
  let farm: { farmer: Person; skuId: string };
  let app: Weapp;
  const hand: Hand = {
    loginCode: async () => {
      throw new Error('nobody signs in here');
    },
    map: ({ latitude, longitude, name }) => void shown.push({ latitude, longitude, name }),
  };
  const shown: unknown[] = [];
  beforeAll(async () => {
    platform = await clientPlatform();
    trade = new Trade(platform);
    [desk, courier, farm] = await Promise.all([
      trade.staff('carrier-manager'),
      trade.staff('courier'),
      trade.berryFarm(),
    ]);
  });
  afterAll(() => platform?.stop());

  async function takenOver(): Promise<{ shipmentId: string; buyer: Person }> {
    const { orderId, buyer } = await trade.packed(farm.farmer, farm.skuId);
    const shipmentId = await trade.assigned(desk, buyer, orderId);
    await trade.handOver(desk, farm.farmer, shipmentId);
    return { shipmentId, buyer };
  }
  /** As a sign-in leaves it. */
  async function signedIn(as = courier): Promise<Map<string, unknown>> {
    const { me } = await as.ask('{ me { id } }');
    const kept = {
      session: as.token,
      'session.account': { id: me.id, mark: as.token!.slice(-MARK_LETTERS) },
    };
    return new Map(Object.entries(kept).map(([name, value]) => [`heitu.${name}`, JSON.stringify(value)]));
  }
  const keptOf = (part: string): number => [...app.storage.keys()].filter((key) => key.includes(part)).length;
  const stateOf = async (id: string): Promise<string> =>
    (await courier.ask('query($id: ID!) { shipment(id: $id) { state } }', { id }))['shipment'].state;

  /** What happened to it in which order, and what others were told, each as often as it was. */
  function stepsOf(shipmentId: string): { order: string[]; told: unknown[] } {
    const database = openRoom(platform, 'logistics', { readOnly: true });
    const all = (query: string): Record<string, unknown>[] => database.prepare(query).all(shipmentId);
    const [row = {}] = all('select * from Shipment where id = ?');
    const told = all("select type from Outbox where aggregateid = ? and type like 'logistics.shipment-%'");
    database.close();
    return {
      order: MOMENTS.toSorted((a, b) => Number(row[a]) - Number(row[b])),
      told: told.map(({ type }) => type),
    };
  }

  async function refuse(shipmentId: string): Promise<void> {
    await app.open(`courier/pages/parcel/index?id=${shipmentId}`);
    await app.until('电话约好了');
    await app.tap('电话约好了');
    await app.until('改约');
    await app.tap('买家不收');
    await app.until('记下拒收');
    await app.tap('记下拒收');
    await app.until('货到站点了');
    await app.tap('货到站点了');
    await app.until(() => !app.has('货到站点了'));
  }

  it('leads the courier to the station on WeChat’s map', async () => {
    const { stationShelves } = await (
      await trade.person(STATION_AGENT)
    ).ask('{ stationShelves { station { partyId name } } }');
    const { partyId, name } = stationShelves[0].station;
    const { shipmentId } = await parcelAtDoor(platform, BUYER, partyId);
    const carrying = await trade.person(STATION_COURIER);
    app = new Weapp(DIST, platform.url, hand, await signedIn(carrying));
    await app.open(`courier/pages/parcel/index?id=${shipmentId}`);
    await app.until('带我去');
    await app.tap('带我去');
    await app.until(() => shown.length > 0);
    expect(shown).toEqual([{ name, latitude: expect.any(Number), longitude: expect.any(Number) }]);
    app.kill();
  }, 120_000);

  it('ends as if there had been one: ten parcels, cut at random, killed three times, one conflict', async () => {
    const day: Awaited<ReturnType<typeof takenOver>>[] = [];
    for (let i = 0; i < PARCELS; i++) day.push(await takenOver());
    const theirs = day.pop()!;
    app = new Weapp(DIST, platform.url, hand, await signedIn());
    await app.open('courier/pages/tasks/index');
    await app.until(() => day.every(({ shipmentId }) => keptOf(`.today.seen.parcel ${shipmentId}`) === 1));
    expect(JSON.stringify([...app.storage])).not.toMatch(/王小明|金山大街/);

    for (const [i, { shipmentId }] of day.entries()) {
      app.setOffline(i === 0 || random() < CUT);
      await refuse(shipmentId);
      if (i === 0) {
        expect(app.said.at(-1)).toMatch(/^没有网，记下了/);
        expect(keptOf('.outbox.')).toBe(3);
        expect(await stateOf(shipmentId)).toBe('TAKEN_OVER');
      }
      if (!KILLED_AFTER.includes(i)) continue;
      app.kill();
      app = new Weapp(DIST, platform.url, hand, app.storage);
    }
    app.setOffline(true);
    await refuse(theirs.shipmentId);
    await app.until('件等网发出');
    await theirs.buyer.do('refuseDelivery', { shipmentId: theirs.shipmentId, reason: 'DAMAGED', note: '坏了' }, 'id');

    app.setOffline(false);
    await app.until('1 件没办成，点开看');
    for (const { shipmentId } of day)
      await trade.until('what was done to be sent', async () => (await stateOf(shipmentId)) === 'AT_DEPOT');
    await app.open('pages/outbox/index');
    // The call was refused; who lets it go and what follows it one by one comes to the depot after all.
    await app.tap('不办了');
    await app.until(() => keptOf('.outbox.') === 2);
    await app.until('没办成');
    await app.tap('不办了');
    await app.until('都发出去了');
    expect(await stateOf(theirs.shipmentId)).toBe('AT_DEPOT');
    // With a network or without, each act once and in its order.
    const steps = new Set(day.map(({ shipmentId }) => JSON.stringify(stepsOf(shipmentId))));
    expect([...steps]).toEqual([JSON.stringify(stepsOf(day[1]!.shipmentId))]);
    expect(stepsOf(day[0]!.shipmentId).order).toEqual(['calledAheadAtMs', 'refusedAtMs', 'atDepotAtMs']);
    expect(keptOf('.outbox.')).toBe(0);
    expect(app.faults).toEqual([]);
  }, 120_000);
});
