import { isOverseer, ownParties } from '../access.ts';
import type { CatalogContext } from '../context.ts';

/** What only those who manage a lot, and overseers, may see of it. */
export const mayManage = (context: CatalogContext, lot: { partyId: string }): boolean =>
  isOverseer(context) || ownParties(context, 'lots').includes(lot.partyId);
