import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '@heitu/kit/rules/validate';
import { jsonOf, must } from '@heitu/kit/rules/checked';
import type { Environment } from '@heitu/kit/serving/config';
import { say, step } from '../progress.ts';
import { readBackupConfig, type BackupConfig } from './backup.config.ts';
import {
  BACKUP_KINDS,
  baseFor,
  dueKind,
  KIND_TITLES,
  contentsOf,
  setsToForget,
  type BackupKind,
  type ContentFigure,
  type Place,
  type TableFigure,
} from './backup.policy.ts';
import { BackupRefused } from './backup.refusals.ts';
import { deliverRecords, keepRecord } from './evidence.ts';
import { ensureMariaDbBackup, examineServer, takeMariaDb } from './mariadb.engine.ts';
import { type Manifest, MANIFEST_FILE, manifestIn, writeManifest } from './manifest.ts';
import { megabytes, moment, seconds } from './report.ts';
import {
  checkRepository,
  copySets,
  createRepository,
  ensureRestic,
  forgetSets,
  listSets,
  readFromSet,
  storeSet,
  unlockStale,
  type Repository,
  type StoredSet,
} from './restic.ts';
import { takeSqlite } from './sqlite.engine.ts';
import { inScratch, takeTurn } from './turn.ts';

interface Run {
  id: string;
  kind: BackupKind;
  startedAtMs: number;
}
interface Outcome {
  succeeded: boolean;
  snapshotId: string | null;
  sizeBytes: number;
  tableCount: number;
  tableTotal: number;
  contents: readonly ContentFigure[];
}
const NOTHING: Outcome = {
  succeeded: false,
  snapshotId: null,
  sizeBytes: 0,
  tableCount: 0,
  tableTotal: 0,
  contents: [],
};

/**
 * `./run backup [--kind K]`: takes what is due, or the kind that is asked for; online, checked, copied off site,
 * recorded (11.6). Answers the exit code.
 */
export async function takeBackup(env: Environment, requested?: string): Promise<number> {
  const config = readBackupConfig(env);
  const asked = BACKUP_KINDS.find((kind) => kind === requested);
  if (requested !== undefined && !asked) throw new BackupRefused('KIND_UNKNOWN', requested);
  if (config.engine === 'sqlite' && asked && asked !== 'full') throw new BackupRefused('ONLY_FULL_ON_SQLITE');
  ensureRestic();
  if (config.engine === 'mariadb') ensureMariaDbBackup();
  const startedAtMs = config.clock.now();
  const about: Run = {
    id: `${new Date(startedAtMs).toISOString().slice(0, 19).replace(/\D/g, '')}-${randomBytes(2).toString('hex')}`,
    kind: asked ?? 'full',
    startedAtMs,
  };
  return takeTurn(config.workDir, about, async (killed, note) => {
    if (killed) await afterKill(config, killed);
    try {
      return await backupNow(config, about, asked, note);
    } finally {
      await deliverRecords(config);
    }
  });
}

/** A run that was killed is recorded as failed, and its locks in the repositories are lifted. */
async function afterKill(config: BackupConfig, killed: Run): Promise<void> {
  say(`heitu: the run ${killed.id} was killed; it is recorded as failed`);
  record(config, killed, 'local', NOTHING);
  for (const repository of Object.values(config.repositories))
    if (repository) await unlockStale(repository).catch(() => say(`heitu: ${repository.url} could not be unlocked`));
}

function record(config: BackupConfig, { id, kind, startedAtMs }: Run, place: Place, outcome: Outcome): void {
  const input = {
    requestId: `${id}-${place}`,
    method: kind,
    place,
    check: outcome.succeeded ? 'crc' : 'none',
    ...outcome,
    startedAt: new Date(startedAtMs).toISOString(),
    finishedAt: new Date(config.clock.now()).toISOString(),
  };
  keepRecord(config, { mutation: 'recordBackup', input });
}

async function backupNow(
  config: BackupConfig,
  run: Run,
  asked: BackupKind | undefined,
  note: (run: Run) => void,
): Promise<number> {
  const local = must(config.repositories.local, 'the local repository');
  let outcome: Outcome;
  let manifest: Manifest;
  let sets: StoredSet[] = [];
  try {
    sets = await openRepository(config, local);
    const due = asked ?? dueKind(sets, run.startedAtMs, config.periods);
    if (!due) {
      say('现在没有到期的备份');
      return 0;
    }
    // SQLite has no log to read changes from; restic stores only the pieces that are new.
    run.kind = config.engine === 'sqlite' ? 'full' : due;
    note(run);
    ({ manifest, outcome } = await takeLocal(config, local, run, sets, asked !== undefined));
  } catch (error) {
    record(config, run, 'local', NOTHING);
    throw error;
  }
  record(config, run, 'local', outcome);
  const offSite = await takeOffSite(config, local, run, outcome);
  const forgotten = setsToForget(sets, config.clock.now());
  if (forgotten.length > 0)
    for (const place of Object.values(config.repositories))
      if (place) await forgetEverywhere(place, new Set(forgotten.map((set) => set.id)));
  const rows = manifest.tables.reduce((sum, figure) => sum + figure.rows, 0);
  console.log(
    `${KIND_TITLES[run.kind]}备份 ${run.id} 完成：恢复点 ${moment(manifest.atMs)}，${Object.keys(manifest.databases).length} 个库 ${outcome.tableCount} 张表 ${rows} 行，${megabytes(outcome.sizeBytes)}，用时 ${seconds(config.clock.now() - run.startedAtMs)}；校验通过；本地 ${outcome.snapshotId?.slice(0, 8)}${offSite ? `，异地 ${offSite.slice(0, 8)}` : '，没有异地副本'}`,
  );
  return 0;
}

