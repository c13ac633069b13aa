import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { inOrder } from '@heitu/kit/rules/graphql';
import { OVERSEERS, SELLER_ROLES } from '@heitu/standard';
import type { PaymentsContext } from '../context.ts';

/** A seller's own; anybody's for those who answer for all money. */
export async function mandatesByParty(context: PaymentsContext, partyIds: readonly string[]) {
  const mine = partiesFor(context.actor, SELLER_ROLES, 'finance');
  const found = await context.rows
    .selectFrom('InvoiceMandate')
    .selectAll()
    .where('partyId', 'in', partyIds)
    .$if(!hasRole(context.actor, ...OVERSEERS.money), (query) =>
      query.where('partyId', 'in', mine.length > 0 ? mine : ['']),
    )
    .execute();
  return inOrder(partyIds, (row) => row.partyId, found);
}
