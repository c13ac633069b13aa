import type { recallRegraded } from '@heitu/events/orders.recall-regraded.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { CatalogTransaction } from '../context.ts';
import { Recall } from './lot.entity.ts';
import { RecallSearch } from './recall-search.entity.ts';

/** A recall has another level: its lots say so, and those that are still looked for are called back with it. */
export async function followLevel(
  tx: CatalogTransaction,
  { caseId, level, hazard }: PayloadOf<typeof recallRegraded>,
): Promise<void> {
  await tx.em.nativeUpdate(Recall, { caseId }, { level, hazard });
  const search = await tx.rows.selectFrom('RecallSearch').select('facts').where('id', '=', caseId).executeTakeFirst();
  if (!search) return;
  const facts = toJson({ ...fromJson(search.facts), level, hazard });
  await tx.em.nativeUpdate(RecallSearch, { id: caseId }, { facts });
}
