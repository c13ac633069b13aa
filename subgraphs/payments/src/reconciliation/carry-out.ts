import { paymentFound } from '@heitu/events/payments.payment-found.v1';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { checkoutOfNumber, orderOfNumber } from '../payment/numbers.ts';
import type { CheckoutHere } from '../peers.ts';
import { openRefund } from '../refund/open-refund.ts';
import { REMEDY_REFUND_WITHIN_MS, type RemedyKind } from './case.policy.ts';
import { enterPayment } from './enter-payment.ts';
import type { FoundPayment } from './found-payment.ts';
import { CaseRemedy } from './reconciliation.entity.ts';
import { matches, type PartyOfMerchant } from './remedy.policy.ts';

interface Remedy {
  id: string;
  kind: RemedyKind;
}

/**
 * The payment is entered and booked, and its money moved; false where it is paid here meanwhile: nothing is to be
 * entered then. The provider is called by the jobs that follow.
 */
export async function carryOut(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  remedy: Remedy,
  found: FoundPayment,
  checkout: CheckoutHere | null,
  partyOf: PartyOfMerchant,
): Promise<boolean> {
  const entered = await enterPayment(context, tx, found, checkout, partyOf);
  if (!entered) return false;
  await moveMoney(context, tx, { ...remedy, ...entered }, found, checkout, partyOf);
  return true;
}

/**
 * Orders that are there decide for themselves; for those that are lost the money goes back, under a number that a
 * repeat finds again.
 */
async function moveMoney(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, kind, paymentId }: Remedy & { paymentId: string },
  found: FoundPayment,
  checkout: CheckoutHere | null,
  partyOf: PartyOfMerchant,
): Promise<void> {
  const withOrders = checkout !== null && matches(found, checkout, partyOf);
  await tx.em.nativeUpdate(CaseRemedy, { id }, { withOrders });
  if (withOrders) {
    const orders = found.parts.map(({ outTradeNo, totalFen }) => ({
      orderId: orderOfNumber(outTradeNo),
      paidFen: totalFen,
    }));
    tx.publish(
      paymentFound,
      { type: 'payment', id: paymentId },
      {
        paymentId,
        checkoutId: checkoutOfNumber(found.number),
        paidAtMs: found.paidAtMs,
        wanted: kind === 'rebuild' ? 'order' : 'refund',
        orders,
      },
    );
    return;
  }
  for (const { outTradeNo, totalFen } of found.parts) {
    await openRefund(context, tx, {
      refundKey: `case:${outTradeNo}`,
      orderId: orderOfNumber(outTradeNo),
      buyerAccountId: checkout?.buyerAccountId ?? null,
      amountFen: totalFen,
      reason: '对账查到的付款，原路退回',
      source: 'seller',
      afterSaleId: null,
      dueAtMs: context.clock.now() + REMEDY_REFUND_WITHIN_MS,
      whenShort: 'what-is-left',
    });
  }
}
