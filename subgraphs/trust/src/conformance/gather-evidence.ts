import { storedWord } from '@heitu/kit/rules/enums';
import { gatherFigures, type EvidenceTable, type Period } from '@heitu/kit/rules/evidence';
import { EvidenceSources, Verdicts } from '@heitu/kit/rules/evidence-enums';
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
  period: Period,
): Promise<EvidenceOf> {
  const answers = await Promise.all(
    SUBGRAPHS.map(async (subgraph): Promise<[SubgraphName, Answers]> => {
      if (subgraph === 'trust') return [subgraph, await gatherFigures(own, context, period)];
      const data = await askWithin(context, ASKED_OF_EACH[subgraph].Evidence, {
        fromMs: String(period.fromMs),
        toMs: String(period.toMs),
      });
      const told = data?.clauses.map(({ clause, figures }) => ({
        clause,
        figures: figures.map((figure) => ({
          ...figure,
          verdict: figure.verdict && storedWord(Verdicts, figure.verdict),
          source: figure.source && storedWord(EvidenceSources, figure.source),
        })),
      }));
      return [subgraph, told ?? null];
    }),
  );
  return new Map(answers);
}
