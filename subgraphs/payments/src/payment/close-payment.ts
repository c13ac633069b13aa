import { paymentClosed } from '@heitu/events/payments.payment-closed.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { askAgainInMs, BATCH_MAX } from '../provider.policy.ts';
import { askProvider } from './ask-provider.ts';
import { checkoutNumber } from './numbers.ts';
import { Payment } from './payment.entity.ts';
import { paymentLifecycle } from './payment.lifecycle.ts';
import { payments } from './payment.moves.ts';
import { riskHolds } from './risk-hold.moves.ts';

/** Reaction to checkout-expired: nothing was ever placed, or it must first be closed at the provider. */
export async function beginClose(context: PaymentsContext, tx: PaymentsTransaction, checkoutId: string): Promise<void> {
  const nowMs = context.clock.now();
  const payment = await tx.em.findOne(Payment, { checkoutId });
  if (!payment) {
    await riskHolds.bySystem(context, tx, 'drop', { checkoutId }, { decidedAtMs: nowMs });
    // Stands for the checkout from now on, so that a late startPayment finds it closed.
    const id = context.newId();
    await tx.em.insert(Payment, {
      id,
      checkoutId,
      outTradeNo: checkoutNumber(checkoutId),
      state: paymentLifecycle.initial,
      totalFen: 0,
      expiresAtMs: nowMs,
      askDueAtMs: null,
      asked: 0,
      createdAtMs: nowMs,
    });
    await payments.bySystem(context, tx, 'bar', { id }, { closedAtMs: nowMs });
    tx.publish(paymentClosed, { type: 'payment', id }, { checkoutId });
    return;
  }
  await payments.bySystem(context, tx, 'begin-close', { id: payment.id }, { askDueAtMs: nowMs, asked: 0 });
}

/** Job: closes at the provider what is to be closed. Only the provider's word ends it: closed, or paid after all. */
export async function closePayments(context: PaymentsContext): Promise<void> {
  const closing = await context.rows
    .selectFrom('Payment')
    .select(['id', 'checkoutId', 'outTradeNo', 'asked'])
    .where('state', '=', 'closing')
    .where('askDueAtMs', '<=', context.clock.now())
    .orderBy('askDueAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(closing, async (payment) => {
    const parts = await context.rows
      .selectFrom('PaymentPart')
      .select(['outTradeNo', 'merchant'])
      .where('paymentId', '=', payment.id)
      .execute();
    const verdict = await askProvider(context, payment);
    if (verdict === 'paid' || verdict === 'already-known') return;
    const answer =
      verdict === 'not-found'
        ? { ok: true as const }
        : await context.services.channel.closeCombined(payment.outTradeNo, parts);
    const isClosed = answer.ok || answer.error.meaning === 'not-found' || answer.error.meaning === 'already-closed';
    const outcome: Outcome<null> = await context.transaction(async (tx) => {
      if (isClosed) {
        const set = { closedAtMs: context.clock.now(), askDueAtMs: null };
        if ((await payments.bySystem(context, tx, 'close', { id: payment.id }, set)) > 0)
          tx.publish(paymentClosed, { type: 'payment', id: payment.id }, { checkoutId: payment.checkoutId });
      } else
        await tx.em.nativeUpdate(
          Payment,
          { id: payment.id, askDueAtMs: { $ne: null } },
          { asked: payment.asked + 1, askDueAtMs: context.clock.now() + askAgainInMs(payment.asked) },
        );
      return ok(null);
    });
    if (!outcome.ok) context.log.error({ paymentId: payment.id }, 'a payment could not be closed');
  });
}
