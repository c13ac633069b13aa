import { splitFen } from '@heitu/kit/rules/money';
import { refundDue } from '@heitu/events/orders.refund-due.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { Order, OrderRefund } from './order.entity.ts';
import { refundDueBy } from '../contract/agreed-terms.ts';
import type { RefundReason } from './order.policy.ts';

interface Owed {
  refundKey: string;
  amountFen: number;
  reason: RefundReason;
  afterSaleId: string | null;
  /** Where it is of one line alone; null: of the delivery. */
  lineId?: string | null;
}

type OfOrder = Pick<OrderRow, 'id' | 'checkoutId' | 'partyId' | 'buyerAccountId'>;

/** The order's row, ours until the transaction ends: what is promised of it is changed by one at a time. */
export async function lockedOrder(tx: OrdersTransaction, id: string): Promise<OrderRow> {
  await lockRows(tx, Order, { id });
  return tx.rows.selectFrom('Order').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Promises money back and asks payments for it. */
export async function oweRefund(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OfOrder,
  refund: Owed,
): Promise<void> {
  askPayments(tx, await promiseRefund(context, tx, order, refund));
}

/**
 * Asks payments for what was promised. The seller's part of a claim or a loss is asked for with the others' parts
 * first; told again here it is the same refund, by its key, and payments of before learns of it.
 */
export function askPayments(tx: OrdersTransaction, due: PayloadOf<typeof refundDue> | undefined): void {
  if (due) tx.publish(refundDue, { type: 'order', id: due.orderId }, due);
}

/**
 * Promises money back, and answers what payments is to be asked for. One conditional statement keeps what is promised
 * at or below what was paid; promising more is a bug of the caller, so it throws. An amount of 0 asks for nothing.
 */
export async function promiseRefund(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OfOrder,
  refund: Owed,
): Promise<PayloadOf<typeof refundDue> | undefined> {
  const { refundKey, amountFen, reason, afterSaleId } = refund;
  if (amountFen === 0) return undefined;
  const nowMs = context.clock.now();
  const { numUpdatedRows } = await tx.rows
    .updateTable('Order')
    .set((eb) => ({ refundDueFen: eb('refundDueFen', '+', amountFen) }))
    .where('id', '=', order.id)
    .where((eb) => eb(eb('refundDueFen', '+', amountFen), '<=', eb.ref('paidFen')))
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new Error(
      `order ${order.id}: refund ${refundKey} of ${amountFen} fen is more than what is left of the payment`,
    );
  const dueAtMs = await refundDueBy(context, order.partyId);
  await tx.em.insert(OrderRefund, {
    refundKey,
    orderId: order.id,
    afterSaleId,
    amountFen,
    reason,
    requestedAtMs: nowMs,
    dueAtMs,
  });
  return {
    refundKey,
    orderId: order.id,
    checkoutId: order.checkoutId,
    partyId: order.partyId,
    buyerAccountId: order.buyerAccountId,
    amountFen,
    reason,
    afterSaleId,
    dueAtMs,
    lines: await linesOf(tx, order.id, refund),
  };
}

/** What of it is of which line: as the request says, or in proportion, what was paid for delivery beside them. */
async function linesOf(tx: OrdersTransaction, orderId: string, { amountFen, afterSaleId, lineId }: Owed) {
  if (lineId === null) return [];
  if (lineId !== undefined) return [{ lineId, amountFen }];
  const claimed =
    afterSaleId === null
      ? []
      : await tx.rows
          .selectFrom('AfterSaleLine')
          .select(['lineId', 'refundFen as fen'])
          .where('afterSaleId', '=', afterSaleId)
          .orderBy('id')
          .execute();
  if (claimed.some(({ fen }) => fen > 0)) return divided(amountFen, claimed);
  const lines = await tx.rows
    .selectFrom('OrderLine')
    .select(['id as lineId', 'totalFen as fen'])
    .where('orderId', '=', orderId)
    .orderBy('id')
    .execute();
  const { deliveryFen } = await tx.rows
    .selectFrom('Order')
    .select('deliveryFen')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  return divided(amountFen, [...lines, { lineId: null, fen: deliveryFen }]);
}

function divided(amountFen: number, of: readonly { lineId: string | null; fen: number }[]) {
  if (of.every(({ fen }) => fen === 0)) return [];
  const parts = splitFen(
    amountFen,
    of.map(({ fen }) => fen),
  );
  return of.flatMap(({ lineId }, i) => (lineId !== null && parts[i] ? [{ lineId, amountFen: parts[i] }] : []));
}
