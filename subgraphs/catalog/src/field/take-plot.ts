import { lockRows } from '@heitu/kit/data/only-one';
import { ownParties } from '../access.ts';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { Plot } from './field.entity.ts';
import { plotNowRow, type PlotRow } from './field.loader.ts';

/**
 * Takes the plot until the transaction ends, where the actor looks after it: what was put on it and what was harvested
 * from it never overtake each other. Null otherwise.
 */
export async function takePlot(
  context: CatalogContext,
  tx: CatalogTransaction,
  plotId: string,
): Promise<PlotRow | null> {
  const own = { id: plotId, partyId: { $in: ownParties(context, 'lots') } };
  return (await lockRows(tx, Plot, own)) ? plotNowRow(tx, plotId) : null;
}

/** Several, in the order of their ids, so that two who take some of the same never wait for each other in a ring. */
export async function takePlots(tx: CatalogTransaction, plotIds: readonly string[]): Promise<void> {
  for (const id of [...new Set(plotIds)].sort()) await lockRows(tx, Plot, { id });
}
