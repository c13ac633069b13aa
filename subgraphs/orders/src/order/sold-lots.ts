import type { orderCompleted } from '@heitu/events/orders.order-completed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrdersTransaction } from '../context.ts';

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
