import type { EvidenceTable } from '@heitu/kit/rules/evidence';
import { PARTY_KIND_TITLES, type ClauseRef } from '@heitu/standard';
import { countBy, countRows, shown, within } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { ASSESSED_KINDS } from './assessment.policy.ts';
import { MEASURE_STEP_TITLES, MEASURE_STEPS } from './measure.policy.ts';

const lastPublished = (context: TrustContext) =>
  context.rows
    .selectFrom('AssessedMonth')
    .select(['month', 'publishedAtMs', 'publishDueAtMs'])
    .where('state', '=', 'published')
    .orderBy('month', 'desc')
    .limit(1)
    .executeTakeFirst();

const PARTY_TITLES: Readonly<Record<string, string>> = PARTY_KIND_TITLES;

export const conductEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '6.5.d'(context) {
    const parties = await countBy(context, 'KnownParty', 'kind');
    return [...parties].map(([kind, count]) => ({
      label: `公示资质和信用的${PARTY_TITLES[kind] ?? kind}`,
      value: count,
      unit: '家',
    }));
  },
  async '6.5.b'(context, period) {
    const reviews = await countRows(context, 'Review', ...within('createdAtMs', period));
    const penalties = await countRows(
      context,
      'Measure',
      ['clause', 'in', ['6.5.b', '6.5.b-c']],
      ...within('takenAtMs', period),
    );
    return shown(reviews + penalties, [
      { label: '经检查的评价', value: reviews, unit: '条' },
      {
        label: '撤下的评价',
        value: await countRows(context, 'Review', ['state', '=', 'withdrawn'], ...within('createdAtMs', period)),
        unit: '条',
      },
      { label: '对违法信息发布者的处理', value: penalties, unit: '次' },
    ]);
  },
  async '6.6.end'(context, period) {
    const steps = await countBy(context, 'Measure', 'step', ...within('takenAtMs', period));
    const total = [...steps.values()].reduce((sum, count) => sum + count, 0);
    return shown(total, [
      ...MEASURE_STEPS.map((step) => ({ label: MEASURE_STEP_TITLES[step], value: steps.get(step) ?? 0, unit: '次' })),
      {
        label: '按期整改',
        value: await countRows(context, 'Measure', ['rectifiedInTime', '=', true], ...within('takenAtMs', period)),
        unit: '次',
      },
      {
        label: '申诉',
        value: await countRows(context, 'Measure', ['appealedAtMs', 'is not', null], ...within('takenAtMs', period)),
        unit: '次',
      },
    ]);
  },
  async '7.6.ab'(context) {
    const used = await countRows(context, 'Assessment', ['usedComplaints', '=', true]);
    const notImproved = await countRows(
      context,
      'Measure',
      ['assessedMonth', 'is not', null],
      ['rectifiedAtMs', 'is', null],
      ['endedAtMs', 'is', null],
      ['dueAtMs', '<', context.clock.now()],
    );
    return shown(used, [
      { label: '使用投诉数据的考评', value: used, unit: '份' },
      { label: '要求改进', value: await countRows(context, 'Measure', ['assessedMonth', 'is not', null]), unit: '次' },
      {
        label: '已改进',
        value: await countRows(context, 'Measure', ['assessedMonth', 'is not', null], ['state', '=', 'rectified']),
        unit: '次',
      },
      { label: '到期没改进', value: notImproved, unit: '次', breached: notImproved > 0 },
    ]);
  },
  async '13'(context) {
    const last = await lastPublished(context);
    if (!last) return [];
    const assessed = await countBy(context, 'Assessment', 'partyKind', ['month', '=', last.month]);
    const parties = await countRows(context, 'KnownParty', ['kind', 'in', [...ASSESSED_KINDS]]);
    return [
      ...[...assessed].map(([kind, count]) => ({
        label: `已考评${PARTY_TITLES[kind] ?? kind}`,
        value: count,
        unit: '家',
      })),
      { label: '应考评主体', value: parties, unit: '家' },
      {
        label: `公布的月份（最近 ${last.month}）`,
        value: await countRows(context, 'AssessedMonth', ['state', '=', 'published']),
        unit: '个月',
      },
      {
        label: `${last.month} 按时公布`,
        value: Number(last.publishedAtMs !== null && last.publishedAtMs <= last.publishDueAtMs),
        unit: '次',
        outOf: 1,
      },
    ];
  },
  async '13.end'(context) {
    const last = await lastPublished(context);
    if (!last) return [];
    const steps = await countBy(context, 'Measure', 'step', ['assessedMonth', 'is not', null]);
    return [
      {
        label: `${last.month}不合格`,
        value: await countRows(context, 'Assessment', ['month', '=', last.month], ['passed', '=', false]),
        unit: '家',
      },
      ...MEASURE_STEPS.filter((step) => step !== 'lifted').map((step) => ({
        label: `因考评${MEASURE_STEP_TITLES[step]}`,
        value: steps.get(step) ?? 0,
        unit: '次',
      })),
      {
        label: '上次不合格、这次合格',
        value: await countRows(
          context,
          'Assessment',
          ['month', '=', last.month],
          ['previousPassed', '=', false],
          ['passed', '=', true],
        ),
        unit: '家',
      },
    ];
  },
};
