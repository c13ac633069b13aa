import type { OrdersTransaction } from '../context.ts';
import { RecallRow } from './recall.entity.ts';

interface RefundOf {
  refundKey: string;
  orderId: string;
}
/** A cancelled order's refund pays all its lines. */
const paidBy = ({ refundKey, orderId }: RefundOf) => (refundKey === `cancel:${orderId}` ? { orderId } : { refundKey });

/** The money of a recalled line has arrived. */
export async function noteRefunded(tx: OrdersTransaction, refund: RefundOf & { atMs: number }): Promise<void> {
  await tx.em.nativeUpdate(RecallRow, { ...paidBy(refund), refundedAtMs: null }, { refundedAtMs: refund.atMs });
}
/** It had not. */
export async function noteNotRefunded(tx: OrdersTransaction, refund: RefundOf): Promise<void> {
  await tx.em.nativeUpdate(RecallRow, paidBy(refund), { refundedAtMs: null });
}
