import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { SUBGRAPHS } from '@heitu/standard';
import { startMariaDb, type TemporaryMariaDb } from '../../tools/src/mariadb.ts';
import { freePort } from '../journeys/platform.ts';
import { PROMISED_MAJOR, promisedEnvironment } from '../journeys/promised-node.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const [readme, runbook] = ['README.md', 'docs/RUNBOOK.md'].map((file) => readFileSync(join(ROOT, file), 'utf8')) as [
  string,
  string,
];
const blocksOf = (text: string): string[] =>
  [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1]!.trim());
const START_MS = 300_000;

/**
 * The commands as they stand in README.md and docs/RUNBOOK.md, run by whoever has just what README.md asks for; only
 * ports are others.
 */
describe('the documents, followed to the letter on an empty MariaDB', () => {
  let server: TemporaryMariaDb;
  let platform: ChildProcess;
  let env: NodeJS.ProcessEnv;
  let folder: string;
  let port: number;
  let printed = '';
  const shell = async (script: string): Promise<string> =>
    (await promisify(execFile)('bash', ['-c', `set -eu\n${script}`], { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 }))
      .stdout;
  const here = (command: string): string =>
    command.replaceAll('localhost:4000', `127.0.0.1:${port}`).replaceAll('127.0.0.1:3306', new URL(server.url).host);

  beforeAll(async () => {
    // A server as it comes: what our databases need they must say themselves.
    server = await startMariaDb('--character-set-server=latin1', '--collation-server=latin1_swedish_ci');
    const root = await createConnection(server.url);
    for (const name of SUBGRAPHS) await root.query(`drop database heitu_${name}`);
    await root.end();
    folder = mkdtempSync(join(tmpdir(), 'heitu-documents-'));
    port = await freePort();
    env = {
      ...promisedEnvironment(),
      DATA_DIR: folder,
      PORT: String(port),
      SANDBOX_PORT: String(await freePort()),
      NO_CLIENTS: '1',
    };
    const start = here(/`(DATABASE_URL=mysql:\S+ \.\/run start)`/.exec(readme)![1]!);
    platform = spawn('bash', ['-c', `exec env ${start}`], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [platform.stdout!, platform.stderr!]) stream.on('data', (data) => (printed += String(data)));
    for (
      const until = Date.now() + START_MS;
      !printed.includes('Heitu is up.');
      await new Promise((resolve) => setTimeout(resolve, 200))
    ) {
      if (platform.exitCode !== null || Date.now() > until) throw new Error(`the platform did not start:\n${printed}`);
    }
  }, START_MS);
  afterAll(async () => {
    if (platform && platform.exitCode === null) {
      const ended = new Promise((resolve) => platform.once('exit', resolve));
      platform.kill('SIGTERM');
      await ended;
    }
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const databases = async (): Promise<string[]> => {
    const root = await createConnection(server.url);
    const [rows] = await root.query<RowDataPacket[]>(
      `select schema_name as name, default_character_set_name as charset, default_collation_name as collation
       from information_schema.schemata where schema_name like ? order by 1`,
      ['heitu%'],
    );
    await root.end();
    return rows.map(({ name, charset, collation }) => `${name} ${charset} ${collation}`);
  };

  it('promise the Node that they are tried with', async () => {
    expect(readme).toContain(`You need Node ${PROMISED_MAJOR} or newer with npm; nothing else.`);
    expect(await shell('node --version')).toMatch(new RegExp(`^v${PROMISED_MAJOR}\\.`));
  });

  it('README: starts on a server that has nothing but its root, and answers what the next block asks', async () => {
    expect(blocksOf(readme).map((block) => block.split('\n')[0])).toEqual([
      './run start',
      expect.stringMatching(/^ask\(\)/),
      './run journey',
    ]);
    const [, ask] = blocksOf(readme);
    const [define, ...asked] = here(ask!).split(/\n+(?=ask '|#)/);
    const [search, trace] = asked.filter((line) => line.startsWith('ask '));
    const found = JSON.parse(await shell(`${define}\n${search}`));
    expect(found.errors).toBeUndefined();
    const { lots, shop, skus } = found.data.search.edges[0].node;
    expect([shop.name, skus[0].label.retailFen > 0]).toEqual([expect.any(String), true]);
    const traced = JSON.parse(await shell(`${define}\n${trace!.replace('…', lots[0].lotCode)}`));
    expect([traced.errors, traced.data.trace.verified]).toEqual([undefined, true]);
    const epcis = here(/`(curl \S+<lotCode>)`/.exec(readme)![1]!)
      .replace('<lotCode>', lots[0].lotCode)
      .replace('curl', 'curl -sf');
    expect(JSON.parse(await shell(epcis))).toMatchObject({ type: 'EPCISDocument' });
    expect(await databases()).toEqual([...SUBGRAPHS].sort().map((name) => `heitu_${name} utf8mb4 utf8mb4_bin`));
  });

  it('RUNBOOK: its commands and its keys are what the platform takes', async () => {
    const database = `export DATABASE_URL=${server.url}\n`;
    const [events] = blocksOf(runbook);
    const [parked, releaseOne, releaseAll] = events!.split('\n').map((line) => line.replace(/#.*/, '').trim());
    await shell(database + parked!);
    await shell(database + releaseAll!);
    await expect(shell(database + releaseOne!)).rejects.toThrow();
    const inline = (about: RegExp): string => about.exec(runbook)![1]!;
    const made = await shell(
      `cd ${folder}\n${inline(/`(openssl genpkey [^`]+)`/)}\n${inline(/`(openssl pkey -in [^`]+)`/)}`,
    );
    expect(made).toMatch(/^-----BEGIN PUBLIC KEY-----\n/m);
    expect((await shell(inline(/`(openssl rand -hex \d+)`/))).trim()).toMatch(/^[0-9a-f]{64}$/);
  }, 120_000);
});
