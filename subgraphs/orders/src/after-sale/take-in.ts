import type { AfterSaleRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { putBack } from '../stock/put-back.ts';

/** What came back goes into the lots that it was sent from; answers its lines. */
export async function takeIn(
  context: OrdersContext,
  tx: OrdersTransaction,
  { id: afterSaleId, orderId, partyId }: AfterSaleRow,
  resellable: boolean,
) {
  const lines = await tx.rows
    .selectFrom('AfterSaleLine')
    .selectAll()
    .where('afterSaleId', '=', afterSaleId)
    .orderBy('id')
    .execute();
  const wanted = lines.map(({ lineId, units }) => ({ by: 'lineId', id: lineId, units }) as const);
  await putBack(context, tx, { orderId, afterSaleId, parcel: 'any', partyId, resellable, wanted });
  return lines;
}
