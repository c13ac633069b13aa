import { spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { openSubgraphs } from '@heitu/gateway/standalone';
import { readConfig, SANDBOX_FILE } from '@heitu/kit/serving/config';
import { createLogger } from '@heitu/kit/serving/logging';
import { sandboxEnvironment, startSandbox } from '@heitu/sandbox';
import { backupFolders, command, restic, snapshotsOf } from './command.fixture.ts';

const folders = backupFolders();
const env: Record<string, string> = { ...folders.env, BACKUP_OFFSITE_REPOSITORY: folders.path('off-site') };
const dataDir = env['DATA_DIR']!;

/** A cause in one file, then its effect in another, and back: as fast as it goes, until it is killed. */
const WRITER = `
const Database = require('better-sqlite3');
const [orders, payments] = ['orders', 'payments'].map((name) => new Database(process.argv[1] + '/' + name + '.db', { timeout: 5000 }));
for (let n = 1; ; n += 1) {
  orders.prepare('insert into Proof values (?)').run(n);
  payments.prepare('insert into Proof values (?)').run(n);
  if (n === 1) console.log('writing');
}`;

function read<T>(file: string, sql: string): T[] {
  const connection = new Database(file, { readonly: true });
  try {
    return connection.prepare(sql).all() as T[];
  } finally {
    connection.close();
  }
}
const records = (table: string) =>
  read<Record<string, unknown>>(join(dataDir, 'trust.db'), `select * from ${table} order by startedAtMs, id`);
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('backup on SQLite', () => {
  beforeAll(async () => {
    const sandbox = await startSandbox({ dataDir });
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(
      join(dataDir, SANDBOX_FILE),
      Object.entries(sandboxEnvironment(sandbox))
        .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
        .join(''),
    );
    await sandbox.close();
    const subgraphs = await openSubgraphs(readConfig('test', env), env, createLogger('test', 'silent'));
    for (const subgraph of subgraphs.values()) await subgraph.close();
    for (const name of ['orders', 'payments']) {
      const connection = new Database(join(dataDir, `${name}.db`));
      connection.exec('create table Proof (n integer primary key)');
      connection.close();
    }
    mkdirSync(join(dataDir, 'files', 'trust', 'aa'), { recursive: true });
    writeFileSync(join(dataDir, 'files', 'trust', 'aa', 'fileaa'), 'sealed bytes');
  });
  afterAll(() => folders.remove());

  it('copies all files of one moment while they are written, and restores them whole [11.6.1.dl] [11.6.2.do] [11.6.4.dr]', async () => {
    const writer = spawn(process.execPath, ['-e', WRITER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => writer.stdout.once('data', resolve));
    const taken = await command(['backup'], env);
    writer.kill('SIGKILL');
    expect(taken).toMatchObject({ code: 0 });
    const before = read<{ n: number }>(join(dataDir, 'orders.db'), 'select count(*) as n from Proof')[0]!.n;

    const restored = await command(['restore', '--to', folders.path('restored')], env);
    expect(restored.code).toBe(0);
    const [causes, effects] = ['orders', 'payments'].map(
      (name) => read<{ n: number }>(folders.path('restored', `${name}.db`), 'select count(*) as n from Proof')[0]!.n,
    ) as [number, number];
    expect(causes).toBeGreaterThan(0);
    expect(causes).toBeLessThan(before);
    expect([causes, causes - 1]).toContain(effects);
    expect(readFileSync(folders.path('restored', 'files', 'trust', 'aa', 'fileaa'), 'utf8')).toBe('sealed bytes');
    // Keys are never in a set: whoever has the repository and its password still reads no personal data.
    expect(filesBelow(folders.path('restored')).filter((file) => /keys|\.pem|master/.test(file))).toEqual([]);

    const runs = records('BackupRun');
    expect(runs).toMatchObject([
      { method: 'full', place: 'local', succeeded: 1, check: 'crc' },
      { method: 'full', place: 'off-site', succeeded: 1 },
    ]);
    for (const run of runs) {
      expect(run['tableCount']).toBe(run['tableTotal']);
      expect(run['tableTotal']).toBeGreaterThan(100);
      const contents = JSON.parse(String(run['contents'])) as { tableCount: number; tableTotal: number }[];
      expect(contents.map(({ tableTotal }) => tableTotal > 0)).toEqual([true, true, true, true, true]);
      expect(contents.reduce((sum, { tableCount }) => sum + tableCount, 0)).toBe(run['tableTotal']);
      expect(run['sizeBytes']).toBeGreaterThan(100_000);
      expect(run['snapshotId']).toMatch(/^[0-9a-f]{64}$/);
    }
  }, 180_000);

  it('passes a drill and records its figures [11.3.3.db] [11.3.3.dc]', async () => {
    const drill = await command(['drill', '--kind', 'severe'], env);
    expect(drill.output).toContain('严重灾难演练：通过');
    expect(drill.code).toBe(0);
    const [record] = records('Drill');
    expect(record).toMatchObject({ kind: 'severe' });
    expect(record!['rowsRecovered']).toBe(record!['rowsBefore']);
  }, 180_000);

  it('does nothing where nothing is due, and refuses a kind that needs a server [11.6.3]', async () => {
    expect(await command(['backup'], env)).toMatchObject({ code: 0, output: expect.stringContaining('没有到期') });
    expect(await command(['backup', '--kind', 'incremental'], env)).toMatchObject({
      code: 64,
      output: expect.stringContaining('ONLY_FULL_ON_SQLITE'),
    });
    expect(records('BackupRun')).toHaveLength(2);
  }, 180_000);

  it('refuses a wrong password and a target that is not empty, and changes nothing there', async () => {
    writeFileSync(folders.path('other-password'), 'guessed');
    const wrong = await command(['restore', '--to', folders.path('target')], {
      ...env,
      BACKUP_PASSWORD_FILE: folders.path('other-password'),
    });
    expect(wrong).toMatchObject({ code: 77, output: expect.stringContaining('PASSWORD_WRONG') });
    expect(existsSync(folders.path('target'))).toBe(false);
    mkdirSync(folders.path('taken'));
    writeFileSync(folders.path('taken', 'mine'), 'x');
    expect(await command(['restore', '--to', folders.path('taken')], env)).toMatchObject({
      code: 73,
      output: expect.stringContaining('TARGET_NOT_EMPTY'),
    });
    expect(readdirSync(folders.path('taken'))).toEqual(['mine']);
  }, 180_000);

  it('records a run that was killed as failed, and the next one works [11.6.5.dv]', async () => {
    const killed = await command(['backup', '--kind', 'full'], env, 'copying the databases');
    expect(killed.code).toBeNull();
    // Trust out of reach: the record waits.
    expect(
      await command(['backup', '--kind', 'full'], {
        ...env,
        BACKUP_OFFSITE_REPOSITORY: '',
        TRUST_URL: 'http://127.0.0.1:9',
      }),
    ).toMatchObject({ code: 0, output: expect.stringContaining('kept for the next run') });
    expect(records('BackupRun')).toHaveLength(2);
    expect((await command(['backup'], { ...env, BACKUP_OFFSITE_REPOSITORY: '' })).code).toBe(0);
    expect(records('BackupRun').slice(2)).toMatchObject([
      { succeeded: 0, check: 'none', snapshotId: null },
      { succeeded: 1, place: 'local' },
    ]);
    expect(
      readdirSync(join(dataDir, 'backup')).filter((name) => name.startsWith('scratch-') || name === 'running.json'),
    ).toEqual([]);
  }, 180_000);

  it('fails a drill that misses rows, says which, and records it [11.3.3.dc]', async () => {
    const snapshot = (await snapshotsOf(env)).at(-1)!;
    const set = snapshot.paths.find((path) => path.endsWith('/set'))!;
    const work = folders.path('poorer');
    await restic(env, ['restore', `${snapshot.id}:${set}`, '--target', join(work, 'set')]);
    mkdirSync(join(work, 'files'));
    const connection = new Database(join(work, 'set', 'orders.db'));
    connection.exec('delete from Proof where n in (1, 2, 3)');
    connection.close();
    const tags = snapshot.tags.map((tag) => (tag.startsWith('at=') ? `at=${Date.now()}` : tag)).join(',');
    expect((await restic(env, ['backup', join(work, 'set'), join(work, 'files'), '--tag', tags])).code).toBe(0);
    const drill = await command(['drill'], env);
    expect(drill.code).toBe(1);
    expect(drill.output).toContain('一般灾难演练：不通过');
    expect(drill.output).toMatch(/orders\.Proof：备份时 \d+ 行，恢复 \d+ 行/);
    const record = records('Drill').at(-1)!;
    expect(record).toMatchObject({ kind: 'ordinary', note: expect.stringContaining('Proof') });
    expect(Number(record['rowsBefore']) - Number(record['rowsRecovered'])).toBe(3);
  }, 180_000);

  it('finds a flipped byte in the repository, restores nothing from it, and the copy off site still serves [11.6.5.dw]', async () => {
    const packs = filesBelow(join(env['BACKUP_REPOSITORY']!, 'data')).sort(
      (a, b) => statSync(b).size - statSync(a).size,
    );
    for (const pack of packs) {
      const bytes = readFileSync(pack);
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      writeFileSync(pack, bytes, { mode: 0o600 });
    }
    const refused = await command(['restore', '--to', folders.path('target')], env);
    expect(refused).toMatchObject({ code: 65, output: expect.stringContaining('REPOSITORY_DAMAGED') });
    expect(existsSync(folders.path('target'))).toBe(false);
    expect(await command(['restore', '--to', folders.path('target'), '--from', 'off-site'], env)).toMatchObject({
      code: 0,
    });
    expect(existsSync(folders.path('target', 'orders.db'))).toBe(true);
  }, 180_000);

  it('makes no set of a damaged database nor a new repository for a lost one, and records the failed runs [11.6.5.dw]', async () => {
    const damaged = folders.path('damaged');
    cpSync(dataDir, damaged, { recursive: true });
    const file = join(damaged, 'catalog.db');
    copyFileSync(join(dataDir, 'catalog.db'), file);
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 3, 4096 * 3 + 64);
    writeFileSync(file, bytes);
    const own = { ...folders.env, DATA_DIR: damaged, BACKUP_REPOSITORY: folders.path('third') };
    expect(await command(['backup'], own)).toMatchObject({
      code: 65,
      output: expect.stringContaining('DATABASE_DAMAGED'),
    });
    expect(await snapshotsOf(own)).toEqual([]);
    expect(
      read<Record<string, unknown>>(join(damaged, 'trust.db'), 'select * from BackupRun order by startedAtMs').at(-1),
    ).toMatchObject({ succeeded: 0, method: 'full' });
    // A repository that was there once, on a disk that is not mounted: an empty new one would look like a good backup.
    rmSync(folders.path('third'), { recursive: true });
    expect(await command(['backup'], own)).toMatchObject({
      code: 69,
      output: expect.stringContaining('REPOSITORY_UNREACHABLE'),
    });
    expect(existsSync(folders.path('third'))).toBe(false);
  }, 180_000);
});
