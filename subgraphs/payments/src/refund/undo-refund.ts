import { refundUndone } from '@heitu/events/payments.refund-undone.v1';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { unpayAdvance } from '../advance/book-advance.ts';
import { account } from '../ledger/account.ts';
import type { Leg } from '../ledger/post-transfer.ts';
import { isOwedAgain } from '../reconciliation/case.policy.ts';
import { refundNumber } from './open-refund.ts';
import { refunds } from './refund.moves.ts';
import { claimReturned, payerOf, transferInstead } from './replace-refund.ts';
import { stuck } from './take-refund-standing.ts';

type RefundRow = RowOf<'Refund'>;

/** The refund that was paid by this number, by its seller or by the platform first, as our books have it. */
const paidRefundOf = ({ rows }: PaymentsTransaction, outRefundNo: string): Promise<RefundRow | undefined> =>
  rows
    .selectFrom('Refund')
    .selectAll()
    .where('outRefundNo', '=', outRefundNo)
    .where('state', '=', 'succeeded')
    .executeTakeFirst();
/** The refund that a difference shows to be owed again; undefined where it shows none, or it is not paid any more. */
export const refundOwedAgain = async (
  tx: PaymentsTransaction,
  of: Parameters<typeof isOwedAgain>[0] & { reference: string },
): Promise<RefundRow | undefined> => (isOwedAgain(of) ? paidRefundOf(tx, of.reference) : undefined);

/** Whoever was told that the buyer has it hears that they do not. */
function tellUndone(
  { clock }: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RefundRow,
  how: { asksForCard?: true } = {},
): void {
  const { id, refundKey, orderId, amountFen, source } = refund;
  const advanced = source === 'platform-advance' ? ({ advanced: true } as const) : {};
  const undone = { refundId: id, refundKey, orderId, amountFen, atMs: clock.now(), ...how, ...advanced };
  tx.publish(refundUndone, { type: 'refund', id }, undone);
}

/** It did not get through: as much less has been refunded. Null where it is no paid refund any more. */
async function turnBack(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RefundRow,
  action: 'undo' | 'turn-back',
  set: Partial<RefundRow>,
): Promise<Leg | null> {
  const { id, partId, outRefundNo, amountFen } = refund;
  if ((await refunds.bySystem(context, tx, action, { id, outRefundNo }, { ...set, succeededAtMs: null })) === 0)
    return null;
  await tx.rows
    .updateTable('PaymentPart')
    .set((eb) => ({ refundedFen: eb('refundedFen', '-', amountFen) }))
    .where('id', '=', partId)
    .execute();
  if (refund.source === 'platform-advance') await unpayAdvance(context, tx, id);
  tellUndone(context, tx, refund, action === 'turn-back' ? { asksForCard: true } : {});
  tx.audit({ type: 'refund', id, clause: '9.2.cp' });
  return { from: account.buyers, to: await payerOf(tx, refund), amountFen };
}

/**
 * The provider took its word back, and whoever paid it has the money: the buyer has nothing yet. The refund did not get
 * through: finance sends it again by its next number, or the platform transfers it in its time (7.6.aa). Answers what
 * is booked by it; null where it is no paid refund any more.
 */
export function undoRefund(context: PaymentsContext, tx: PaymentsTransaction, refund: RefundRow): Promise<Leg | null> {
  const closedNumbers = refund.closedNumbers + 1;
  const outRefundNo = refundNumber(refund.refundKey, closedNumbers);
  return turnBack(context, tx, refund, 'undo', { ...stuck(context, 'closed'), closedNumbers, outRefundNo });
}

/**
 * The provider says at last that the buyer's card takes nothing: it waits for another card, as one that never arrived
 * does, and the platform transfers it in its time (7.6.aa). Answers what is booked by it; null where it is no paid
 * refund any more.
 */
export const bounceAfterAll = (
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RefundRow,
): Promise<Leg | null> => turnBack(context, tx, refund, 'turn-back', stuck(context, 'abnormal'));

/**
 * The provider says at last that the seller's bank has it: the platform transfers it to the buyer, and the seller, who
 * has the money, owes it: what the platform had laid out beside what it is liable for (7.6.aa). Answers what is booked
 * by it; null where it is no paid refund any more.
 */
export async function passToSeller(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RefundRow,
): Promise<Leg | null> {
  const { id, partyId, amountFen } = refund;
  const returnedAtMs = context.clock.now();
  const set = { succeededAtMs: null, returnedAtMs, nextAtMs: null, lastError: null };
  if ((await refunds.bySystem(context, tx, 'pass-on', { id }, set)) === 0) return null;
  if (refund.source === 'platform-advance') await unpayAdvance(context, tx, id);
  tellUndone(context, tx, refund);
  await transferInstead(context, tx, refund, true);
  if (refund.source === 'platform-advance') await claimReturned(context, tx, refund, returnedAtMs, null);
  return { from: account.buyers, to: account.bankOf(partyId), amountFen };
}
