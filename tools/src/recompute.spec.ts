import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { CARRIER, openTrust, SELLER, staff, type TrustRoom } from '@heitu/trust/testing/trust-room.fixture';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { recompute } from './recompute.ts';

const MONTH = '2026-11';
const admin = staff('operator-admin');

/** From the two published files alone, as whoever doubts the platform does it. */
describe('a month that is computed anew [13]', () => {
  let room: TrustRoom;
  const folder = mkdtempSync(join(tmpdir(), 'heitu-month-'));
  const fileOf = (kind: string): string => join(folder, `${MONTH}-${kind}.json`);
  const download = async (kind: string) =>
    room.subgraph.edge(
      { method: 'GET', path: `/assessments/${MONTH}-${kind}`, query: {}, headers: {}, body: Buffer.alloc(0) },
      ANONYMOUS,
      'r',
    );
  const keep = async (): Promise<void> => {
    for (const kind of ['inputs', 'results']) writeFileSync(fileOf(kind), String((await download(kind)).body));
  };
  const change = (kind: string, from: string, to: string): void => {
    const text = readFileSync(fileOf(kind), 'utf8');
    expect(text).toContain(from);
    writeFileSync(fileOf(kind), text.replace(from, to));
  };
  beforeAll(async () => {
    room = await openTrust();
    await room.owner('seller', SELLER);
    await room.owner('carrier', CARRIER, 'carrier');
    room.conduct['orders'] = [
      { partyId: SELLER, metric: 'orders-confirmed-in-time', good: 7, total: 9 },
      { partyId: SELLER, metric: 'refunds-in-time', good: 1, total: 2 },
    ];
    room.conduct['logistics'] = [{ partyId: CARRIER, metric: 'deliveries-in-time', good: 2, total: 3 }];
    room.clock.set('2026-12-01T02:00:00Z');
    for (const name of ['assessMonth', 'publishAssessment']) {
      await room.graph(admin, `mutation { ${name}(input: { month: "${MONTH}" }) { __typename } }`);
      room.clock.advance(3 * DAY_MS);
    }
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await room.close();
  });

  it('agrees with what was published', async () => {
    await keep();
    expect(await recompute({ month: MONTH, folder })).toBe(0);
    expect(JSON.parse(JSON.parse(readFileSync(fileOf('results'), 'utf8')).text).results).toMatchObject([
      { partyId: CARRIER, score: 67, passed: false },
      { partyId: SELLER, score: 64, passed: false },
    ]);
  });
  it('refuses a file that somebody changed, or signed with another key than the one that was kept', async () => {
    await keep();
    const { publicKey } = JSON.parse(readFileSync(fileOf('inputs'), 'utf8'));
    change('inputs', '\\"good\\":7', '\\"good\\":9');
    await expect(recompute({ month: MONTH, folder })).rejects.toThrow('签名对不上');
    await keep();
    change('results', '64', '74');
    await expect(recompute({ month: MONTH, folder })).rejects.toThrow('签名对不上');
    await keep();
    expect(await recompute({ month: MONTH, folder, key: publicKey })).toBe(0);
    const other = `${publicKey.slice(0, -2)}${publicKey.endsWith('AA') ? 'BB' : 'AA'}`;
    await expect(recompute({ month: MONTH, folder, key: other })).rejects.toThrow();
  });
  it('tells what differs where the platform itself published another score than its counts give', async () => {
    await room.subgraph.orm.em
      .fork()
      .execute('update `MonthFile` set `text` = replace(`text`, \'"score":64\', \'"score":94\')');
    const [row] = await room.subgraph.orm.em
      .fork()
      .execute("select `text` from `MonthFile` where `id` like '%results'");
    const signature = room.services.auditKeys.sign(`heitu-assessment-1:${row!['text']}`);
    await room.subgraph.orm.em
      .fork()
      .execute("update `MonthFile` set `signature` = ? where `id` like '%results'", [signature]);
    await keep();
    expect(await recompute({ month: MONTH, folder })).toBe(1);
  });
  it('has no files of a month that is not published', async () => {
    expect(
      (
        await room.subgraph.edge(
          { method: 'GET', path: '/assessments/2026-10-inputs', query: {}, headers: {}, body: Buffer.alloc(0) },
          ANONYMOUS,
          'r',
        )
      ).status,
    ).toBe(404);
  });
});
