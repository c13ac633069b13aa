import { afterEach, describe, expect, it } from '@jest/globals';
import { createConnection, type Connection } from 'mysql2/promise';
import { openDatabase, type Orm } from '@heitu/kit/data/orm';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { freshDatabase } from '@heitu/kit/serving/testing';
import { logistics } from '@heitu/logistics';
import { sellers } from '@heitu/sellers';
import { trust } from '@heitu/trust';
import type { Row } from './platform.fixture.ts';

interface Migrator {
  up(options?: { to: string }): Promise<unknown>;
  getPending(): Promise<{ name: string }[]>;
}

/** What stood twice before a key allowed one: the migration that brings the key closes it and keeps the newest. */
describe('what stood twice before', () => {
  let orm: Orm;
  let connection: Connection;
  afterEach(async () => {
    await connection.end();
    await orm.close();
  });

  /** A database of the day before, with these rows in it, brought to today. */
  async function broughtForward(
    { name, entities, migrationsPath }: Manifest,
    keyed: string,
    before: Record<string, Row[]>,
  ) {
    const url = await freshDatabase(process.env['TEST_DATABASE_URL'], `twice_${name}`);
    orm = await openDatabase({ name, entities, url, migrationsPath });
    const { migrator } = orm as unknown as { migrator: Migrator };
    const pending = (await migrator.getPending()).map((one) => one.name);
    await migrator.up({ to: pending[pending.indexOf(keyed) - 1]! });
    connection = await createConnection(url);
    // Only what the rule looks at is given; the rest is empty.
    await connection.query("set session sql_mode = ''");
    for (const [table, rows] of Object.entries(before))
      for (const row of rows) await connection.query('insert into ?? set ?', [table, row]);
    await migrator.up();
  }
  const all = async (table: string, ...columns: string[]) =>
    (await connection.query('select ?? from ?? order by id', [columns, table]))[0];

  it('of open documents, stays and express numbers of parcels', async () => {
    const parcel = (id: string) => ({
      id,
      orderId: id,
      trackingNumber: id,
      expressCompany: 'shunfeng',
      expressNumber: 'SF1',
    });
    const open = (id: string, shipmentId: string, state = 'open') => ({ id, number: id, shipmentId, state });
    await broughtForward(logistics, 'Migration20261128042818', {
      Shipment: [parcel('s1'), parcel('s2'), { ...parcel('s3'), expressNumber: null }],
      Handover: [open('h1', 's1'), open('h2', 's1'), open('h3', 's2'), open('h4', 's2', 'signed'), open('h5', 's3')],
      StorageStay: [
        { id: 't1', shipmentId: 's1', arrivedAtMs: 10 },
        { id: 't2', shipmentId: 's1', arrivedAtMs: 20 },
        { id: 't3', shipmentId: 's2', arrivedAtMs: 5, leftAtMs: 6 },
      ],
    });
    expect(await all('Handover', 'id', 'state', 'openFor')).toEqual([
      { id: 'h1', state: 'void', openFor: null },
      { id: 'h2', state: 'open', openFor: 's1' },
      { id: 'h3', state: 'void', openFor: null },
      { id: 'h4', state: 'signed', openFor: null },
      { id: 'h5', state: 'open', openFor: 's3' },
    ]);
    expect(await all('StorageStay', 'id', 'leftAtMs', 'openFor')).toEqual([
      { id: 't1', leftAtMs: 20, openFor: null },
      { id: 't2', leftAtMs: null, openFor: 's1' },
      { id: 't3', leftAtMs: 6, openFor: null },
    ]);
    expect(await all('Shipment', 'id', 'expressNumber')).toEqual([
      { id: 's1', expressNumber: null },
      { id: 's2', expressNumber: 'SF1' },
      { id: 's3', expressNumber: null },
    ]);
  }, 60_000);

  it('of delegations, complaints, register items and codes', async () => {
    const given = (id: string, grantedAtMs: number) => ({
      id,
      partyId: 'p',
      agentId: 'a',
      state: 'active',
      grantedAtMs,
    });
    const item = (id: string, recordedAtMs: number) => ({
      id,
      part: 'hosting',
      clause: '11.2',
      title: '机柜',
      recordedAtMs,
    });
    await broughtForward(trust, 'Migration20261128042827', {
      Delegation: [given('d1', 10), given('d2', 20), { ...given('d3', 5), state: 'ended', endedAtMs: 6 }],
      Complaint: [
        { id: 'c1', number: '1', orderId: 'o', kind: 'quality', state: 'escalated' },
        { id: 'c2', number: '2', orderId: 'o', kind: 'quality', state: 'filed' },
      ],
      TechnicalItem: [item('i1', 10), item('i2', 20)],
      IdentityCode: [
        { id: 'k1', accountId: 'a', clientId: 'c', codeHash: '1' },
        { id: 'k2', accountId: 'a', clientId: 'c', codeHash: '2' },
      ],
    });
    expect(await all('Delegation', 'id', 'state', 'activeFor', 'endedAtMs')).toEqual([
      { id: 'd1', state: 'ended', activeFor: null, endedAtMs: 20 },
      { id: 'd2', state: 'active', activeFor: 'p a', endedAtMs: null },
      { id: 'd3', state: 'ended', activeFor: null, endedAtMs: 6 },
    ]);
    // Nobody's complaint is closed for another: the older one goes its own way.
    expect(await all('Complaint', 'id', 'state', 'openFor')).toEqual([
      { id: 'c1', state: 'escalated', openFor: null },
      { id: 'c2', state: 'filed', openFor: 'o quality' },
    ]);
    expect(await all('TechnicalItem', 'id', 'supersededAtMs', 'currentFor')).toEqual([
      { id: 'i1', supersededAtMs: 20, currentFor: null },
      { id: 'i2', supersededAtMs: null, currentFor: 'hosting 11.2 机柜' },
    ]);
    expect(await all('IdentityCode', 'id')).toEqual([{ id: 'k2' }]);
  }, 60_000);

  it('of parties that one account filed', async () => {
    const party = (id: string, creditCode: string | null) => ({
      id,
      applicantAccountId: 'a',
      kind: 'seller',
      creditCode,
    });
    await broughtForward(sellers, 'Migration20261128042802', {
      Party: [party('p1', 'X'), party('p2', 'X'), party('p3', 'Y'), party('p4', null)],
    });
    expect(await all('Party', 'id', 'applicantIdentity')).toEqual([
      { id: 'p1', applicantIdentity: null },
      { id: 'p2', applicantIdentity: 'a:seller:X' },
      { id: 'p3', applicantIdentity: 'a:seller:Y' },
      { id: 'p4', applicantIdentity: null },
    ]);
  }, 60_000);
});
