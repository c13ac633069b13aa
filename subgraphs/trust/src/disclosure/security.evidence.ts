import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { EvidenceFigure, EvidenceTable } from '@heitu/kit/rules/evidence';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { BACKUP_CONTENTS, type ClauseRef } from '@heitu/standard';
import { countRows, declared, hours, info, measured, signed, within } from '../counting.ts';
import { besideFigures } from '../database-sessions/sighting.evidence.ts';
import { chainChecked } from '../audit/chain-checked.ts';
import { keyAges } from '../audit/keys-in-use.ts';
import { noLeak } from '../privacy/privacy.evidence.ts';
import type { TrustContext } from '../context.ts';
import {
  BACKUP_EVERY_MS,
  BACKUP_METHOD_TITLES,
  BACKUP_METHODS,
  BACKUP_PLACE_TITLES,
  BACKUP_PLACES,
  DRILL_LIMITS,
  DRILL_TITLES,
  type BackedUp,
  type BackupMethod,
  type BackupPlace,
  type DrillKind,
} from './disclosure.policy.ts';
import { YES } from '@heitu/kit/data/entities';
import { keysOf } from '@heitu/kit/rules/checked';

/** 11.6.3 recommends the times: one in twenty may be missed. */
const BACKUPS_KEPT_SHARE = 0.95;
/** Half a year: a drill that is older says nothing of what runs now. */
const DRILL_EVERY_MS = 184 * DAY_MS;
/** The test of a loss of power is owed each year (standard's duty `drill-power-loss`). */
const POWER_LOSS_EVERY_MS = 366 * DAY_MS;
const SEALED_WITHIN_MS = HOUR_MS;
/** A backup that a person typed in is that person's word; a tool that took it signs its call. */
const by = (bySystem: number | boolean | undefined) => (bySystem ? signed : declared);

