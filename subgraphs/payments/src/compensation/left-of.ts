import type { PaymentsTransaction } from '../context.ts';
import { BORNE } from './loss.ts';

/**
 * Of an order's payment: what its buyer has not got back, nor will, neither out of it nor from others who bear it, nor
 * by a transfer instead of a refund that the provider never took.
 */
export async function leftOf(
  tx: PaymentsTransaction,
  { orderId, totalFen, reservedFen }: { orderId: string; totalFen: number; reservedFen: number },
): Promise<number> {
  const borne = await tx.rows
    .selectFrom('Compensation')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
    .where('orderId', '=', orderId)
    .where((eb) => eb.or(BORNE.map((any) => eb('complaintId', 'like', any))))
    .executeTakeFirst();
  const released = await tx.rows
    .selectFrom('Refund')
    .select(({ fn }) => fn.sum<number | null>('amountFen').as('fen'))
    .where('orderId', '=', orderId)
    .where('state', '=', 'replaced')
    .where('returnedAtMs', 'is', null)
    .executeTakeFirst();
  return Math.max(totalFen - reservedFen - Number(borne?.fen ?? 0) - Number(released?.fen ?? 0), 0);
}
