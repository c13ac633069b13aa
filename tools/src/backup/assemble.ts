import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../progress.ts';
import type { BackupConfig } from './backup.config.ts';
import { chainOf, newestSet, type Place, type TableFigure } from './backup.policy.ts';
import { BackupRefused } from './backup.refusals.ts';
import { logPositionIn, type LogPosition } from './log-archive.ts';
import { readManifest, type Manifest } from './manifest.ts';
import {
  ensureMariaDbBackup,
  measureMariaDb,
  prepareChain,
  serveScratch,
  type ScratchServer,
} from './mariadb.engine.ts';
import { ensureRestic, fetchFolder, listSets, type Repository, type StoredSet } from './restic.ts';
import { openSqliteSet } from './sqlite.engine.ts';

/**
 * A set as it stands again: its databases in `folder` (`<subgraph>.db`, or `mariadb/` with a server on it), its files
 * in `folder/files`.
 */
export interface Assembled {
  set: StoredSet;
  chain: readonly StoredSet[];
  manifest: Manifest;
  /** What the tables hold now. */
  tables: readonly TableFigure[];
  server: ScratchServer | null;
  /** Where the server's log goes on after it, if it kept one. */
  logPosition: LogPosition | null;
}

export async function setsIn(
  config: BackupConfig,
  place: Place,
): Promise<{ repository: Repository; sets: StoredSet[] }> {
  const repository = config.repositories[place];
  if (!repository) throw new BackupRefused('NO_OFF_SITE');
  ensureRestic();
  const sets = await listSets(repository);
  if (!sets) throw new BackupRefused('REPOSITORY_UNREACHABLE', repository.url);
  return { repository, sets };
}

/**
 * Fetches the newest set (of at most `atMs`) with all it is based on, and puts it together in an empty folder: full
 * first, then each that follows.
 */
export async function assembleSet(
  config: BackupConfig,
  place: Place,
  folder: string,
  options: { atMs?: number; only?: string } = {},
): Promise<Assembled> {
  const { repository, sets } = await setsIn(config, place);
  const newest = newestSet(sets.filter((set) => set.atMs <= (options.atMs ?? Infinity)));
  const set = sets.find((one) => one.id === newest?.id);
  if (!set) throw new BackupRefused('NO_SET');
  const found = chainOf(sets, set.id);
  if ('missing' in found) throw new BackupRefused('CHAIN_BROKEN', `${set.id} <- ${found.missing}`);
  const { chain } = found;
  const links = chain.map((link, index) => ({ link, to: join(folder, `set-${index}`) }));
  const folders = links.map(({ to }) => to);
  const [whole = '', ...others] = folders;
  for (const { link, to } of links)
    await step(`fetching ${link.kind} set ${link.id}`, () => fetchFolder(repository, link, 'set', to));
  await step('fetching the files', () => fetchFolder(repository, set, 'files', join(folder, 'files')));
  const manifest = readManifest(others.at(-1) ?? whole);
  if (manifest.id !== set.id) throw new BackupRefused('REPOSITORY_DAMAGED', `${set.id} holds ${manifest.id}`);
  if (options.only && !manifest.databases[options.only]) throw new BackupRefused('SUBGRAPH_UNKNOWN', options.only);
  if (manifest.engine === 'sqlite') {
    const tables = openSqliteSet(whole, manifest, folder, options.only);
    rmSync(whole, { recursive: true });
    return { set, chain, manifest, tables, server: null, logPosition: null };
  }
  ensureMariaDbBackup();
  const logPosition = logPositionIn(others.at(-1) ?? whole);
  await step('preparing the databases', () => prepareChain(folders));
  const dataDir = join(folder, 'mariadb');
  renameSync(whole, dataDir);
  for (const rest of others) rmSync(rest, { recursive: true });
  mkdirSync(dataDir, { recursive: true });
  const server = await step('starting a server on them', () => serveScratch(dataDir));
  try {
    const wanted = Object.entries(manifest.databases)
      .filter(([subgraph]) => !options.only || subgraph === options.only)
      .map(([, database]) => database);
    const tables = await step('counting and summing every table', () => measureMariaDb(server.connection, wanted));
    return { set, chain, manifest, tables, server, logPosition };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** What the set recorded of the part that is restored. */
export function recordedOf(manifest: Manifest, only?: string): TableFigure[] {
  const name = only && (manifest.engine === 'sqlite' ? only : manifest.databases[only]);
  return manifest.tables.filter((figure) => !name || figure.database === name);
}
