import { DAY_MS } from '@heitu/kit/rules/clock';
import { chinaMonth, nextChinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { inWorkingDays, type ClauseRef, type PartyKind, type SubgraphName } from '@heitu/standard';

/** The published rules of the monthly assessment (13): each share of good acts counts by its weight. */
export const ASSESSMENT_METRICS: Readonly<Record<string, { title: string; weight: number; clause?: ClauseRef }>> = {
  'documents-valid': { title: '证照有效', weight: 15 },
  'labels-complete': { title: '价签齐全', weight: 10 },
  'orders-confirmed-in-time': { title: `${inWorkingDays('confirmOrder')}内确认订单`, weight: 15 },
  'deliveries-in-time': { title: '按时送达', weight: 20 },
  'handovers-complete': { title: '交接手续齐全', weight: 10 },
  'refunds-in-time': { title: '按时退款', weight: 15 },
  'complaints-answered-in-time': {
    title: `${inWorkingDays('answerComplaint')}内答复投诉`,
    weight: 20,
    clause: '7.6.ab',
  },
  'reviews-good': { title: '好评（4星以上）', weight: 15 },
  'orders-without-upheld-complaint': { title: '无有责投诉的订单', weight: 15, clause: '7.6.ab' },
  'copy-clean': { title: '宣传用语合规', weight: 5 },
  'inspections-passed': { title: '检验合格', weight: 5 },
  'measures-kept': { title: '计量抽查合格', weight: 5 },
  'after-sales-answered-in-time': { title: '按时答复售后', weight: 5 },
  'takeovers-in-window': { title: '在约定时间内揽收', weight: 5 },
  'alarms-handled': { title: '温度报警已处理', weight: 5 },
  'cod-remitted-in-time': { title: '代收货款按时交回', weight: 5 },
  'exams-passed': { title: '培训考试合格', weight: 5 },
};
/** A figure that the rules do not yet name counts, but little. */
export const OTHER_WEIGHT = 5;
export const PASS_SCORE = 70;
/** Published by the tenth of the next month. */
const PUBLISH_WITHIN_MS = 10 * DAY_MS;

export const ASSESSED_KINDS = [
  'producer',
  'cooperative',
  'seller',
  'farmer',
  'carrier',
  'payment-provider',
  'service-provider',
  'station',
] as const satisfies readonly PartyKind[];
export type AssessedKind = (typeof ASSESSED_KINDS)[number];

export interface ConductFigure {
  partyId: string;
  metric: string;
  good: number;
  total: number;
}
/** What a subgraph counted. */
export interface AssessedSource {
  source: SubgraphName;
  figures: readonly Readonly<ConductFigure>[];
}
export interface AssessedFigure {
  metric: string;
  title: string;
  good: number;
  total: number;
  weight: number;
}

export interface Period {
  fromMs: number;
  toMs: number;
}
export const monthPeriod = (month: string): Period => ({
  fromMs: startOfChinaMonth(month),
  toMs: startOfChinaMonth(nextChinaMonth(month)),
});
export const isMonthOver = (month: string, nowMs: number): boolean => month < chinaMonth(nowMs);
/** A party looks at its figures for so long before they are published, and objects to what is not so. */
export const OBJECTION_MS = 3 * DAY_MS;
/** Until when a month that was assessed then is objected to; after that it may be published. */
export const objectionDueAt = (assessedAtMs: number): number => assessedAtMs + OBJECTION_MS;
/** The platform answers by so long after the last objection could come. */
export const OBJECTION_ANSWER_MS = 2 * DAY_MS;
/** A month that was assessed before it was over, or while a subgraph was silent, saw only a part of it. */
export const isPartial = (of: { month: string; assessedAtMs: number; missingSources: Json<SubgraphName[]> }): boolean =>
  of.assessedAtMs < monthPeriod(of.month).toMs || fromJson(of.missingSources).length > 0;
export const publishDueAt = (month: string): number => monthPeriod(month).toMs + PUBLISH_WITHIN_MS;

/**
 * The score of one party: null where it did nothing that counts, which is not a failure. `leftOut`: figures to which
 * the party objected with right.
 */
export function assess(
  figures: readonly ConductFigure[],
  leftOut: readonly string[] = [],
): {
  score: number | null;
  passed: boolean;
  figures: AssessedFigure[];
} {
  const merged = new Map<string, AssessedFigure>();
  for (const { metric, good, total } of figures) {
    if (total <= 0 || leftOut.includes(metric)) continue;
    const rule = ASSESSMENT_METRICS[metric];
    const row = merged.get(metric) ?? {
      metric,
      title: rule?.title ?? metric,
      weight: rule?.weight ?? OTHER_WEIGHT,
      good: 0,
      total: 0,
    };
    merged.set(metric, { ...row, good: row.good + Math.min(good, total), total: row.total + total });
  }
  const rows = [...merged.values()];
  const weights = rows.reduce((sum, row) => sum + row.weight, 0);
  if (weights === 0) return { score: null, passed: true, figures: [] };
  const score = Math.round((rows.reduce((sum, row) => sum + (row.weight * row.good) / row.total, 0) / weights) * 100);
  return { score, passed: score >= PASS_SCORE, figures: rows };
}

export const ASSESSMENT_RULES_TEXT = [
  '每月考评每一家网商、配送服务商和支付服务商，全部取自平台当月真实数据：',
  ...Object.values(ASSESSMENT_METRICS).map((row) => `${row.title}：做到的次数占全部次数的比例，权重${row.weight}；`),
  `各项比例按权重平均，满分100，${PASS_SCORE}分及格。当月没有业务的不打分。`,
  `结果先给当事人看${OBJECTION_MS / DAY_MS}天，对哪一项数字有异议可以提出；平台到期没有答复的，按异议成立，这一项不算。`,
  '结果在下月10日前公布。第一次不及格警告，连续两次限期整改，连续三次建议暂停营业，由人看过才决定。申诉成立的月份算及格，后面的月份跟着重算。',
].join('\n');
