import { must } from '@heitu/kit/rules/checked';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { checkoutOfNumber, orderOfNumber } from '../payment/numbers.ts';
import { Payment, PaymentPart } from '../payment/payment.entity.ts';
import { paymentLifecycle } from '../payment/payment.lifecycle.ts';
import { payments } from '../payment/payment.moves.ts';
import type { CheckoutHere } from '../peers.ts';
import { Refund } from '../refund/refund.entity.ts';
import { refundLifecycle } from '../refund/refund.lifecycle.ts';
import { refunds } from '../refund/refund.moves.ts';
import type { FoundPart, FoundRefund } from './found-part.ts';
import { refundedFenOf, type FoundPayment } from './found-payment.ts';
import type { PartyOfMerchant } from './remedy.policy.ts';

/**
 * Rebuilds the rows of a payment from what the provider says of it, and books it: from then on our books hold what the
 * provider holds. What has gone back already is entered as well. Answers null where the payment is paid here meanwhile:
 * nothing is to be entered then.
 */
export async function enterPayment(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  found: FoundPayment,
  checkout: CheckoutHere | null,
  partyOf: PartyOfMerchant,
): Promise<{ paymentId: string } | null> {
  const { number, paidAtMs, parts } = found;
  const known = await tx.em.findOne(Payment, { outTradeNo: number });
  const totalFen = parts.reduce((sum, part) => sum + part.totalFen, 0);
  const paid = {
    totalFen,
    paidAtMs,
    askDueAtMs: null,
    buyerAccountId: known?.buyerAccountId ?? checkout?.buyerAccountId ?? null,
  };
  const paymentId = known?.id ?? context.newId();
  if (!known)
    await tx.em.insert(Payment, {
      id: paymentId,
      checkoutId: checkoutOfNumber(number),
      outTradeNo: number,
      state: paymentLifecycle.initial,
      expiresAtMs: paidAtMs,
      asked: 0,
      createdAtMs: context.clock.now(),
      ...paid,
    });
  if ((await payments.bySystem(context, tx, 'pay', { id: paymentId }, paid)) === 0) return null;
  for (const part of parts)
    await enterPart(context, tx, {
      paymentId,
      paidAtMs,
      part,
      checkout,
      partyId: must(partyOf.get(part.merchant), `the party of merchant ${part.merchant}`),
      buyerAccountId: paid.buyerAccountId,
    });
  tx.audit({ type: 'payment', id: paymentId, clause: '9.2.cn' });
  return { paymentId };
}

interface Entry {
  paymentId: string;
  paidAtMs: number;
  part: FoundPart;
  checkout: CheckoutHere | null;
  partyId: string;
  buyerAccountId: string | null;
}

async function enterPart(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { paymentId, paidAtMs, part, checkout, partyId, buyerAccountId }: Entry,
): Promise<void> {
  const { outTradeNo, merchant, transactionId, totalFen } = part;
  const orderId = orderOfNumber(outTradeNo);
  const order = checkout?.orders.find((one) => one.orderId === orderId);
  const refundedFen = refundedFenOf(part);
  const known = await tx.em.findOne(PaymentPart, { outTradeNo });
  const partId = known?.id ?? context.newId();
  const entered = { transactionId, reservedFen: refundedFen, refundedFen };
  if (known) await tx.em.nativeUpdate(PaymentPart, { id: partId }, entered);
  else
    await tx.em.insert(PaymentPart, {
      id: partId,
      paymentId,
      orderId,
      orderNumber: order?.orderNumber ?? outTradeNo,
      partyId,
      merchant,
      outTradeNo,
      totalFen,
      title: (order?.title ?? part.title).slice(0, 120),
      ...entered,
    });
  postTransfer(context, tx, {
    key: `paid:${partId}`,
    kind: 'payment',
    orderId,
    legs: [{ from: account.buyers, to: account.frozen(partyId), amountFen: totalFen }],
    happenedAtMs: paidAtMs,
  });
  for (const refund of part.refunds)
    await enterRefund(context, tx, { partId, orderId, partyId, buyerAccountId }, refund);
}

/** What had gone back already when the payment was found. */
async function enterRefund(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  of: { partId: string; orderId: string; partyId: string; buyerAccountId: string | null },
  { outRefundNo, providerRefundId, amountFen, atMs }: FoundRefund,
): Promise<void> {
  const id = context.newId();
  await tx.em.insert(Refund, {
    id,
    ...of,
    refundKey: `found:${outRefundNo}`,
    outRefundNo,
    amountFen,
    reason: '对账时查到的退款',
    source: 'seller',
    afterSaleId: null,
    state: refundLifecycle.initial,
    providerRefundId,
    dueAtMs: atMs,
    nextAtMs: null,
    attempts: 0,
    createdAtMs: atMs,
  });
  await refunds.bySystem(context, tx, 'succeed', { id }, { succeededAtMs: atMs });
  postTransfer(context, tx, {
    key: `refund:${id}`,
    kind: 'refund',
    orderId: of.orderId,
    legs: [{ from: account.frozen(of.partyId), to: account.buyers, amountFen }],
    happenedAtMs: atMs,
  });
}
