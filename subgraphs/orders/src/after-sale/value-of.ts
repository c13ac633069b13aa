import type { OrdersTransaction } from '../context.ts';

/** What the goods that a request names were bought for. */
export async function valueFen(tx: OrdersTransaction, afterSaleId: string): Promise<number> {
  const lines = await tx.rows
    .selectFrom('AfterSaleLine as c')
    .innerJoin('OrderLine as l', 'l.id', 'c.lineId')
    .select(['c.units', 'l.quantity', 'l.totalFen'])
    .where('c.afterSaleId', '=', afterSaleId)
    .execute();
  return lines.reduce((sum, { units, quantity, totalFen }) => sum + Math.floor((totalFen * units) / quantity), 0);
}
