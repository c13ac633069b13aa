import { SELLER_ROLES, type Desk } from '@heitu/standard';
import { hasRole, partiesFor, type Actor } from '@heitu/kit/rules/actor';

/** What somebody is in an order, a request or called-back goods: the buyer, or the seller with the right to it. */
export function partsIn(
  actor: Actor,
  { buyerAccountId, partyId }: { buyerAccountId: string | null; partyId: string },
  right: 'orders' | 'after-sales' | 'lots',
): string[] {
  const isBuyer = buyerAccountId === actor.id && hasRole(actor, 'consumer');
  const isSeller = partiesFor(actor, SELLER_ROLES, right).includes(partyId);
  return [...(isBuyer ? ['consumer'] : []), ...(isSeller ? SELLER_ROLES : [])];
}

/** On whose desk it lies when it lies on this one's: what waits for oneself says so. */
export const desksIn = (...of: Parameters<typeof partsIn>): Desk[] => {
  const parts = partsIn(...of);
  return [
    ...(parts.includes('consumer') ? ['buyer' as const] : []),
    ...(SELLER_ROLES.some((role) => parts.includes(role)) ? ['seller' as const] : []),
  ];
};
