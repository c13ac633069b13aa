import { hasRole, partiesFor, type Actor } from '@heitu/kit/rules/actor';
import { OVERSEERS, SELLER_ROLES } from '@heitu/standard';

import { OrderStub } from './order.stub.ts';

/** The order that money belongs to; null for whoever sees the money alone: the right to orders is another. */
export function orderShown(actor: Actor, id: string, sellerPartyId: string | null): OrderStub | null {
  const isSeller = sellerPartyId !== null && partiesFor(actor, SELLER_ROLES, 'orders').includes(sellerPartyId);
  return isSeller || hasRole(actor, ...OVERSEERS.orders) ? { id } : null;
}
