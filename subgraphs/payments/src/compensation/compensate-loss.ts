import type { orderLost } from '@heitu/events/orders.order-lost.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { splitFen } from '@heitu/kit/rules/money';
import { openDebt } from '../advance/debt.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { refundPart } from '../refund/open-refund.ts';
import { openSettlement } from '../settlement/open-settlement.ts';
import { compensate } from './compensate.ts';
import { leftOf } from './left-of.ts';
import { lossOf } from './loss.ts';

/**
 * Reaction to order-lost: the carrier had the goods. It owes the buyer what they are worth, the seller what their
 * contract leaves to it, and the seller is settled as if they had arrived. Of what a compensation that was quicker has
 * left, each bears its part.
 */
export async function compensateLoss(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  lost: PayloadOf<typeof orderLost>,
): Promise<void> {
  const { orderId, afterSaleId, carrierPartyId: partyId, buyerAccountId, deliveryFen, soldLots } = lost;
  if (lost.toSeller) {
    const caseKey = lossOf(afterSaleId ?? orderId);
    const { amountFen, partyId: creditorPartyId } = lost;
    return openDebt(context, tx, { caseKey, orderId, partyId, creditorPartyId, amountFen });
  }
  await lockRows(tx, PaymentPart, { orderId });
  const part = await tx.em.findOne(PaymentPart, { orderId });
  const { refund } = lost;
  const owedFen = lost.amountFen + (refund?.amountFen ?? 0);
  const leftFen = part ? Math.min(owedFen, await leftOf(tx, part)) : owedFen;
  const [amountFen = 0, sellersFen = 0] =
    owedFen > 0 ? splitFen(leftFen, [lost.amountFen, owedFen - lost.amountFen]) : [];
  if (refund) await refundPart(context, tx, { ...refund, amountFen: sellersFen });
  const owed = { complaintId: lossOf(afterSaleId ?? orderId), orderId, partyId, buyerAccountId, amountFen };
  if (amountFen > 0) await compensate(context, tx, { ...owed, reason: '包裹丢失赔付' }, true);
  if (afterSaleId === null) await openSettlement(context, tx, orderId, { deliveryFen, soldLots });
}
