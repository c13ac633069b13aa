import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { keysOf } from '@heitu/kit/rules/checked';
import { BACKUP_CONTENTS, contentOf, SUBGRAPHS, type BackupContent, type ClauseRef } from '@heitu/standard';

/** Strongest first: where several are due, the first is taken, and the others at their next turn. */
export const BACKUP_KINDS = ['full', 'differential', 'incremental'] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];
export const KIND_TITLES: Readonly<Record<BackupKind, string>> = {
  full: '全量',
  differential: '差分',
  incremental: '增量',
};

export interface Periods {
  readonly clause: ClauseRef;
  readonly everyMs: Readonly<Record<BackupKind, number>>;
}
/** 11.6.3: recommended periods; the configuration may say others. */
export const RECOMMENDED_PERIODS: Periods = {
  clause: '11.6.3',
  everyMs: { full: 12 * HOUR_MS, differential: 7 * DAY_MS, incremental: 2 * HOUR_MS },
};
/** A timer that starts a little early must not wait for its next turn. */
export const SCHEDULE_SLACK_MS = 5 * MINUTE_MS;

/**
 * One set in a repository. A full one stands alone; a differential one needs its full; an incremental one the set
 * before it.
 */
export interface BackupSet {
  id: string;
  kind: BackupKind;
  baseId: string | null;
  /** The moment whose data it holds. */
  atMs: number;
  snapshotId: string;
  sizeBytes: number;
}

const newestOf = (sets: readonly BackupSet[], kinds: readonly BackupKind[]): BackupSet | undefined =>
  sets
    .filter((set) => kinds.includes(set.kind))
    .reduce<BackupSet | undefined>((newest, set) => (newest && newest.atMs >= set.atMs ? newest : set), undefined);
export const newestSet = (sets: readonly BackupSet[]): BackupSet | undefined => newestOf(sets, BACKUP_KINDS);

/**
 * Which kind is due now, null where none is. A stronger set stands in for a weaker one only where it holds newer data:
 * any set counts for the incremental period.
 */
export function dueKind(sets: readonly BackupSet[], nowMs: number, { everyMs }: Periods): BackupKind | null {
  const counts: Readonly<Record<BackupKind, readonly BackupKind[]>> = {
    full: ['full'],
    differential: ['differential'],
    incremental: BACKUP_KINDS,
  };
  const full = newestOf(sets, ['full']);
  if (!full) return 'full';
  // A first differential is due a period after the first full: before that there is nothing it could differ by.
  const firstMs = Math.min(...sets.map((set) => set.atMs));
  for (const kind of BACKUP_KINDS) {
    const lastMs = newestOf(sets, counts[kind])?.atMs ?? firstMs;
    if (nowMs - lastMs >= everyMs[kind] - SCHEDULE_SLACK_MS) return kind;
  }
  return null;
}

/** The set a new one is based on: the newest full for a differential, the newest of any kind for an incremental. */
export const baseFor = (kind: BackupKind, sets: readonly BackupSet[]): BackupSet | undefined =>
  kind === 'full' ? undefined : kind === 'differential' ? newestOf(sets, ['full']) : newestSet(sets);

/** What must be put together to restore a set, full first; or the id of the set that is missing. Pure. */
export function chainOf<S extends BackupSet>(sets: readonly S[], id: string): { chain: S[] } | { missing: string } {
  const byId = new Map(sets.map((set) => [set.id, set]));
  const chain: S[] = [];
  for (let next: string | null = id; next !== null;) {
    const set: S | undefined = byId.get(next);
    if (!set || chain.includes(set)) return { missing: next };
    chain.unshift(set);
    next = set.baseId;
  }
  return { chain };
}

/**
 * Everything for two weeks, then a full set a day up to three months. Not longer: a person's erasure is whole only when
 * the last set that holds their key is forgotten, and what the law makes us keep for three years is in the live
 * database.
 */
export const RETENTION = { allMs: 14 * DAY_MS, dailyMs: 90 * DAY_MS } as const;

