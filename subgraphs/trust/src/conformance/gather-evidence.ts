import { gatherFigures, type EvidenceTable } from '@heitu/kit/rules/evidence';
import { SUBGRAPHS, type SubgraphName } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { ASKED_OF_EACH, askWithin } from '../peers-within.ts';
import type { Answers, EvidenceOf } from './conformance.report.ts';

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
    SUBGRAPHS.map(async (subgraph): Promise<[SubgraphName, Answers]> => {
      if (subgraph === 'trust') return [subgraph, await gatherFigures(own, context, period)];
      const data = await askWithin(context, ASKED_OF_EACH[subgraph].Evidence, {
        fromMs: String(period.fromMs),
        toMs: String(period.toMs),
      });
      return [subgraph, data?.clauses ?? null];
    }),
  );
  return new Map(answers);
}
