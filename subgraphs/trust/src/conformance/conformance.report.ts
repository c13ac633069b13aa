import { VERDICTS, type JudgedFigure, type Verdict } from '@heitu/kit/rules/evidence';
import {
  CLAUSES,
  clauseOf,
  clauseText,
  DEVIATIONS,
  isClauseRef,
  SUBGRAPHS,
  type ClauseId,
  type SubgraphName,
} from '@heitu/standard';

export type ReportedFigure = Omit<JudgedFigure, 'unit'> & { unit?: string | null };

/** What the standard asks for, and what it recommends. */
export const LEVEL_TITLES = { shall: '应', should: '宜' } as const;
export type ClauseLevel = keyof typeof LEVEL_TITLES;

export interface ReportedClause {
  clause: ClauseId;
  title: string;
  text: string;
  summary: string;
  level: ClauseLevel;
  owner: SubgraphName;
  figures: ReportedFigure[];
  standing: Verdict;
  met: string | null;
  lacking: string | null;
  deviation: string | null;
}
/** What one subgraph answered; null where it did not. */
export type Answers = readonly { clause: string; figures: readonly ReportedFigure[] }[] | null;
export type EvidenceOf = ReadonlyMap<SubgraphName, Answers>;

const figureText = ({ label, value, unit }: ReportedFigure): string =>
  `${label}${Math.round(value * 100) / 100}${unit ?? ''}`;
const withTarget = (figure: ReportedFigure): string =>
  figure.target === null ? figureText(figure) : `${figureText(figure)}（${figure.target}）`;
const ofVerdict = (figures: readonly ReportedFigure[], verdict: Verdict) =>
  figures.filter((figure) => figure.verdict === verdict);

/**
 * One that is breached or absent is enough; else one that is kept, and of an entry that must be kept (应) one for which
 * not only those vouch who gain by it. Numbers without a condition say nothing.
 */
function standingOf(figures: readonly ReportedFigure[], level: ClauseLevel, silent: boolean): Verdict {
  const has = (verdict: Verdict) => ofVerdict(figures, verdict).length > 0;
  if (has('breached')) return 'breached';
  if (has('absent')) return 'absent';
  if (silent) return 'few';
  const kept = ofVerdict(figures, 'met');
  if (kept.some(({ source }) => source !== 'declared' || level === 'should')) return 'met';
  if (kept.length > 0) return 'absent';
  if (has('few') || figures.length === 0) return 'few';
  return has('not-applicable') ? 'not-applicable' : 'absent';
}

/** What is missing for an entry to be met, in Chinese; empty where it is met. */
function lackingOf(
  standing: Verdict,
  figures: readonly ReportedFigure[],
  clause: { owner: string; evidence: string },
  silent: boolean,
): string[] {
  const wrong = [...ofVerdict(figures, 'breached'), ...ofVerdict(figures, 'absent')];
  const few = ofVerdict(figures, 'few');
  return [
    ...(silent ? [`${clause.owner} 子系统没有答复，数据暂缺`] : []),
    ...(wrong.length > 0 ? [`${VERDICTS[standing]}：${wrong.map(withTarget).join('；')}`] : []),
    ...(standing === 'absent' && wrong.length === 0
      ? [`只有自报，没有实测或经审核的材料，应有：${clause.evidence}`]
      : []),
    ...(standing === 'few' && !silent
      ? [few.length > 0 ? `样本不足：${few.map(figureText).join('；')}` : `本期还没有发生，应有：${clause.evidence}`]
      : []),
    ...(standing === 'not-applicable' ? ofVerdict(figures, 'not-applicable').map(({ label }) => label) : []),
  ];
}

/**
 * Every clause of the standard with what the six subgraphs can show for it; nothing is left out, and what failed to
 * answer is said. Pure.
 */
export function reportOf(evidence: EvidenceOf): ReportedClause[] {
  const figuresOf = new Map<string, ReportedFigure[]>();
  for (const subgraph of SUBGRAPHS) {
    for (const { clause, figures } of evidence.get(subgraph) ?? []) {
      if (!isClauseRef(clause)) continue;
      const { id } = clauseOf(clause);
      figuresOf.set(id, [...(figuresOf.get(id) ?? []), ...figures]);
    }
  }
  const deviationOf = new Map<string, string>(DEVIATIONS.map((row) => [clauseOf(row.clause).id, row.deviation]));
  return CLAUSES.map(({ id, title, summary, level, owner, evidence: shows }) => {
    const counted = figuresOf.get(id) ?? [];
    const silent = evidence.get(owner) === null;
    const standing = standingOf(counted, level, silent);
    const lacking = lackingOf(standing, counted, { owner, evidence: shows }, silent);
    // A reason is no figure.
    const figures = counted.filter(({ verdict }) => verdict !== 'not-applicable');
    return {
      clause: id,
      title,
      text: clauseText(id),
      summary,
      level,
      owner,
      figures,
      standing,
      met: standing === 'met' ? figures.map(figureText).join('；') : null,
      lacking: lacking.length > 0 ? lacking.join('。') : null,
      deviation: deviationOf.get(id) ?? null,
    };
  });
}
