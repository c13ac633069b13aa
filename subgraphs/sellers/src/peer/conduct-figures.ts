import type { SellersContext } from '../context.ts';
import { filedFacts, needStates } from '../filed-facts.ts';
import { examsOf } from '../training/training.evidence.ts';
import type { ConductFigure } from './peer.view.ts';

/**
 * What this subgraph knows of how each approved party behaved: its compulsory papers as they stand, its people's exams
 * in the period.
 */
export async function conductFigures(
  context: SellersContext,
  period: { fromMs: number; toMs: number },
): Promise<ConductFigure[]> {
  const facts = await filedFacts(context);
  const papers = facts.parties.flatMap((party) => {
    const states = needStates(facts, party);
    const good = states.filter(({ state }) => state === 'valid' || state === 'expiring').length;
    return states.length === 0 ? [] : [{ partyId: party.id, metric: 'documents-valid', good, total: states.length }];
  });
  const exams = (await examsOf(context, period)).map(({ partyId, passed, sat }) => ({
    partyId,
    metric: 'exams-passed',
    good: passed,
    total: sat,
  }));
  return [...papers, ...exams];
}
