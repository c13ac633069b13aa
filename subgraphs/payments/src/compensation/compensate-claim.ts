import type { claimSettled } from '@heitu/events/orders.claim-settled.v1';
import { claimCut } from '@heitu/events/payments.claim-cut.v1';
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
import { claimOf } from './loss.ts';

type Settled = PayloadOf<typeof claimSettled>;

/**
 * Reaction to claim-settled: what the seller bears is refunded out of its order; what others bear they pay, and it is
 * settled for so much. A compensation that was quicker has left less of the order than orders knew of: that is divided
 * as the whole would have been, so that nobody bears more than its share.
 */
export async function compensateClaim(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  settled: Settled,
): Promise<void> {
  if (settled.toSeller) return oweSeller(context, tx, settled);
  const { shipmentId, orderId, orderNumber, buyerAccountId, refund, aboutId, soldLots } = settled;
  // Before the seller's part was told here, a refund-due alone brought it.
  const owed = settled.shares.map(({ part, amountFen }) => (part === 'seller' && !refund ? 0 : amountFen));
  const owedFen = sumOf(owed);
  if (owedFen === 0) return;
  await lockRows(tx, PaymentPart, { orderId });
  const part = await tx.em.findOneOrFail(PaymentPart, { orderId });
  const amounts = splitFen(Math.min(owedFen, await leftOf(tx, part)), owed);
  const shares = settled.shares.map((share, i) => ({ ...share, amountFen: amounts[i] ?? 0 }));
  if (refund) {
    const amountFen = sumOf(shares.map((share) => (share.part === 'seller' ? share.amountFen : 0)));
    await refundPart(context, tx, { ...refund, amountFen });
  }
  const borne = shares.filter((share) => share.part !== 'seller' && share.amountFen > 0);
  for (const { partyId, agreed, amountFen } of borne) {
    const complaintId = claimOf(aboutId ?? shipmentId, partyId);
    const reason = aboutId === undefined ? '拒收货物定责赔付' : '售后货物定责赔付';
    await compensate(context, tx, { complaintId, orderId, partyId, buyerAccountId, amountFen, reason }, agreed);
  }
  if (sumOf(amounts) < owedFen) {
    const cut = { aboutId: aboutId ?? shipmentId, orderId, orderNumber, buyerAccountId, shares };
    tx.publish(claimCut, { type: 'order', id: orderId }, cut);
  }
  // Where nobody else bears anything the order comes to nothing; what the buyer kept is settled with its order.
  if (aboutId === undefined && borne.length > 0) await openSettlement(context, tx, orderId, { soldLots });
}

/** Its buyer had paid nothing, and gets nothing: what others bear they owe its seller, who has lost the goods. */
async function oweSeller(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { aboutId, shipmentId, orderId, partyId: creditorPartyId, shares }: Settled,
): Promise<void> {
  for (const { part, partyId, amountFen } of shares)
    if (part !== 'seller') {
      const caseKey = claimOf(aboutId ?? shipmentId, partyId);
      await openDebt(context, tx, { caseKey, orderId, partyId, creditorPartyId, amountFen });
    }
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, fen) => sum + fen, 0);
