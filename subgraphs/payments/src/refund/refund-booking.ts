import type { PaymentsTransaction } from '../context.ts';

/**
 * The key under which a refund is booked as paid: its own, once; again, under its next one, each time that two people
 * have found that it had not been paid and undid that (undo-refund.ts).
 */
export async function refundBooking(
  { rows }: Pick<PaymentsTransaction, 'rows'>,
  refund: { id: string; orderId: string },
): Promise<string> {
  const key = `refund:${refund.id}`;
  const ofOrder = await rows.selectFrom('LedgerTransfer').select('key').where('orderId', '=', refund.orderId).execute();
  const times = ofOrder.filter((one) => one.key === key || one.key.startsWith(`${key}:again:`)).length;
  return times === 0 ? key : `${key}:again:${times}`;
}
