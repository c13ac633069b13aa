import type { orderLost } from '@heitu/events/orders.order-lost.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { openSettlement } from '../settlement/open-settlement.ts';
import { compensate } from './compensate.ts';
import { leftOf } from './left-of.ts';
import { lossOf } from './loss.ts';

/**
 * Reaction to order-lost: the carrier had the goods. It owes the buyer what a compensation that was quicker has left of
 * them, and the seller is settled as if they had arrived.
 */
export async function compensateLoss(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  lost: PayloadOf<typeof orderLost>,
): Promise<void> {
  const { orderId, afterSaleId, carrierPartyId: partyId, buyerAccountId, deliveryFen, soldLots } = lost;
  await lockRows(tx, PaymentPart, { orderId });
  const part = await tx.em.findOne(PaymentPart, { orderId });
  const amountFen = part ? Math.min(lost.amountFen, await leftOf(tx, part)) : lost.amountFen;
  const owed = { complaintId: lossOf(afterSaleId ?? orderId), orderId, partyId, buyerAccountId, amountFen };
  if (amountFen > 0) await compensate(context, tx, { ...owed, reason: '包裹丢失赔付' }, true);
  if (afterSaleId === null) await openSettlement(context, tx, orderId, { deliveryFen, soldLots });
}
