import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { pino } from 'pino';
import { readConfig } from '@heitu/kit/serving/config';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { account } from '@heitu/kit/serving/testing';
import { openSubgraphs } from '@heitu/gateway/standalone';
import { sandboxEnvironment, startSandbox, type SandboxWorld } from '@heitu/sandbox';
import { SUBGRAPHS } from '@heitu/standard';

const [A, B] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const PEOPLE = 40;
const SAVE =
  'mutation($input: SaveAddressInput!) { saveAddress(input: $input) { ... on Address { id } ... on SaveAddressRefused { code } } }';
const address = (n: number) => ({
  name: `收货人${n}`,
  phone: `138${String(n).padStart(8, '0')}`,
  divisionCode: '230184',
  detail: `五常市某街${n}号`,
});

let dataDir: string;
let sandbox: SandboxWorld;
const databases: Record<string, string> = {};
const opened = new Set<Map<string, RunningSubgraph>>();
async function replica(keys: readonly string[]): Promise<Map<string, RunningSubgraph>> {
  const env = {
    ...sandboxEnvironment(sandbox),
    ...databases,
    DATA_DIR: dataDir,
    SANDBOX: '1',
    MASTER_KEYS: keys.join(','),
  };
  const subgraphs = await openSubgraphs(readConfig('standalone', env), env, pino({ level: 'silent' }));
  opened.add(subgraphs);
  return subgraphs;
}
async function end(subgraphs: Map<string, RunningSubgraph>): Promise<void> {
  if (opened.delete(subgraphs)) for (const subgraph of subgraphs.values()) await subgraph.close();
}
beforeAll(async () => {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run ./run test, which starts its own MariaDB');
  const connection = await createConnection(server);
  for (const name of SUBGRAPHS) {
    await connection.query(
      `create or replace database heitu_rotation_${name} character set utf8mb4 collate utf8mb4_bin`,
    );
    databases[`DATABASE_URL_${name.toUpperCase()}`] = `${server}/heitu_rotation_${name}`;
  }
  await connection.end();
  dataDir = mkdtempSync(join(tmpdir(), 'heitu-rotation-'));
  sandbox = await startSandbox({ dataDir });
});
afterAll(async () => {
  for (const subgraphs of opened) await end(subgraphs);
  await sandbox.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('a master key is replaced while requests run: none fails, every key is wrapped anew, the old one leaves, and everything opens', async () => {
  const person = (n: number) => account(`01PERSON${String(n).padStart(18, '0')}`, { role: 'consumer' });
  const save = async (subgraphs: Map<string, RunningSubgraph>, n: number) =>
    (await subgraphs
      .get('trust')!
      .execute({ query: SAVE, variables: { input: address(n) } }, person(n), `save-${n}`)) as any;
  const read = async (subgraphs: Map<string, RunningSubgraph>, n: number) =>
    (
      (await subgraphs
        .get('trust')!
        .execute({ query: '{ addresses { name phone detail } }' }, person(n), `read-${n}`)) as any
    ).data?.addresses;
  const older = async (subgraphs: Map<string, RunningSubgraph>) => {
    const counts = await Promise.all(
      [...subgraphs.values()].map(async ({ orm }) =>
        Number(
          (
            await orm.em
              .fork()
              .getConnection()
              .execute('select count(distinct masterKeyId) as n from PersonKey where wrappedKey is not null')
          )[0]!['n'],
        ),
      ),
    );
    return counts.reduce((sum, n) => sum + n - 1, 0);
  };
  const shown = ({ name, phone, detail }: ReturnType<typeof address>) => [{ name, phone, detail }];

  const before = await replica([A]);
  for (let n = 0; n < PEOPLE; n++) expect((await save(before, n)).data.saveAddress.id).toBeDefined();
  // First every process learns the new key behind the old, then one after the other puts it before.
  const first = await replica([A, B]);
  await end(before);
  const second = await replica([B, A]);
  let rotating = true;
  const failures: unknown[] = [];
  let answered = 0;
  const load = async (subgraphs: Map<string, RunningSubgraph>, from: number) => {
    for (let n = from; rotating || n < from + 10; n++) {
      const who = n % PEOPLE;
      if (JSON.stringify(await read(subgraphs, who)) !== JSON.stringify(shown(address(who))))
        failures.push(['read', who]);
      const saved = await save(subgraphs, PEOPLE + n);
      if (!saved.data?.saveAddress.id) failures.push(saved);
      answered += 2;
    }
  };
  const running = [load(first, 0), load(second, 100_000)];
  for (const subgraph of second.values()) await subgraph.runOnce('rewrap-person-keys');
  rotating = false;
  await Promise.all(running);
  expect(failures).toEqual([]);
  expect(answered).toBeGreaterThan(30);
  // What a replica of before made meanwhile is the last to be wrapped anew.
  await end(first);
  for (const subgraph of second.values()) await subgraph.runOnce('rewrap-person-keys');
  expect(await older(second)).toBe(0);
  await end(second);

  const after = await replica([B]);
  for (let n = 0; n < PEOPLE; n++) expect(await read(after, n)).toEqual(shown(address(n)));
  expect([...after.keys()].sort()).toEqual([...SUBGRAPHS].sort());
  await end(after);
  await expect(replica([A])).rejects.toThrow(/MASTER_KEYS lacks key [0-9a-f]{16}/);
}, 120_000);