/** Sets that no rule keeps and that no kept set needs. The newest one is always kept. Pure. */
export function setsToForget(sets: readonly BackupSet[], nowMs: number): BackupSet[] {
  const kept = new Set<string>();
  const days = new Set<string>();
  const keep = (set: BackupSet) => {
    const found = chainOf(sets, set.id);
    for (const link of 'chain' in found ? found.chain : [set]) kept.add(link.id);
  };
  const newest = newestSet(sets);
  if (newest) keep(newest);
  for (const set of [...sets].sort((a, b) => b.atMs - a.atMs)) {
    const ageMs = nowMs - set.atMs;
    const day = chinaDate(set.atMs);
    if (ageMs <= RETENTION.allMs) keep(set);
    else if (set.kind === 'full' && ageMs <= RETENTION.dailyMs && !days.has(day)) {
      days.add(day);
      keep(set);
    }
  }
  return sets.filter((set) => !kept.has(set.id));
}

/** 11.3.3.db-dc: an ordinary disaster leaves the copy on site, a severe one only the copy off site. */
export const DRILLS = {
  ordinary: { title: '一般灾难', place: 'local', withinMs: HOUR_MS, shareMin: 1, clause: '11.3.3.db' },
  severe: { title: '严重灾难', place: 'off-site', withinMs: 12 * HOUR_MS, shareMin: 0.98, clause: '11.3.3.db' },
} as const satisfies Record<
  string,
  { title: string; place: Place; withinMs: number; shareMin: number; clause: ClauseRef }
>;
export type DrillKind = keyof typeof DRILLS;
export type Place = 'local' | 'off-site';
export const PLACE_TITLES: Readonly<Record<Place, string>> = { local: '本地', 'off-site': '异地' };

/** How much of a repository each run reads again, besides its whole structure. */
export const CHECK_READ_SUBSET = '5%';

/** What a table held at the moment of the set. */
export interface TableFigure {
  database: string;
  table: string;
  rows: number;
  checksum: string;
}
export interface TableDifference {
  database: string;
  table: string;
  recorded: number;
  restored: number;
}

/** Of one kind of data, how many tables are in a set, and how many there are. */
export interface ContentFigure {
  kind: BackupContent;
  tableCount: number;
  tableTotal: number;
}
/** Tables by the five kinds of 11.6.4; `databases`: each room's, by the name that the tables are listed under. Pure. */
export function contentsOf(
  databases: Readonly<Record<string, string>>,
  tables: readonly TableFigure[],
  isInSet: (table: TableFigure) => boolean,
): ContentFigure[] {
  const roomOf = (database: string) => SUBGRAPHS.find((room) => database === room || databases[room] === database);
  return keysOf(BACKUP_CONTENTS).map((kind) => {
    const own = tables.filter((table) => {
      const room = roomOf(table.database);
      return room !== undefined && contentOf(room, table.table) === kind;
    });
    return { kind, tableCount: own.filter(isInSet).length, tableTotal: own.length };
  });
}

/** Compares what was restored with what was recorded: a table counts as whole only where its checksum is the same. Pure. */
export function compareTables(
  recorded: readonly TableFigure[],
  restored: readonly TableFigure[],
): { rowsBefore: number; rowsRecovered: number; differences: TableDifference[] } {
  const found = new Map(restored.map((figure) => [`${figure.database}.${figure.table}`, figure]));
  const differences: TableDifference[] = [];
  let rowsBefore = 0;
  let rowsRecovered = 0;
  for (const { database, table, rows, checksum } of recorded) {
    const now = found.get(`${database}.${table}`);
    const same = now?.rows === rows && now.checksum === checksum;
    rowsBefore += rows;
    // As many rows with other content: at least one of them is not the recorded one.
    rowsRecovered += same ? rows : Math.max(0, Math.min(now?.rows ?? 0, rows - 1));
    if (!same) differences.push({ database, table, recorded: rows, restored: now?.rows ?? 0 });
  }
  return { rowsBefore, rowsRecovered, differences };
}

/** A passed drill: in time, enough of the rows, and for an ordinary disaster every one (11.3.3.db-dc). Pure. */
export const drillPassed = (kind: DrillKind, tookMs: number, rowsBefore: number, rowsRecovered: number): boolean =>
  tookMs < DRILLS[kind].withinMs &&
  (DRILLS[kind].shareMin === 1 ? rowsRecovered === rowsBefore : rowsRecovered > rowsBefore * DRILLS[kind].shareMin);
