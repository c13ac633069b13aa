import type { claimSettled } from '@heitu/events/orders.claim-settled.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { splitFen } from '@heitu/kit/rules/money';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { openSettlement } from '../settlement/open-settlement.ts';
import { compensate } from './compensate.ts';
import { leftOf } from './left-of.ts';
import { claimOf } from './loss.ts';

/**
 * Reaction to claim-settled: what the seller bears is refunded out of its order; what others bear they pay, and it is
 * settled for so much. A compensation that was quicker has left less to pay back than orders knew of.
 */
export async function compensateClaim(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { shipmentId, orderId, buyerAccountId, shares, aboutId, soldLots }: PayloadOf<typeof claimSettled>,
): Promise<void> {
  const others = shares.filter(({ part, amountFen }) => part !== 'seller' && amountFen > 0);
  if (others.length === 0) return;
  await lockRows(tx, PaymentPart, { orderId });
  const part = await tx.em.findOneOrFail(PaymentPart, { orderId });
  const borneFen = others.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const payableFen = Math.min(borneFen, await leftOf(tx, part));
  // All was given back: nothing is left that the order could be settled for either.
  if (payableFen === 0) return;
  const amounts = splitFen(
    payableFen,
    others.map(({ amountFen }) => amountFen),
  );
  for (const [i, { partyId, agreed }] of others.entries()) {
    const amountFen = amounts[i] ?? 0;
    if (amountFen === 0) continue;
    const complaintId = claimOf(aboutId ?? shipmentId, partyId);
    const reason = aboutId === undefined ? '拒收货物定责赔付' : '售后货物定责赔付';
    await compensate(context, tx, { complaintId, orderId, partyId, buyerAccountId, amountFen, reason }, agreed);
  }
  // What the buyer has kept is settled when its order is completed.
  if (aboutId === undefined) await openSettlement(context, tx, orderId, { soldLots });
}
