import { SELLER_ROLES } from '@heitu/standard';
import { hasRole, partiesFor, type Actor } from '@heitu/kit/rules/actor';

/** What somebody is in an order or a request: its buyer, or its seller with the right to it. */
export function partsIn(
  actor: Actor,
  { buyerAccountId, partyId }: { buyerAccountId: string; partyId: string },
  right: 'orders' | 'after-sales',
): string[] {
  const isBuyer = buyerAccountId === actor.id && hasRole(actor, 'consumer');
  const isSeller = partiesFor(actor, SELLER_ROLES, right).includes(partyId);
  return [...(isBuyer ? ['consumer'] : []), ...(isSeller ? SELLER_ROLES : [])];
}
