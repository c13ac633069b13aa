import { chinaMonth } from '@heitu/kit/rules/calendar';
import { refuse, type Refused } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsTransaction, PaymentsWrites } from '../context.ts';
import { isClosedFor } from '../month/is-closed.ts';
import { monthClosed } from '../month/month.policy.ts';
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
  /** Where that was before it is booked. */
  happenedAtMs?: number;
}
type PastTransfer = NewTransfer & { happenedAtMs: number };

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
/** Books it into the time in which it happened; refused where that month is closed. */
export async function postInto(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  transfer: PastTransfer,
): Promise<Refused<'MONTH_CLOSED'> | null> {
  const atMs = transfer.happenedAtMs;
  if (await isClosedFor(tx, chinaMonth(atMs))) return refuse(monthClosed, 'MONTH_CLOSED');
  const entries = book(context, tx, transfer, atMs);
  await takeLate(tx, { ...transfer, entries, atMs });
  return null;
}
/** Books what is entered later than it happened: now, and by the name of its month, where that is closed. */
export async function postLate(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  transfer: PastTransfer,
): Promise<void> {
  if (await postInto(context, tx, transfer)) postTransfer(context, tx, transfer);
}

/** The month that it belongs to, where it is booked in a later one. */
function monthOf({ happenedAtMs = Infinity }: NewTransfer, atMs: number): string | null {
  const month = chinaMonth(Math.min(happenedAtMs, atMs));
  return month < chinaMonth(atMs) ? month : null;
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
    ofMonth: monthOf(transfer, atMs),
  });
  const entries = legs.flatMap((leg) => [
    { id: context.newId(), transferId, account: leg.from, amountFen: -leg.amountFen, atMs },
    { id: context.newId(), transferId, account: leg.to, amountFen: leg.amountFen, atMs },
  ]);
  writes.insert('LedgerEntry', entries);
  return entries;
}
