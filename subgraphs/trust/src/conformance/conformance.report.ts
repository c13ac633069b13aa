import type { JudgedFigure } from '@heitu/kit/rules/evidence';
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

export type ReportedFigure = Pick<JudgedFigure, 'label' | 'value' | 'breached'> & { unit?: string | null };

/** What the report says of a clause; only the first two are verdicts. */
export const STANDINGS = { met: '符合', breached: '未达标', unjudged: '有数据，未判定', empty: '还没有数据' } as const;
export type Standing = keyof typeof STANDINGS;
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
  standing: Standing;
  met: string | null;
  lacking: string | null;
  deviation: string | null;
}
/** What one subgraph answered; null where it did not. */
export type Answers = readonly { clause: string; figures: readonly ReportedFigure[] }[] | null;
export type EvidenceOf = ReadonlyMap<SubgraphName, Answers>;

const figureText = ({ label, value, unit }: ReportedFigure): string =>
  `${label}${Math.round(value * 100) / 100}${unit ?? ''}`;

/** A clause is met where some figure was judged and none of those is breached; nothing is met by numbers alone. */
function standingOf(figures: readonly ReportedFigure[], silent: boolean): Standing {
  if (figures.some(({ breached }) => breached === true)) return 'breached';
  if (figures.length === 0) return 'empty';
  return !silent && figures.some(({ breached }) => breached === false) ? 'met' : 'unjudged';
}

/** What is missing for a clause to be met, in Chinese; empty where it is met. */
function lackingOf(
  standing: Standing,
  figures: readonly ReportedFigure[],
  clause: { owner: string; evidence: string },
  silent: boolean,
): string[] {
  const breached = figures.filter((figure) => figure.breached === true);
  return [
    ...(silent ? [`${clause.owner} 子系统没有答复，数据暂缺`] : []),
    ...(standing === 'empty' && !silent ? [`还没有运行数据，应有：${clause.evidence}`] : []),
    ...(standing === 'unjudged' && !silent ? ['有数据，未判定：还没有写明这些数据要达到多少'] : []),
    ...(breached.length > 0 ? [`未达标：${breached.map(figureText).join('；')}`] : []),
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
    const figures = figuresOf.get(id) ?? [];
    const silent = evidence.get(owner) === null;
    const standing = standingOf(figures, silent);
    const lacking = lackingOf(standing, figures, { owner, evidence: shows }, silent);
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
