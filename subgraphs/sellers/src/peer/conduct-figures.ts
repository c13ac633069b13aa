import { chinaDate } from '@heitu/kit/rules/calendar';
import type { SellersContext } from '../context.ts';
import { filedFacts, needStates } from '../filed-facts.ts';
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
  const exams = await context.rows
    .selectFrom('Training')
    .select(({ fn }) => ['partyId', 'passed', fn.countAll<number>().as('count')])
    .where('trainedOn', '>=', chinaDate(period.fromMs))
    .where('trainedOn', '<', chinaDate(period.toMs))
    .groupBy(['partyId', 'passed'])
    .execute();
  const trained = [...Map.groupBy(exams, (row) => row.partyId)].map(([partyId, rows]) => {
    const countOf = (wanted: boolean) =>
      rows.filter((row) => !!row.passed === wanted).reduce((sum, row) => sum + Number(row.count), 0);
    return { partyId, metric: 'exams-passed', good: countOf(true), total: countOf(true) + countOf(false) };
  });
  return [...papers, ...trained];
}
