import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { EvidenceTable } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import { countRows, hours, shown, within } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import {
  BACKUP_EVERY_MS,
  BACKUP_METHOD_TITLES,
  BACKUP_METHODS,
  BACKUP_PLACE_TITLES,
  BACKUP_PLACES,
  DRILL_LIMITS,
  type BackupMethod,
  type BackupPlace,
  type DrillKind,
} from './disclosure.policy.ts';
import { YES } from '@heitu/kit/data/entities';
import { keysOf } from '@heitu/kit/rules/checked';

const newestBackup = (context: TrustContext, which: { method: BackupMethod } | { place: BackupPlace }) =>
  context.rows
    .selectFrom('BackupRun')
    .selectAll()
    .where((eb) => eb.and(which))
    .where('succeeded', '=', YES)
    .orderBy('finishedAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();
const newestDrill = (context: TrustContext, kind: DrillKind) =>
  context.rows
    .selectFrom('Drill')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('finishedAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();

export const securityEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '11.3.3.db-dc'(context) {
    const figures = [];
    for (const [kind, title] of [
      ['ordinary', '一般灾难演练'],
      ['severe', '严重灾难演练'],
    ] as const) {
      const drill = await newestDrill(context, kind);
      if (!drill) continue;
      const limit = DRILL_LIMITS[kind];
      const taken = hours(drill.finishedAtMs - drill.startedAtMs);
      const recovered = drill.rowsBefore === 0 ? 0 : drill.rowsRecovered / drill.rowsBefore;
      figures.push(
        { label: `${title}用时（限${limit.hours}小时）`, value: taken, unit: '小时', breached: taken >= limit.hours },
        {
          label: `${title}恢复行数比例`,
          value: Math.round(recovered * 1000) / 10,
          unit: '%',
          breached: recovered < limit.recoveredShare,
        },
      );
    }
    return figures;
  },
  async '11.5'(context, period) {
    const links = await countRows(context, 'AuditSeal', ...within('sealedAtMs', period));
    const proven = await countRows(
      context,
      'Complaint',
      ['decidedAtMs', 'is not', null],
      ...within('decidedAtMs', period),
    );
    return shown(links, [
      { label: '已上链的操作记录', value: links, unit: '条' },
      { label: '全部操作记录', value: await countRows(context, 'AuditEntry', ...within('atMs', period)), unit: '条' },
      { label: '凭证据裁定的纠纷', value: proven, unit: '件' },
    ]);
  },
  async '11.5.df'(context, period) {
    const addresses = await countRows(context, 'Address');
    const accounts = await countRows(context, 'Account', ['openidSealed', 'is not', null]);
    return shown(addresses + accounts, [
      { label: '加密的微信标识', value: accounts, unit: '个' },
      { label: '加密的收货地址', value: addresses, unit: '个' },
      { label: '加密的投诉内容', value: await countRows(context, 'Complaint', ['textSealed', '!=', '']), unit: '件' },
      {
        label: '被拒绝的越权查看',
        value: await countRows(context, 'PersonalDataRead', ['refused', '=', true], ...within('atMs', period)),
        unit: '次',
      },
    ]);
  },
  async '11.5.dg'(context) {
    const nowMs = context.clock.now();
    const check = await context.rows
      .selectFrom('AuditCheckRun')
      .selectAll()
      .orderBy('atMs', 'desc')
      .limit(1)
      .executeTakeFirst();
    const drill = await newestDrill(context, 'power-loss');
    const copy = await newestBackup(context, { place: 'off-site' });
    return [
      ...(check
        ? [
            { label: '距最近完整性检查', value: hours(nowMs - check.atMs), unit: '小时' },
            { label: '检查发现的问题', value: check.problemCount, unit: '处', breached: check.problemCount > 0 },
          ]
        : []),
      ...(drill
        ? [
            {
              label: '断电测试丢失的行',
              value: drill.rowsBefore - drill.rowsRecovered,
              unit: '行',
              breached: drill.rowsRecovered < drill.rowsBefore,
            },
          ]
        : []),
      ...(copy ? [{ label: '异地副本时长', value: hours(nowMs - copy.finishedAtMs), unit: '小时' }] : []),
    ];
  },
  async '11.5.dh'(context, period) {
    const entries = await countRows(context, 'AuditEntry', ...within('atMs', period));
    const head = await context.rows.selectFrom('AuditHead').select('sequence').executeTakeFirst();
    const check = await context.rows
      .selectFrom('AuditCheckRun')
      .select(['verifiedTo', 'problemCount'])
      .orderBy('atMs', 'desc')
      .limit(1)
      .executeTakeFirst();
    return shown(entries, [
      { label: '本期操作记录', value: entries, unit: '条' },
      { label: '审计链长度', value: head?.sequence ?? 0, unit: '条' },
      ...(check
        ? [
            {
              label: '审计链已验证到第',
              value: check.verifiedTo,
              unit: '条',
              breached: check.problemCount > 0 || check.verifiedTo === 0,
            },
          ]
        : []),
    ]);
  },
  async '11.6.1.di-dm'(context) {
    const figures = [];
    for (const method of BACKUP_METHODS) {
      const newest = await newestBackup(context, { method });
      if (newest)
        figures.push({
          label: `最近${BACKUP_METHOD_TITLES[method]}距今`,
          value: hours(context.clock.now() - newest.finishedAtMs),
          unit: '小时',
        });
    }
    return figures;
  },
  async '11.6.2.dn-do'(context) {
    const copies = await Promise.all(
      BACKUP_PLACES.map(async (place) => ({ place, newest: await newestBackup(context, { place }) })),
    );
    return copies.some((copy) => copy.newest)
      ? copies.map(({ place, newest }) => ({
          label: `${BACKUP_PLACE_TITLES[place]}副本距今`,
          value: newest ? hours(context.clock.now() - newest.finishedAtMs) : -1,
          unit: '小时',
          breached: !newest,
        }))
      : [];
  },
  async '11.6.3'(context, period) {
    const runs = await countRows(context, 'BackupRun', ...within('finishedAtMs', period));
    const counts = await Promise.all(
      keysOf(BACKUP_EVERY_MS).map(async (method) => ({
        method,
        everyMs: BACKUP_EVERY_MS[method],
        done: await countRows(
          context,
          'BackupRun',
          ['method', '=', method],
          ['succeeded', '=', true],
          ...within('finishedAtMs', period),
        ),
      })),
    );
    const failed = await countRows(context, 'BackupRun', ['succeeded', '=', false], ...within('finishedAtMs', period));
    const elapsedMs = Math.min(period.toMs, context.clock.now()) - period.fromMs;
    return shown(runs, [
      ...counts.map(({ method, everyMs, done }) => ({
        label: `${BACKUP_METHOD_TITLES[method]}（每${everyMs / HOUR_MS}小时）`,
        value: done,
        unit: '次',
        ...(elapsedMs >= everyMs && { breached: done === 0 }),
      })),
      { label: '没有完成的备份', value: failed, unit: '次' },
    ]);
  },
  async '11.6.4.dp-dt'(context) {
    const newest = await newestBackup(context, { method: 'full' });
    return newest
      ? [
          { label: '备份的表', value: newest.tableCount, unit: '张', breached: newest.tableCount < newest.tableTotal },
          { label: '全部表', value: newest.tableTotal, unit: '张' },
        ]
      : [];
  },
  async '11.6.5.du-dx'(context) {
    const checked = await context.rows
      .selectFrom('BackupRun')
      .select(['check', 'finishedAtMs'])
      .where('check', '!=', 'none')
      .where('succeeded', '=', YES)
      .orderBy('finishedAtMs', 'desc')
      .limit(1)
      .executeTakeFirst();
    return checked
      ? [{ label: '最近一次校验距今', value: hours(context.clock.now() - checked.finishedAtMs), unit: '小时' }]
      : [];
  },
};
