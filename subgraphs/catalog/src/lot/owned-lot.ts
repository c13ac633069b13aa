import type { CatalogContext } from '../context.ts';
import { ownParties } from '../access.ts';

/** The lot, when the actor manages its party's lots; undefined otherwise. */
export const ownedLot = (context: CatalogContext, lotId: string) =>
  context.rows.selectFrom('Lot').selectAll().where('id', '=', lotId).where('partyId', 'in', ownParties(context, 'lots')).executeTakeFirst();

/** Whether this actor uploaded that file for that purpose. */
export async function ownsFile(context: CatalogContext, fileId: string | null, purpose: string): Promise<boolean> {
  if (fileId === null) return true;
  return !!(await context.rows.selectFrom('StoredFile').select('id').where('id', '=', fileId).where('ownerId', '=', context.actor.id).where('purpose', '=', purpose).executeTakeFirst());
}
