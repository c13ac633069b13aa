import type { TrustContext } from '../context.ts';

export interface OrderOfPeer {
  orderId: string;
  orderNumber: string;
  buyerAccountId: string;
  partyId: string;
  shopId: string;
  state: string;
  totalFen: number;
  deliveredAtMs: string | null;
  lines: { productId: string }[];
}

const ORDER = `query($ids: [ID!]!) { ordersForPeer(ids: $ids) { orderId orderNumber buyerAccountId partyId shopId state totalFen deliveredAtMs lines { productId } } }`;
const SHIPMENTS = `query($ids: [ID!]!) { shipmentsForPeer(orderIds: $ids) { orderId carrierPartyId } }`;

/** The order as its owner tells it; null where there is none. Throws where orders is out of reach. */
export async function orderOfPeer(context: TrustContext, orderId: string): Promise<OrderOfPeer | null> {
  const { ordersForPeer } = await context.peers.query<{ ordersForPeer: OrderOfPeer[] }>('orders', ORDER, {
    ids: [orderId],
  });
  return ordersForPeer[0] ?? null;
}

/** Who carries the order, where anybody does yet. */
export async function carrierOfOrder(context: TrustContext, orderId: string): Promise<string | null> {
  const { shipmentsForPeer } = await context.peers.query<{ shipmentsForPeer: { carrierPartyId: string }[] }>(
    'logistics',
    SHIPMENTS,
    { ids: [orderId] },
  );
  return shipmentsForPeer[0]?.carrierPartyId ?? null;
}
