import { buyerAffected } from '@heitu/events/orders.buyer-affected.v1';
import type { RecallHazard, RecallLevel } from '@heitu/standard';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { DELIVERED_STATES } from '../order/order.lifecycle.ts';
import { RecallRow } from './recall.entity.ts';
import { tellingOf } from './telling.ts';

/**
 * A recall is graver than its buyers were told: each who was told of it hears of the new level, once for all that they
 * have of it, whatever has become of that, and who had confirmed the lower one confirms again (7.3.6.a-c). What was
 * noted of the telling before is noted of this one anew; that they were spoken to, and what they answered, stays.
 */
export async function tellGraver(
  context: OrdersContext,
  tx: OrdersTransaction,
  caseId: string,
  graver: { level: RecallLevel; hazard: RecallHazard },
): Promise<void> {
  const told = await tx.rows
    .selectFrom('RecallRow as r')
    .innerJoin('Order as o', 'o.id', 'r.orderId')
    .select([
      'r.buyerAccountId',
      'r.partyId',
      'r.orderId',
      'r.orderNumber',
      'r.goods',
      'r.lotId',
      'r.lotCode',
      'o.state',
    ])
    .where('r.caseId', '=', caseId)
    // Who was not told of it hears of it as it is now.
    .where((eb) => eb.or([eb('r.tellingId', 'is not', null), eb('r.toldAtMs', 'is not', null)]))
    .orderBy('r.orderId')
    .orderBy('r.lotId')
    .execute();
  const nowMs = context.clock.now();
  const anew = { toldAtMs: null, smsAtMs: null, smsFailedAtMs: null, seenAtMs: null, roseAtMs: nowMs };
  for (const [buyerAccountId, own] of Map.groupBy(told, (row) => row.buyerAccountId)) {
    const tellingId = context.newId();
    const held = own.flatMap(({ orderId, orderNumber, state, ...row }) =>
      orderId === null
        ? []
        : [{ ...row, orderId, orderNumber: orderNumber ?? '', isDelivered: DELIVERED_STATES.includes(state) }],
    );
    const telling = buyerAccountId === null ? null : tellingOf(tellingId, buyerAccountId, held);
    if (!telling) continue;
    const isTold = { $or: [{ tellingId: { $ne: null } }, { toldAtMs: { $ne: null } }] };
    await tx.em.nativeUpdate(RecallRow, { caseId, buyerAccountId, ...isTold }, { ...anew, tellingId });
    tx.publish(buyerAffected, { type: 'telling', id: tellingId }, { ...telling, graver });
  }
}
