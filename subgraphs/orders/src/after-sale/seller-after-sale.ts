import { SELLER_ROLES } from '@heitu/standard';
import { partiesFor } from '@heitu/kit/rules/actor';
import type { AfterSaleRow, OrdersContext, OrdersTransaction } from '../context.ts';

/** A request at a seller for whom this account handles after-sales; null where it is not theirs or not there. */
export async function sellerAfterSale(
  context: OrdersContext,
  tx: OrdersTransaction,
  afterSaleId: string,
): Promise<AfterSaleRow | null> {
  const parties = partiesFor(context.actor, SELLER_ROLES, 'after-sales');
  if (parties.length === 0) return null;
  return (
    (await tx.rows
      .selectFrom('AfterSale')
      .selectAll()
      .where('id', '=', afterSaleId)
      .where('partyId', 'in', parties)
      .executeTakeFirst()) ?? null
  );
}
