import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plantedLot, plantLots } from '../bench/plant-lots.ts';
import { startTestPlatform, type Platform, type Row } from './platform.fixture.ts';
import { recall, relayed } from './recall.fixture.ts';

/** So that several relays' batches would be needed, were they told of one by one. */
const LOTS = 130;

describe('a recall of many lots, through all rooms [7.3.6.a-c]', () => {
  let platform: Platform;
  let before: Map<string, number>;
  beforeAll(async () => {
    platform = await startTestPlatform();
    await plantLots(platform, LOTS, (i) => (i === 0 ? [] : [0]));
    await relayed(platform);
    before = await sent();
    await recall(platform, plantedLot(0), '00000000-0000-4000-8000-000000000001');
  });
  afterAll(() => platform.close());

  const all = (room: string, query: string): Promise<Row[]> => platform.rows(room, query);
  const count = async (room: string, what: string): Promise<number> =>
    Number((await all(room, `select count(*) as n ${what}`))[0]!['n']);
  async function sent(): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (const room of ['catalog', 'orders', 'logistics', 'trust'])
      for (const { type, n } of await all(room, 'select type, count(*) as n from "Outbox" group by type'))
        found.set(String(type), Number(n));
    for (const { reader, kind, n } of await all(
      'trust',
      'select reader, kind, count(*) as n from "Message" group by reader, kind',
    ))
      found.set(`${String(reader)} ${String(kind)}`, Number(n));
    for (const { kind, n } of await all('trust', 'select kind, count(*) as n from "MessageSms" group by kind'))
      found.set(`sms ${String(kind)}`, Number(n));
    return found;
  }
  const added = async (what: string): Promise<number> => ((await sent()).get(what) ?? 0) - (before.get(what) ?? 0);
  const planted = `lotId like '${plantedLot(0).slice(0, 10)}%'`;
  const buyers = async (): Promise<number> =>
    count(
      'orders',
      `from (select distinct o.buyerAccountId from "LineLot" t
    join "Order" o on o.id = t.orderId where t.${planted}) as b`,
    );

  it('stops and finds every unit: in store, and with each buyer', async () => {
    expect(await count('orders', `from "LotStock" where ${planted} and blocked = 1 and recallId is not null`)).toBe(
      LOTS,
    );
    expect(
      await all(
        'orders',
        `select state, count(*) as n, sum(units) as units from "RecallRow" group by state order by state`,
      ),
    ).toEqual([
      { state: 'at-buyer', n: LOTS, units: LOTS },
      { state: 'sealed', n: LOTS, units: LOTS * 20 },
    ]);
  });

  it('tells staff, seller and partners of the recall, not of each lot', async () => {
    const admins = await count('trust', `from "GrantRow" where role = 'operator-admin' and active = 1`);
    expect(await added('operator lot-blocked')).toBe(admins);
    const [lot] = await all('catalog', `select partyId from "Lot" where id = '${plantedLot(0)}'`);
    const people = await count(
      'trust',
      `from (select distinct accountId from "GrantRow" where partyId = '${String(lot!['partyId'])}' and active = 1
        and role in ('seller-owner', 'seller-staff') and (rights is null or rights like '%lots%')) as p`,
    );
    expect(people).toBeGreaterThan(0);
    expect(await added('seller lot-blocked')).toBe(people);
  });

  it('tells each buyer once, by message and SMS, of all that they bought', async () => {
    const many = await buyers();
    expect(many).toBeGreaterThan(1);
    expect([await added('person goods-stopped'), await added('sms goods-stopped')]).toEqual([many, many]);
    const untold = `from "RecallRow" where buyerAccountId is not null and toldAtMs is null`;
    expect(await count('orders', untold)).toBe(0);
    await platform.subgraphs.get('trust')!.runOnce('send-sms');
    await relayed(platform);
    expect(
      await count(
        'orders',
        'from "RecallRow" where buyerAccountId is not null and smsAtMs is null and smsFailedAtMs is null',
      ),
    ).toBe(0);
  });

  it('says so by few events: for lots and for orders by the hundred, for buyers one each', async () => {
    expect(await added('catalog.lot-blocked.v1')).toBe(0);
    expect(await added('catalog.lots-stopped.v1')).toBe(1);
    expect(await added('catalog.recall-called.v1')).toBe(1);
    expect(await added('orders.order-stopped.v1')).toBe(0);
    const told = (await all('orders', `select payload from "Outbox" where type = 'orders.orders-recalled.v1'`)).map(
      ({ payload }) => JSON.parse(String(payload)) as { orders: { orderId: string }[] },
    );
    expect(told).toHaveLength(1);
    const orders = told.flatMap((one) => one.orders.map(({ orderId }) => orderId));
    expect([orders.length, new Set(orders).size]).toEqual([orders.length, orders.length]);
    expect(orders).toHaveLength(
      await count('orders', `from (select distinct orderId from "LineLot" where ${planted}) as o`),
    );
    expect(await added('orders.order-recalled.v1')).toBe(0);
    expect(await added('orders.buyer-affected.v1')).toBe(await buyers());
  });
});
