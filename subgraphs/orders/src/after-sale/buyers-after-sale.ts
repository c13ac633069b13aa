import type { AfterSaleRow, OrdersContext, OrdersTransaction } from '../context.ts';

/** A request of this account's; null where it is not theirs or not there. */
export const buyersAfterSale = async (
  context: OrdersContext,
  tx: OrdersTransaction,
  afterSaleId: string,
): Promise<AfterSaleRow | null> =>
  (await tx.rows
    .selectFrom('AfterSale')
    .selectAll()
    .where('id', '=', afterSaleId)
    .where('buyerAccountId', '=', context.actor.id)
    .executeTakeFirst()) ?? null;
