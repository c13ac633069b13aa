import type { orderCompleted } from '@heitu/events/orders.order-completed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrdersContext, OrdersTransaction } from '../context.ts';

/** From which lots each line of an order was filled; what an exchange brought anew is not sold a second time. */
export const soldLotsOf = (
  tx: OrdersTransaction,
  orderId: string,
): Promise<NonNullable<PayloadOf<typeof orderCompleted>['soldLots']>> =>
  tx.rows
    .selectFrom('LineLot as t')
    .innerJoin('OrderLine as l', 'l.id', 't.lineId')
    .select(['t.lineId', 't.lotId', 't.units', 'l.quantity', 'l.totalFen as lineFen'])
    .where('t.orderId', '=', orderId)
    .where('t.afterSaleId', 'is', null)
    .orderBy('t.id')
    .execute();

/** How many packs of each lot buyers have: what was picked for them and did not come back. */
export async function soldUnits(
  { rows }: OrdersContext,
  lotIds: readonly string[],
): Promise<{ lotId: string; units: number }[]> {
  if (lotIds.length === 0) return [];
  const out = await rows
    .selectFrom('LineLot')
    .select('lotId')
    .select(({ fn }) => [fn.sum<number>('units').as('units'), fn.sum<number>('returnedUnits').as('returned')])
    .where('lotId', 'in', lotIds)
    .groupBy('lotId')
    .execute();
  return out
    .map(({ lotId, units, returned }) => ({ lotId, units: Number(units) - Number(returned) }))
    .filter(({ units }) => units > 0);
}
