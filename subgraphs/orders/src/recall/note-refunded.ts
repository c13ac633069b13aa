import type { OrdersTransaction } from '../context.ts';
import { RecallRow } from './recall.entity.ts';

/** The money of a recalled line has arrived; a cancelled order's refund pays all its lines. */
export async function noteRefunded(
  tx: OrdersTransaction,
  { refundKey, orderId, atMs }: { refundKey: string; orderId: string; atMs: number },
): Promise<void> {
  const rows = refundKey === `cancel:${orderId}` ? { orderId } : { refundKey };
  await tx.em.nativeUpdate(RecallRow, { ...rows, refundedAtMs: null }, { refundedAtMs: atMs });
}
