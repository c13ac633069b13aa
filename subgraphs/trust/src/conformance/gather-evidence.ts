import { gatherFigures, type EvidenceTable } from '@heitu/kit/rules/evidence';
import { SUBGRAPHS, type SubgraphName } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { askWithin } from '../peers-within.ts';
import type { EvidenceOf, ReportedFigure } from './conformance.report.ts';

interface Answer {
  clause: string;
  figures: ReportedFigure[];
}

/**
 * The figures of all six over a period: trust's own from its rows, the others' by question; a slow or failing one is
 * null.
 */
export async function gatherEvidence(
  context: TrustContext,
  own: EvidenceTable<TrustContext>,
  period: { fromMs: number; toMs: number },
): Promise<EvidenceOf> {
  const answers = await Promise.all(
    SUBGRAPHS.map(async (subgraph): Promise<[SubgraphName, Answer[] | null]> => {
      if (subgraph === 'trust') return [subgraph, await gatherFigures(own, context, period)];
      const field = `${subgraph}Evidence`;
      const data = await askWithin<Record<string, Answer[]>>(
        context,
        subgraph,
        `query($fromMs: String!, $toMs: String!) { ${field}(fromMs: $fromMs, toMs: $toMs) { clause figures { label value unit breached } } }`,
        { fromMs: String(period.fromMs), toMs: String(period.toMs) },
      );
      return [subgraph, data?.[field] ?? null];
    }),
  );
  return Object.fromEntries(answers) as unknown as EvidenceOf;
}
