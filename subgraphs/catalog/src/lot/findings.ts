import { atField, type RefusalDetail, type RefusalText } from '@heitu/kit/rules/outcome';
import { line, named, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import { optionalLine } from '../inputs.ts';
import { indicatorKey } from '../standard/indicator-names.table.ts';
import {
  findingProblems,
  type Finding,
  type FindingProblem,
  type IndicatorLimit,
} from '../standard/indicator.policy.ts';

const FindingInput = named(
  'FindingInput',
  z.object({
    name: line(60).describe('What was measured: 水分, 镉 …'),
    value: line(60).describe('The figure found, without its unit; 未检出 where there was none.'),
    unit: optionalLine(20).describe('The unit of the figure, as the report says it.'),
  }),
);
const FINDINGS_MAX = 60;
/** What was measured, as it stands in the report: whether it passed is computed. */
export const findingsInput = () =>
  z.array(FindingInput).min(1, '至少填一项检测结果').max(FINDINGS_MAX).describe('What was measured; at most 60.');

export type FindingCode = FindingProblem['code'] | 'FINDING_TWICE';
export const FINDINGS = {
  FINDING_TWICE: { message: '同一个项目填了两次' },
  UNIT_DIFFERS: { message: '单位和标准的不一样，请换算后再填', clause: '7.3.6.a-c' },
  VALUE_UNREADABLE: { message: '检测结果要填数字', clause: '7.3.6.a-c' },
} as const satisfies Readonly<Record<string, RefusalText<ClauseRef>>>;

/** Refuses what cannot be judged as it was written; null where all can. */
export function refusedFindings<R>(
  findings: readonly Finding[],
  goods: { limits: readonly IndicatorLimit[]; grade: string | null },
  refuse: (code: FindingCode, details: RefusalDetail[]) => R,
): R | null {
  const keys = findings.map(({ name }) => indicatorKey(name));
  const twice = keys.findIndex((key, i) => keys.indexOf(key) < i);
  if (twice >= 0) return refuse('FINDING_TWICE', [atField(`items.${twice}.name`, findings[twice]?.name ?? '')]);
  const [first, ...more] = findingProblems(findings, goods.limits, goods.grade);
  if (!first) return null;
  const alike = [first, ...more.filter(({ code }) => code === first.code)];
  return refuse(
    first.code,
    alike.map(({ at, text }) => atField(`items.${at}.value`, text)),
  );
}
