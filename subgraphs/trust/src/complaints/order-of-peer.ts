import { CarrierOfOrder } from '../asks/logistics.ts';
import { OrderComplainedOf, type OrderComplainedOfQuery } from '../asks/orders.ts';
import type { TrustContext } from '../context.ts';

export type OrderOfPeer = OrderComplainedOfQuery['ordersForPeer'][number];

/** The order as its owner tells it; null where there is none. Throws where orders is out of reach. */
export async function orderOfPeer(context: TrustContext, orderId: string): Promise<OrderOfPeer | null> {
  const { ordersForPeer } = await context.peers.query(OrderComplainedOf, { ids: [orderId] });
  return ordersForPeer[0] ?? null;
}

/** Who carries the order, where anybody does yet. */
export async function carrierOfOrder(context: TrustContext, orderId: string): Promise<string | null> {
  const { shipmentsForPeer } = await context.peers.query(CarrierOfOrder, { ids: [orderId] });
  return shipmentsForPeer[0]?.carrierPartyId ?? null;
}
