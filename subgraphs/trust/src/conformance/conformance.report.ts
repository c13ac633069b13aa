import { CLAUSES, clauseOf, clauseText, DEVIATIONS, isClauseRef, SUBGRAPHS, type ClauseId, type ClauseRef, type SubgraphName } from '@heitu/standard';

export interface ReportedFigure {
  label: string;
  value: number;
  unit?: string | null;
  breached: boolean;
}
export interface ReportedClause {
  clause: ClauseId;
  title: string;
  text: string;
  summary: string;
  level: string;
  owner: string;
  figures: ReportedFigure[];
  met: string | null;
  lacking: string | null;
  deviation: string | null;
}
/** What one subgraph answered; null where it did not. */
export type EvidenceOf = Readonly<Record<SubgraphName, readonly { clause: string; figures: readonly ReportedFigure[] }[] | null>>;

const figureText = ({ label, value, unit }: ReportedFigure): string => `${label}${Math.round(value * 100) / 100}${unit ?? ''}`;

/** Every clause of the standard with what the six subgraphs can show for it; nothing is left out, and what failed to answer is said. Pure. */
export function reportOf(evidence: EvidenceOf): ReportedClause[] {
  const figuresOf = new Map<string, ReportedFigure[]>();
  for (const subgraph of SUBGRAPHS) {
    for (const { clause, figures } of evidence[subgraph] ?? []) {
      if (!isClauseRef(clause)) continue;
      const { id } = clauseOf(clause);
      figuresOf.set(id, [...(figuresOf.get(id) ?? []), ...figures]);
    }
  }
  const deviationOf = new Map<string, string>(DEVIATIONS.map((row) => [clauseOf(row.clause as ClauseRef).id, row.deviation]));
  return CLAUSES.map(({ id, title, summary, level, owner, evidence: shows }) => {
    const figures = figuresOf.get(id) ?? [];
    const breached = figures.filter((figure) => figure.breached);
    const silent = evidence[owner] === null;
    const missing = [
      ...(silent ? [`${owner} 子系统没有答复，数据暂缺`] : []),
      ...(figures.length === 0 && !silent ? [`还没有运行数据，应有：${shows}`] : []),
      ...(breached.length > 0 ? [`未达标：${breached.map(figureText).join('；')}`] : []),
    ];
    return {
      clause: id, title, text: clauseText(id), summary, level, owner, figures,
      met: figures.length > 0 && breached.length === 0 ? figures.map(figureText).join('；') : null,
      lacking: missing.length > 0 ? missing.join('。') : null,
      deviation: deviationOf.get(id) ?? null,
    };
  });
}
