import type { buyerAffected } from '@heitu/events/orders.buyer-affected.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { Holder } from '../stock/holders.ts';

type Held = Omit<Holder, 'isOnWay' | 'buyerAccountId'>;

/**
 * What one buyer is told of what they have of a recall: of how many orders and lots, and the first of them by name;
 * null of nothing.
 */
export function tellingOf(
  tellingId: string,
  buyerAccountId: string,
  held: readonly Held[],
): PayloadOf<typeof buyerAffected> | null {
  const [first] = held;
  if (!first) return null;
  const { orderId, orderNumber, goods, lotCode } = first;
  const different = (of: (one: Held) => string): number => new Set(held.map(of)).size;
  const open = new Set(held.filter(({ isDelivered }) => !isDelivered).map((one) => one.orderId));
  const orders = different((one) => one.orderId);
  const partyId = different((one) => one.partyId) === 1 ? first.partyId : null;
  const lots = different(({ lotId }) => lotId);
  const delivered = orders - open.size;
  return { tellingId, buyerAccountId, partyId, orders, orderId, orderNumber, goods, lots, lotCode, delivered };
}
