import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { isKeyOf, must } from '@heitu/kit/rules/checked';
import type { Environment } from '@heitu/kit/serving/config';
import { pinSession } from '@heitu/kit/data/server-session';
import { SUBGRAPHS } from '@heitu/standard';
import { step } from '../progress.ts';
import { assembleSet, recordedOf, setsIn, type Assembled } from './assemble.ts';
import { readBackupConfig, type BackupConfig } from './backup.config.ts';
import { chainOf, compareTables, KIND_TITLES, PLACE_TITLES, type Place, type TableFigure } from './backup.policy.ts';
import { BackupRefused } from './backup.refusals.ts';
import { loadDatabases } from './load-databases.ts';
import { replayLogs } from './log-archive.ts';
import { writeManifest } from './manifest.ts';
import { megabytes, moment } from './report.ts';
import { inScratch } from './turn.ts';

export interface RestoreOptions {
  list?: boolean;
  to?: string;
  at?: string;
  until?: string;
  only?: string;
  from?: string;
}

/** `2026-11-25T08:00` is China's time, as the reports show it. */
function momentOf(text: string): number {
  const atMs = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) ? Date.parse(`${text}+08:00`) : Number.NaN;
  if (Number.isNaN(atMs)) throw new BackupRefused('TIME_UNREADABLE', text);
  return atMs;
}

/**
 * `./run restore`: lists the sets, or puts one into an empty folder or server and compares it with what was recorded.
 * Answers the exit code.
 */
export async function restoreSet(env: Environment, options: RestoreOptions): Promise<number> {
  const config = readBackupConfig(env);
  const { from: place = 'local', only } = options;
  if (!isKeyOf(PLACE_TITLES, place)) throw new BackupRefused('PLACE_UNKNOWN', place);
  if (options.list) return list(config, place);
  if (!options.to) throw new BackupRefused('TARGET_MISSING');
  if (only && !SUBGRAPHS.some((name) => name === only)) throw new BackupRefused('SUBGRAPH_UNKNOWN', only);
  const untilMs = options.until === undefined ? undefined : momentOf(options.until);
  const atMs = options.at === undefined ? untilMs : momentOf(options.at);
  if (untilMs !== undefined && (only || options.to.startsWith('mysql:') || config.engine !== 'mariadb'))
    throw new BackupRefused('UNTIL_TO_FOLDER');
  const wanted = { atMs, untilMs, only: options.only };
  const restored = options.to.startsWith('mysql:')
    ? await toServer(config, place, options.to, wanted)
    : await toFolder(config, place, resolve(options.to), wanted);
  const { set, chain, manifest, tables } = restored;
  console.log(`已从${PLACE_TITLES[place]}副本恢复到 ${options.to.replace(/:[^:@/]*@/, ':…@')}`);
  console.log(
    `恢复点 ${moment(set.atMs)}，由 ${chain.map((link) => `${KIND_TITLES[link.kind]} ${link.id}`).join(' + ')} 合成`,
  );
  console.log(
    `${options.only ?? Object.keys(manifest.databases).join('、')}：${tables.length} 张表 ${tables.reduce((sum, table) => sum + table.rows, 0)} 行，行数和校验和与备份时的记录一致`,
  );
  if (untilMs !== undefined) console.log(`再按日志补到 ${moment(untilMs)}`);
  return 0;
}

async function list(config: BackupConfig, place: Place): Promise<number> {
  const { sets } = await setsIn(config, place);
  for (const set of sets) {
    const found = chainOf(sets, set.id);
    const state = 'missing' in found ? `缺少 ${found.missing}，不能恢复` : `合成 ${found.chain.length} 份`;
    console.log(
      [
        set.id,
        KIND_TITLES[set.kind],
        moment(set.atMs),
        megabytes(set.sizeBytes),
        set.snapshotId.slice(0, 8),
        state,
      ].join('  '),
    );
  }
  console.log(`${PLACE_TITLES[place]}共 ${sets.length} 份`);
  return 0;
}

/** Refuses what is restored but is not what was recorded. */
function assertSame(assembled: Assembled, tables: readonly TableFigure[], only?: string): void {
  const { differences } = compareTables(recordedOf(assembled.manifest, only), tables);
  if (differences.length > 0)
    throw new BackupRefused(
      'RESTORED_DIFFERS',
      differences
        .map(({ database, table, recorded, restored }) => `${database}.${table} ${restored}/${recorded}`)
        .join(', '),
    );
}

/** Put together beside the target and renamed at the end: what fails on the way leaves the target as it was. */
async function toFolder(
  config: BackupConfig,
  place: Place,
  target: string,
  options: { atMs?: number; untilMs?: number; only?: string },
): Promise<Assembled> {
  if (existsSync(target) && readdirSync(target).length > 0) throw new BackupRefused('TARGET_NOT_EMPTY', target);
  const work = join(dirname(target), `.${basename(target)}.restoring`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true, mode: 0o700 });
  try {
    const assembled = await assembleSet(config, place, work, options);
    try {
      assertSame(assembled, assembled.tables, options.only);
      if (options.only) await keepOnly(assembled, work, options.only);
      const { server, logPosition } = assembled;
      const { untilMs } = options;
      if (server && untilMs !== undefined)
        await step('replaying the log', () => replayLogs(config, place, server, logPosition, untilMs, work));
    } finally {
      await assembled.server?.stop();
    }
    writeManifest(work, assembled.manifest);
    if (existsSync(target)) rmdirSync(target);
    renameSync(work, target);
    return assembled;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function keepOnly({ manifest, server }: Assembled, folder: string, only: string): Promise<void> {
  for (const [subgraph, database] of Object.entries(manifest.databases)) {
    if (subgraph === only) continue;
    await server?.connection.query(`drop database \`${database}\``);
    rmSync(join(folder, 'files', subgraph), { recursive: true, force: true });
  }
}

/**
 * Into a running server that has none of these tables yet; the files stay where `./run restore --to <folder>` puts
 * them.
 */
async function toServer(
  config: BackupConfig,
  place: Place,
  url: string,
  options: { atMs?: number; only?: string },
): Promise<Assembled> {
  const target = await createConnection({ uri: url, supportBigNumbers: true, bigNumberStrings: true })
    .then(pinSession)
    .catch((error: Error) => {
      throw new BackupRefused('DATABASE_UNREACHABLE', error.message);
    });
  try {
    const names = Object.entries(config.databases)
      .filter(([subgraph]) => !options.only || subgraph === options.only)
      .map(([, database]) => database);
    const [rows] = await target.query<RowDataPacket[]>(
      'select table_schema as name from information_schema.tables where table_schema in (?) limit 1',
      [names],
    );
    const [row] = rows;
    if (row) throw new BackupRefused('TARGET_NOT_EMPTY', String(row['name']));
    return await inScratch(config.workDir, async (scratch) => {
      const assembled = await assembleSet(config, place, scratch, options);
      try {
        assertSame(assembled, assembled.tables, options.only);
        const wanted = Object.entries(assembled.manifest.databases)
          .filter(([subgraph]) => !options.only || subgraph === options.only)
          .map(([, database]) => database);
        const from = must(assembled.server, 'the server that the set was opened on').url;
        const tables = await step('loading the server', () => loadDatabases(from, url, target, wanted, scratch));
        assertSame(assembled, tables, options.only);
        return assembled;
      } finally {
        await assembled.server?.stop();
      }
    });
  } finally {
    target.destroy();
  }
}
