import type { ClaimAbout, ProposedClaim } from '@heitu/events/logistics.shipment-refused.v1';
import { claimOpened } from '@heitu/events/orders.claim-opened.v1';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { OrderClaim } from './order-claim.entity.ts';

/** A claim of which orders knows what it is worth: kept here, and told to trust, once for what it is about. */
export async function tellClaim(
  context: OrdersContext,
  tx: OrdersTransaction,
  of: { about: ClaimAbout; aboutId: string; orderId: string; shipmentId: string; claim: ProposedClaim },
): Promise<void> {
  const { about, aboutId, orderId, shipmentId, claim } = of;
  if (claim.amountFen === 0 || (await tx.em.findOne(OrderClaim, { id: aboutId }))) return;
  const { orderNumber, buyerAccountId } = await tx.rows
    .selectFrom('Order')
    .select(['number as orderNumber', 'buyerAccountId'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  const openedAtMs = context.clock.now();
  await tx.em.insert(OrderClaim, { id: aboutId, about, orderId, shipmentId, cause: claim.cause, openedAtMs });
  tx.publish(claimOpened, { type: about, id: aboutId }, { ...of, orderNumber, buyerAccountId });
}