/**
 * The sets of a repository; one is made where there has never been any. A repository that was there and is not (a disk
 * that is not mounted) is never made anew.
 */
async function openRepository(config: BackupConfig, repository: Repository, like?: Repository): Promise<StoredSet[]> {
  const file = join(config.workDir, 'repositories.json');
  const known = existsSync(file) ? jsonOf(z.array(z.string()), readFileSync(file, 'utf8')) : [];
  const sets = await listSets(repository);
  if (!sets) {
    if (known.includes(repository.url)) throw new BackupRefused('REPOSITORY_UNREACHABLE', repository.url);
    await createRepository(repository, like);
  }
  if (!known.includes(repository.url)) writeFileSync(file, JSON.stringify([...known, repository.url]));
  return sets ?? [];
}

async function takeLocal(
  config: BackupConfig,
  local: Repository,
  run: Run,
  sets: readonly StoredSet[],
  asked: boolean,
): Promise<{ manifest: Manifest; outcome: Outcome }> {
  return inScratch(config.workDir, async (scratch) => {
    const folder = join(scratch, 'set');
    const engine = config.engine;
    let base: StoredSet | undefined;
    let manifest: Manifest;
    if (engine === 'sqlite') {
      const taken = await step('copying the databases', () =>
        takeSqlite(config.databases, folder, () => config.clock.now()),
      );
      manifest = { id: run.id, kind: run.kind, baseId: null, engine, ...taken };
    } else {
      const { lineage } = await examineServer(config.serverUrl, Object.values(config.databases));
      const found = await findBase(local, run, sets, lineage, asked);
      base = found?.set;
      const taken = await step(`${run.kind} backup of the databases`, () =>
        takeMariaDb(config.serverUrl, config.databases, folder, found?.lsn ?? null, () => config.clock.now()),
      );
      manifest = { id: run.id, kind: run.kind, baseId: base?.id ?? null, engine, lineage, ...taken };
    }
    writeManifest(folder, manifest);
    mkdirSync(config.filesDir, { recursive: true });
    // The files after the databases: a row's file is written before its row, so that every row in the set has its file.
    const stored = await step('storing the set', () =>
      storeSet(local, [folder, config.filesDir], {
        id: run.id,
        kind: run.kind,
        baseId: base?.id ?? null,
        atMs: manifest.atMs,
      }),
    );
    await step('checking the repository', () => checkRepository(local));
    const isInSet = ({ database, table }: TableFigure) =>
      engine === 'sqlite' || existsSync(join(folder, database, `${table}.frm`));
    const tables = {
      tableCount: manifest.tables.filter(isInSet).length,
      tableTotal: manifest.tables.length,
      contents: contentsOf(manifest.databases, manifest.tables, isInSet),
    };
    return { manifest, outcome: { succeeded: true, ...stored, ...tables } };
  });
}

/**
 * The set to go on from, where its files are still the server's; else a full set is taken, or refused where another was
 * asked for.
 */
async function findBase(
  local: Repository,
  run: Run,
  sets: readonly StoredSet[],
  lineage: string,
  asked: boolean,
): Promise<{ set: StoredSet; lsn: string } | null> {
  if (run.kind === 'full') return null;
  const found = baseFor(run.kind, sets);
  const set = sets.find((one) => one.id === found?.id);
  if (!set) throw new BackupRefused('BASE_MISSING');
  const manifest = manifestIn(await readFromSet(local, set, MANIFEST_FILE));
  if (manifest.lineage === lineage && manifest.lsn) return { set, lsn: manifest.lsn };
  if (asked) throw new BackupRefused('BASE_OF_ANOTHER_DATABASE', set.id);
  say('heitu: the databases are not those of the last set: a full one is taken');
  run.kind = 'full';
  return null;
}

/** Copies what the place off site lacks, this set and any it missed. The local set stays whatever happens there. */
async function takeOffSite(
  config: BackupConfig,
  local: Repository,
  run: Run,
  outcome: Outcome,
): Promise<string | null> {
  const repository = config.repositories['off-site'];
  if (!repository) {
    say('heitu: no off-site repository is set (BACKUP_OFFSITE_REPOSITORY): clause 11.6.2 asks for one');
    return null;
  }
  try {
    await openRepository(config, repository, local);
    await step('copying off site', () => copySets(local, repository));
    await checkRepository(repository);
    const copied = (await listSets(repository))?.find((set) => set.id === run.id);
    if (!copied) throw new BackupRefused('BACKUP_FAILED', `${run.id} is not in ${repository.url}`);
    record(config, run, 'off-site', { ...outcome, snapshotId: copied.snapshotId });
    return copied.snapshotId;
  } catch (error) {
    record(config, run, 'off-site', { ...NOTHING, tableTotal: outcome.tableTotal });
    throw error;
  }
}

async function forgetEverywhere(repository: Repository, ids: ReadonlySet<string>): Promise<void> {
  const sets = ((await listSets(repository)) ?? []).filter((set) => ids.has(set.id));
  if (sets.length > 0) await step('forgetting what the policy no longer keeps', () => forgetSets(repository, sets));
}
