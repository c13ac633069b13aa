import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { holdBooks } from '../ledger/carry.ts';
import { CLOSED_STATES } from './month.lifecycle.ts';

/** Whether nothing may be entered into this month any more. */
export async function isClosed({ rows }: Pick<PaymentsContext, 'rows'>, month: string): Promise<boolean> {
  const closed = await rows
    .selectFrom('BooksMonth')
    .select('id')
    .where('month', '=', month)
    .where('state', 'in', CLOSED_STATES)
    .executeTakeFirst();
  return closed !== undefined;
}

/** The same, and nobody closes it before this transaction has ended: whoever confirms takes the same row. */
export async function isClosedFor(tx: PaymentsTransaction, month: string): Promise<boolean> {
  await holdBooks(tx);
  return isClosed(tx, month);
}