const newestBackup = (
  context: TrustContext,
  { isChecked, ...which }: { method?: BackupMethod; place?: BackupPlace; isChecked?: true },
) =>
  context.rows
    .selectFrom('BackupRun')
    .selectAll()
    .where((eb) => eb.and(which))
    .$if(!!isChecked, (backups) => backups.where('check', '!=', 'none'))
    .where('succeeded', '=', YES)
    .orderBy('bySystem', 'desc')
    .orderBy('finishedAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();
const newestDrill = (context: TrustContext, kind: DrillKind) =>
  context.rows
    .selectFrom('Drill')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('bySystem', 'desc')
    .orderBy('finishedAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Played by the command within the year, and nothing lost in it, nor in one that a person wrote down after it. */
async function powerLoss(context: TrustContext): Promise<EvidenceFigure[]> {
  const drill = await newestDrill(context, 'power-loss');
  const isFresh = drill !== undefined && drill.finishedAtMs >= context.clock.now() - POWER_LOSS_EVERY_MS;
  const figures = [by(drill?.bySystem ?? true).present('一年内的断电测试', isFresh ? 1 : 0, '次')];
  if (!drill) return figures;
  const later = await context.rows
    .selectFrom('Drill')
    .select('id')
    .where('kind', '=', 'power-loss')
    .where('finishedAtMs', '>', drill.finishedAtMs)
    .whereRef('rowsRecovered', '<', 'rowsBefore')
    .execute();
  if (later.length > 0) figures.push(declared.none('后来登记的、丢了东西的断电测试', later.length, '次'));
  return [
    ...figures,
    by(drill.bySystem).none('断电测试里办成了却没留下的', drill.rowsBefore - drill.rowsRecovered, '件'),
  ];
}

/** A person's word lets nobody pass, but a drill that they write down as failed after it has failed. */
const failedSince = async (context: TrustContext, kind: 'ordinary' | 'severe', sinceMs: number) => {
  const { hours: limit, recoveredShare } = DRILL_LIMITS[kind];
  const later = await context.rows
    .selectFrom('Drill')
    .selectAll()
    .where('kind', '=', kind)
    .where('finishedAtMs', '>', sinceMs)
    .execute();
  return later.filter(
    ({ startedAtMs, finishedAtMs, rowsBefore, rowsRecovered }) =>
      finishedAtMs - startedAtMs >= limit * HOUR_MS || rowsRecovered < recoveredShare * rowsBefore,
  );
};

export const securityEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '11.3.3.db-dc'(context) {
    const nowMs = context.clock.now();
    const figures: EvidenceFigure[] = [];
    for (const kind of ['ordinary', 'severe'] as const) {
      const title = `${DRILL_TITLES[kind]}演练`;
      const drill = await newestDrill(context, kind);
      const isFresh = drill !== undefined && drill.finishedAtMs >= nowMs - DRILL_EVERY_MS;
      figures.push(by(drill?.bySystem ?? true).present(`半年内的${title}`, isFresh ? 1 : 0, '次'));
      if (!drill) continue;
      const limit = DRILL_LIMITS[kind];
      const recovered = drill.rowsBefore === 0 ? 0 : drill.rowsRecovered / drill.rowsBefore;
      const failed = await failedSince(context, kind, drill.finishedAtMs);
      if (failed.length > 0) figures.push(declared.none(`后来登记的、没有达标的${title}`, failed.length, '次'));
      figures.push(
        by(drill.bySystem).below(`${title}用时`, hours(drill.finishedAtMs - drill.startedAtMs), limit.hours, '小时'),
        by(drill.bySystem).min(
          `${title}恢复行数比例`,
          Math.round(recovered * 1000) / 10,
          limit.recoveredShare * 100,
          '%',
        ),
      );
    }
    return figures;
  },
  async '11.5'(context, period) {
    const proven = await countRows(
      context,
      'Complaint',
      ['decidedAtMs', 'is not', null],
      ...within('decidedAtMs', period),
    );
    // Each act is sealed into the chain a moment later; one that is not can be denied.
    const judged = within('atMs', { ...period, toMs: Math.min(period.toMs, context.clock.now() - SEALED_WITHIN_MS) });
    return [
      signed.each(
        '已上链的操作记录',
        await countRows(context, 'AuditEntry', ['sealed', '=', true], ...judged),
        await countRows(context, 'AuditEntry', ...judged),
        '条',
      ),
      info('凭证据裁定的纠纷', proven, '件'),
    ];
  },
  async '11.5.df'(context, period) {
    const addresses = await countRows(context, 'Address');
    const open = await countRows(context, 'Address', ['phoneSealed', '=', '']);
    const accounts = await countRows(context, 'Account', ['openidSealed', 'is not', null]);
    const refused = await countRows(context, 'PersonalDataRead', ['refused', '=', true], ...within('atMs', period));
    return [
      measured.none('没有加密的收货地址', open, '个', addresses),
      info('加密的微信标识', accounts, '个'),
      info('被拒绝的越权查看', refused, '次'),
      ...keyAges(context.services.keysInUse(), context.clock.now()),
      await noLeak(context, '信息泄露事件', period, addresses + accounts),
    ];
  },
  async '11.5.dg'(context) {
    const nowMs = context.clock.now();
    const { check, fresh } = await chainChecked(context);
    const copy = await newestBackup(context, { place: 'off-site' });
    return [
      fresh,
      ...(check ? [signed.none('检查发现的问题', check.problemCount, '处')] : []),
      ...(await powerLoss(context)),
      by(copy?.bySystem ?? true).present(
        '七天内的异地副本',
        copy && copy.finishedAtMs >= nowMs - BACKUP_EVERY_MS.differential ? 1 : 0,
        '份',
      ),
    ];
  },
  async '11.5.dh'(context, period) {
    const entries = await countRows(context, 'AuditEntry', ...within('atMs', period));
    const head = await context.rows.selectFrom('AuditHead').select('sequence').executeTakeFirst();
    const { check, fresh } = await chainChecked(context);
    return [
      info('本期操作记录', entries, '条'),
      signed.above('审计链已验证到第', check?.verifiedTo ?? 0, 0, '条', { isDuty: true }),
      signed.none('审计链上的问题', check?.problemCount ?? 0, '处', check ? head?.sequence : 0),
      ...(await besideFigures(context, period)),
      fresh,
    ];
  },
  async '11.6.1.di-dm'(context) {
    const figures: EvidenceFigure[] = [];
    for (const method of BACKUP_METHODS) {
      const newest = await newestBackup(context, { method });
      if (newest)
        figures.push(
          info(`最近${BACKUP_METHOD_TITLES[method]}距今`, hours(context.clock.now() - newest.finishedAtMs), '小时'),
        );
    }
    return [await freshBackup(context, '一天内的备份', {}, DAY_MS), ...figures];
  },
  '11.6.2.dn-do': (context) =>
    Promise.all(
      BACKUP_PLACES.map((place) =>
        freshBackup(context, `一天内的${BACKUP_PLACE_TITLES[place]}副本`, { place }, DAY_MS),
      ),
    ),
  async '11.6.3'(context, period) {
    const nowMs = context.clock.now();
    const runs = await context.rows
      .selectFrom('BackupRun')
      .select(['method', 'succeeded', 'bySystem', 'finishedAtMs'])
      .where('finishedAtMs', '>=', period.fromMs)
      .where('finishedAtMs', '<', period.toMs)
      .execute();
    const elapsedMs = Math.min(period.toMs, nowMs) - period.fromMs;
    const taken = runs.filter(({ succeeded, bySystem }) => succeeded === YES && bySystem === YES);
    return [
      ...keysOf(BACKUP_EVERY_MS).map((method) => {
        const everyMs = BACKUP_EVERY_MS[method];
        const due = Math.floor(elapsedMs / everyMs);
        // A full backup holds what an incremental or a differential one would.
        const slots = new Set(
          taken
            .filter((run) => run.method === method || run.method === 'full')
            .map(({ finishedAtMs }) => Math.floor((finishedAtMs - period.fromMs) / everyMs)),
        );
        return signed.share(
          `按期的${BACKUP_METHOD_TITLES[method]}（每${everyMs / HOUR_MS}小时）`,
          Math.min(due, slots.size),
          due,
          '次',
          BACKUPS_KEPT_SHARE,
          { isDuty: true },
        );
      }),
      signed.none('没有完成的备份', runs.filter(({ succeeded }) => succeeded !== YES).length, '次', runs.length),
    ];
  },
  async '11.6.4.dp-dt'(context) {
    // A copy that lacks tables is no copy, however whole the other one is; nor is one that lacks what came since.
    const places = await Promise.all(
      BACKUP_PLACES.map(async (place): Promise<EvidenceFigure[]> => {
        const title = BACKUP_PLACE_TITLES[place];
        const which = { method: 'full', place } as const;
        const newest = await newestBackup(context, which);
        if (!newest) return [];
        const { bySystem, tableCount, tableTotal, contents } = newest;
        return [
          await freshBackup(context, `七天内的${title}全量备份`, which, BACKUP_EVERY_MS.differential),
          by(bySystem).each(`${title}备份里的表`, tableCount, tableTotal, '张'),
          ...byKind(by(bySystem), title, contents === null ? [] : fromJson(contents)),
        ];
      }),
    );
    const figures = places.flat();
    return figures.length > 0 ? figures : [signed.present('全量备份', 0, '份')];
  },
  // A copy that nobody checks may be none, however well another was checked.
  '11.6.5.du-dx': (context) =>
    Promise.all(
      BACKUP_PLACES.map((place) =>
        freshBackup(context, `一天内校验过的${BACKUP_PLACE_TITLES[place]}备份`, { place, isChecked: true }, DAY_MS),
      ),
    ),
};

/** Each of the five kinds that 11.6.4 names, all of its tables: one that is not told of is not known to be inside. */
const byKind = (source: typeof signed, place: string, contents: readonly BackedUp[]): EvidenceFigure[] =>
  keysOf(BACKUP_CONTENTS).map((kind) => {
    const label = `${place}备份里的${BACKUP_CONTENTS[kind].title}`;
    const told = contents.find((one) => one.kind === kind);
    return told && told.tableTotal > 0
      ? source.each(label, told.tableCount, told.tableTotal, '张表')
      : source.present(label, 0, '张表');
  });

/** The newest of a kind is no older than that; where there is none, it is absent. */
async function freshBackup(
  context: TrustContext,
  label: string,
  which: Parameters<typeof newestBackup>[1],
  withinMs: number,
): Promise<EvidenceFigure> {
  const newest = await newestBackup(context, which);
  const isFresh = newest !== undefined && newest.finishedAtMs >= context.clock.now() - withinMs;
  return by(newest?.bySystem ?? true).present(label, isFresh ? 1 : 0, '份');
}
