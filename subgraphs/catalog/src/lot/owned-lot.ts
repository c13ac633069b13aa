import type { CatalogContext } from '../context.ts';
import { ownParties } from '../access.ts';

/** The lot, when the actor manages its party's lots; undefined otherwise. */
export const ownedLot = (context: CatalogContext, lotId: string) =>
  context.rows
    .selectFrom('Lot')
    .selectAll()
    .where('id', '=', lotId)
    .where('partyId', 'in', ownParties(context, 'lots'))
    .executeTakeFirst();
