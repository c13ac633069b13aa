import { SELLER_ROLES } from '@heitu/standard';
import { partiesFor } from '@heitu/kit/rules/actor';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';

/** An order of a seller for whom this account may handle orders; null where it is not theirs or not there. */
export async function sellerOrder(
  context: OrdersContext,
  tx: OrdersTransaction,
  orderId: string,
): Promise<OrderRow | null> {
  const parties = partiesFor(context.actor, SELLER_ROLES, 'orders');
  if (parties.length === 0) return null;
  return (
    (await tx.rows
      .selectFrom('Order')
      .selectAll()
      .where('id', '=', orderId)
      .where('partyId', 'in', parties)
      .executeTakeFirst()) ?? null
  );
}
