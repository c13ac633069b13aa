import { lockRows } from '@heitu/kit/data/only-one';
import type { PaymentsTransaction } from '../context.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { restOf, wholeOf } from './loss.ts';

/** What was paid of a compensation that a deposit pays in part: by the deposit, and by the platform first. */
export interface PartsPaid {
  complaintId: string;
  fromDepositFen: number;
  advancedFen: number;
  /** Of the rest. */
  advanceId: string;
  recoveryId: string;
}

/**
 * Whether a part that was just paid was the last: `null` where another is still to come, `whole` where it was not
 * divided. Of two that arrive at once the second knows of the first.
 */
export async function partsPaid(
  tx: PaymentsTransaction,
  { complaintId, orderId }: { complaintId: string; orderId: string },
): Promise<PartsPaid | 'whole' | null> {
  const whole = wholeOf(complaintId);
  const rest = restOf(whole);
  const isDivided = await tx.rows.selectFrom('Advance').select('id').where('complaintId', '=', rest).executeTakeFirst();
  if (!isDivided) return 'whole';
  await lockRows(tx, PaymentPart, { orderId });
  const advances = await tx.rows
    .selectFrom('Advance as a')
    .leftJoin('Recovery as v', 'v.advanceId', 'a.id')
    .select(['a.id', 'a.complaintId', 'a.amountFen', 'v.id as recoveryId'])
    .where('a.complaintId', 'in', [whole, rest])
    .execute();
  const deposit = await tx.rows
    .selectFrom('Compensation')
    .select(['amountFen', 'state'])
    .where('complaintId', '=', whole)
    .where('source', '=', 'deposit')
    .executeTakeFirst();
  const ofRest = advances.find((advance) => advance.complaintId === rest);
  if (!ofRest?.recoveryId || advances.some(({ recoveryId }) => recoveryId === null)) return null;
  if (deposit && deposit.state !== 'paid') return null;
  return {
    complaintId: whole,
    fromDepositFen: deposit?.amountFen ?? 0,
    advancedFen: advances.reduce((sum, { amountFen }) => sum + amountFen, 0),
    advanceId: ofRest.id,
    recoveryId: ofRest.recoveryId,
  };
}
