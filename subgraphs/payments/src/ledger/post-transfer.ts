import type { PaymentsContext, PaymentsTransaction, PaymentsWrites } from '../context.ts';
import { takeLate } from './carry.ts';

export interface Leg {
  from: string;
  to: string;
  amountFen: number;
}

interface NewTransfer {
  key: string;
  kind: string;
  orderId: string;
  legs: readonly Leg[];
}

/** Below zero it goes the other way. */
export const legOf = (from: string, to: string, fen: number): Leg =>
  fen < 0 ? { from: to, to: from, amountFen: -fen } : { from, to, amountFen: fen };

/**
 * Books a transfer whose entries sum to zero; the key is unique, so a repeat is a duplicate-key error and rolls back
 * with all it came with.
 */
export function postTransfer(context: PaymentsContext, writes: PaymentsWrites, transfer: NewTransfer): void {
  book(context, writes, transfer, context.clock.now());
}
/** The same of what is entered later than it happened. */
export async function postLate(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { atMs, ...transfer }: NewTransfer & { atMs: number },
): Promise<void> {
  const entries = book(context, tx, transfer, atMs);
  await takeLate(tx, { ...transfer, entries, atMs });
}

function book(context: PaymentsContext, writes: PaymentsWrites, transfer: NewTransfer, atMs: number) {
  const legs = transfer.legs.filter((leg) => leg.amountFen !== 0);
  for (const leg of legs)
    if (!Number.isSafeInteger(leg.amountFen) || leg.amountFen < 0)
      throw new Error(`${transfer.key}: ${leg.amountFen} is no amount`);
  const transferId = context.newId();
  writes.insert('LedgerTransfer', {
    id: transferId,
    key: transfer.key,
    kind: transfer.kind,
    orderId: transfer.orderId,
    atMs,
  });
  const entries = legs.flatMap((leg) => [
    { id: context.newId(), transferId, account: leg.from, amountFen: -leg.amountFen, atMs },
    { id: context.newId(), transferId, account: leg.to, amountFen: leg.amountFen, atMs },
  ]);
  writes.insert('LedgerEntry', entries);
  return entries;
}
