import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import {
  baseFor,
  chainOf,
  compareTables,
  contentsOf,
  drillPassed,
  dueKind,
  RECOMMENDED_PERIODS,
  RETENTION,
  setsToForget,
  type BackupKind,
  type BackupSet,
} from './backup.policy.ts';

const NOW = Date.UTC(2026, 10, 25, 4);
let made = 0;
const set = (kind: BackupKind, hoursAgo: number, base: BackupSet | null = null): BackupSet => ({
  id: `s${(made += 1)}`,
  kind,
  baseId: base?.id ?? null,
  atMs: NOW - hoursAgo * HOUR_MS,
  snapshotId: '',
  sizeBytes: 1,
});
const due = (...sets: BackupSet[]) => dueKind(sets, NOW, RECOMMENDED_PERIODS);

describe('backup policy', () => {
  it('counts tables by the five kinds, whichever way their database is called [11.6.4.dp] [11.6.4.dq] [11.6.4.dr] [11.6.4.ds] [11.6.4.dt]', () => {
    const of = (database: string, ...names: string[]) =>
      names.map((table) => ({ database, table, rows: 1, checksum: '' }));
    const tables = [
      ...of('heitu_catalog', 'Product'),
      ...of('heitu_orders', 'Order', 'Quote'),
      ...of('heitu_sellers', 'Party'),
      ...of('trust', 'Account', 'ApiClient', 'Measure'),
      ...of('elsewhere', 'Other'),
    ];
    const databases = { catalog: 'heitu_catalog', orders: 'heitu_orders', sellers: 'heitu_sellers', trust: 'trust.db' };
    expect(contentsOf(databases, tables, ({ table }) => table !== 'Quote' && table !== 'Account')).toEqual([
      { kind: 'pages', tableCount: 1, tableTotal: 1 },
      { kind: 'consumers', tableCount: 0, tableTotal: 1 },
      { kind: 'trade', tableCount: 1, tableTotal: 2 },
      { kind: 'management', tableCount: 1, tableTotal: 1 },
      { kind: 'applications', tableCount: 2, tableTotal: 2 },
    ]);
  });
  it('takes what is due: full every 12 hours, incremental every 2, differential every 7 days [11.6.3]', () => {
    expect(due()).toBe('full');
    expect(due(set('incremental', 1))).toBe('full');
    expect(due(set('full', 1))).toBeNull();
    expect(due(set('full', 2))).toBe('incremental');
    expect(due(set('full', 3), set('incremental', 1))).toBeNull();
    expect(due(set('full', 12), set('incremental', 1))).toBe('full');
    expect(due(set('full', 7 * 24), set('full', 3), set('incremental', 1))).toBe('differential');
    expect(due(set('full', 7 * 24), set('full', 3), set('differential', 1))).toBeNull();
  });
  it('lets a timer be a little early, not more', () => {
    const almost = { ...set('full', 2), atMs: NOW - 2 * HOUR_MS + 4 * MINUTE_MS };
    expect(due(almost)).toBe('incremental');
    expect(due({ ...almost, atMs: almost.atMs + 2 * MINUTE_MS })).toBeNull();
  });
  it('bases a differential on the newest full set, an incremental on the newest of any kind [11.6.1.di] [11.6.1.dk]', () => {
    const full = set('full', 5);
    const first = set('incremental', 3, full);
    const sets = [full, first];
    expect(baseFor('differential', sets)).toBe(full);
    expect(baseFor('incremental', sets)).toBe(first);
    expect(baseFor('full', sets)).toBeUndefined();
  });
  it('names the link that a chain lacks, and ends where sets name each other', () => {
    const full = set('full', 5);
    const differential = set('differential', 4, full);
    const incremental = set('incremental', 3, differential);
    expect(chainOf([incremental, full, differential], incremental.id)).toEqual({
      chain: [full, differential, incremental],
    });
    expect(chainOf([incremental, differential], incremental.id)).toEqual({ missing: full.id });
    const [a, b] = [
      { ...full, id: 'a', baseId: 'b' },
      { ...full, id: 'b', baseId: 'a' },
    ];
    expect(chainOf([a, b], 'a')).toEqual({ missing: 'a' });
  });
  it('never forgets a set that a kept one needs, nor the newest', () => {
    const allHours = RETENTION.allMs / HOUR_MS;
    const old = set('full', allHours + 5);
    const older = set('full', allHours + 6);
    const between = set('incremental', allHours + 1, older);
    const kept = set('incremental', allHours - 1, between);
    const lost = set('incremental', allHours + 3, old);
    expect(setsToForget([older, old, lost, between, kept], NOW)).toEqual([lost]);
    const ancient = set('full', RETENTION.dailyMs / HOUR_MS + 24);
    expect(setsToForget([ancient], NOW)).toEqual([]);
    expect(setsToForget([ancient, set('full', 1)], NOW)).toEqual([ancient]);
  });
  it('keeps one full set a day up to three months, and nothing of an erased person longer', () => {
    const daily = Array.from({ length: 400 }, (_none, half) => set('full', half * 12 + 1));
    const forgotten = new Set(setsToForget(daily, NOW).map(({ id }) => id));
    const kept = daily.filter(({ id }) => !forgotten.has(id));
    const ages = kept.map(({ atMs }) => Math.floor((NOW - atMs) / DAY_MS));
    expect(ages.filter((days) => days < 14)).toHaveLength(28);
    expect(new Set(ages.filter((days) => days > 14)).size).toBe(ages.filter((days) => days > 14).length);
    expect(Math.max(...ages)).toBe(89);
  });
  it('counts a table as whole only where its checksum is the same [11.3.3.dc]', () => {
    const of = (table: string, rows: number, checksum: string) => ({ database: 'orders', table, rows, checksum });
    const recorded = [of('Order', 100, 'a'), of('Stock', 10, 'b'), of('Cart', 5, 'c')];
    expect(compareTables(recorded, recorded)).toEqual({ rowsBefore: 115, rowsRecovered: 115, differences: [] });
    expect(compareTables(recorded, [of('Order', 98, 'z'), of('Stock', 10, 'z')])).toEqual({
      rowsBefore: 115,
      rowsRecovered: 98 + 9,
      differences: [
        { database: 'orders', table: 'Order', recorded: 100, restored: 98 },
        { database: 'orders', table: 'Stock', recorded: 10, restored: 10 },
        { database: 'orders', table: 'Cart', recorded: 5, restored: 0 },
      ],
    });
  });
  it('passes an ordinary drill under an hour with every row, a severe one under twelve with over 98 % [11.3.3.db] [11.3.3.dc]', () => {
    expect(drillPassed('ordinary', HOUR_MS - 1, 100, 100)).toBe(true);
    expect(drillPassed('ordinary', HOUR_MS, 100, 100)).toBe(false);
    expect(drillPassed('ordinary', 1, 100, 99)).toBe(false);
    expect(drillPassed('severe', 12 * HOUR_MS - 1, 100, 99)).toBe(true);
    expect(drillPassed('severe', 1, 100, 98)).toBe(false);
    expect(drillPassed('severe', 12 * HOUR_MS, 100, 100)).toBe(false);
  });
});
