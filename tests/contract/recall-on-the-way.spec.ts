import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plantedLot, plantLots } from '../bench/plant-lots.ts';
import { plantParcels, type PlantedParcels } from './plant-parcels.fixture.ts';
import { startTestPlatform, type Platform } from './platform.fixture.ts';
import { recall, relayed } from './recall.fixture.ts';

const OF_FIRST = 4;
const OF_SECOND = 3;
const IN_HANDS = OF_FIRST + OF_SECOND;
/** Nobody has fetched them yet. */
const AT_SELLER = 2;

describe('a recall that stops many parcels of one carrier [7.3.6.a-c]', () => {
  let platform: Platform;
  let planted: PlantedParcels;
  beforeAll(async () => {
    platform = await startTestPlatform();
    await plantLots(platform, 1, () => []);
    planted = await plantParcels(platform, plantedLot(0), { byCourier: [OF_FIRST, OF_SECOND], atSeller: AT_SELLER });
    await relayed(platform);
    await recall(platform, plantedLot(0), '00000000-0000-4000-8000-000000000002');
  });
  afterAll(() => platform.close());

  const count = async (room: string, what: string): Promise<number> =>
    Number((await platform.rows(room, `select count(*) as n ${what}`))[0]!['n']);
  const told = (reader: string, accountId: string): Promise<number> =>
    count(
      'trust',
      `from "Message" where kind = 'parcel-stopped' and reader = '${reader}' and accountId = '${accountId}'`,
    );

  it('stops each of them, turns those round that are under way, and says so on each', async () => {
    const stopped = `from "Shipment" where id like 'PARCEL-%' and stopCause = 'recalled' and stopLotCode = 'BENCH-0'`;
    expect(await count('logistics', stopped)).toBe(IN_HANDS + AT_SELLER);
    expect(await count('logistics', `${stopped} and state = 'refused'`)).toBe(IN_HANDS);
  });

  it("tells the carrier's manager once, each courier once of theirs, and the seller once", async () => {
    const { managers, couriers, sellers } = planted;
    expect([managers.length > 0, couriers.length, sellers.length > 0]).toEqual([true, 2, true]);
    for (const id of managers) expect([id, await told('carrier', id)]).toEqual([id, 1]);
    for (const id of couriers) expect([id, await told('courier', id)]).toEqual([id, 1]);
    for (const id of sellers) expect([id, await told('seller', id)]).toEqual([id, 1]);
    expect(await count('trust', `from "Message" where kind = 'parcel-stopped'`)).toBe(
      managers.length + couriers.length + sellers.length,
    );
  });

  it('says so by few events, however many parcels there are', async () => {
    const ofType = (room: string, type: string) => count(room, `from "Outbox" where type = '${type}'`);
    expect(await ofType('orders', 'orders.orders-recalled.v1')).toBe(1);
    expect(await ofType('orders', 'orders.order-recalled.v1')).toBe(0);
    expect(await ofType('logistics', 'logistics.parcels-stopped.v1')).toBe(1);
  });
});
