import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plantedLot, plantLots } from '../bench/plant-lots.ts';
import { plantParcels, type PlantedParcels } from './plant-parcels.fixture.ts';
import { startTestPlatform, type Platform } from './platform.fixture.ts';

const OF_FIRST = 4;
const OF_SECOND = 3;
const IN_HANDS = OF_FIRST + OF_SECOND;
/** Nobody has fetched them yet. */
const AT_SELLER = 2;
const RECALL = `mutation($input: RecallLotInput!) {
  recallLot(input: $input) { __typename ... on Lot { id } ... on Refusal { message } } }`;

describe('a recall that stops many parcels of one carrier [7.3.6.a-c]', () => {
  let platform: Platform;
  let planted: PlantedParcels;
  beforeAll(async () => {
    platform = await startTestPlatform();
    await plantLots(platform, 1, () => []);
    planted = await plantParcels(platform, plantedLot(0), { byCourier: [OF_FIRST, OF_SECOND], atSeller: AT_SELLER });
    await relayed();
    const { token } = platform.callers.find(({ role }) => role === 'operator-admin')!;
    const input = { lotId: plantedLot(0), reason: '演练', requestId: '00000000-0000-4000-8000-000000000002' };
    expect((await platform.post(token, RECALL, { input })).data).toEqual({
      recallLot: { __typename: 'Lot', id: plantedLot(0) },
    });
    await relayed();
  }, 300_000);
  afterAll(() => platform.close());

  async function relayed(): Promise<void> {
    const waiting = async (): Promise<number> => {
      let left = 0;
      for (const room of platform.subgraphs.keys()) left += await count(room, 'from "EventDelivery" where state = 0');
      return left;
    };
    for (let round = 0; round < 50 && (await waiting()) > 0; round++)
      for (const room of platform.subgraphs.values()) await room.runOnce('relay');
    expect(await waiting()).toBe(0);
  }
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
