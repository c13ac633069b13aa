import type { PaymentsTransaction } from '../context.ts';

/**
 * The key under which a refund is booked as paid: its own, once; again, under its next one, where two people have found
 * that it had not been paid and undid that (undo-refund.ts).
 */
export async function refundBooking(
  { rows }: Pick<PaymentsTransaction, 'rows'>,
  refund: { id: string; closedNumbers: number },
): Promise<string> {
  const key = `refund:${refund.id}`;
  const booked = await rows.selectFrom('LedgerTransfer').select('id').where('key', '=', key).executeTakeFirst();
  return booked ? `${key}:again:${refund.closedNumbers}` : key;
}
