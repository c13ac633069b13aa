import { eachAlone } from '@heitu/kit/data/each-alone';
import type { PaymentsContext } from '../context.ts';
import { askAgainInMs, BATCH_MAX } from '../provider.policy.ts';
import { applyStanding } from './apply-paid.ts';
import { Payment } from './payment.entity.ts';
import { PAYABLE_STATES } from './payment.lifecycle.ts';
import type { ProviderAnswer } from './payment.policy.ts';

/** Asks the provider about one payment and takes in the answer. `unknown`: it gave no answer that can be believed. */
export async function askProvider(
  context: PaymentsContext,
  payment: { id: string; outTradeNo: string },
): Promise<ProviderAnswer> {
  const answer = await context.services.channel.queryCombined(payment.outTradeNo);
  if (answer.ok) return applyStanding(context, { id: payment.id }, answer.value);
  return answer.error.meaning === 'not-found' ? 'not-found' : 'unknown';
}

/** Job: the provider's notice may be lost; whoever has waited long enough is asked about. */
export async function askAboutOpenPayments(context: PaymentsContext): Promise<void> {
  const nowMs = context.clock.now();
  const open = await context.rows
    .selectFrom('Payment')
    .select(['id', 'outTradeNo', 'asked'])
    .where('state', 'in', PAYABLE_STATES)
    .where('askDueAtMs', '<=', nowMs)
    .orderBy('askDueAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(open, async (payment) => {
    await askProvider(context, payment);
    await context.transaction(async (tx) => {
      await tx.em.nativeUpdate(
        Payment,
        { id: payment.id, state: { $in: [...PAYABLE_STATES] } },
        { asked: payment.asked + 1, askDueAtMs: context.clock.now() + askAgainInMs(payment.asked + 1) },
      );
      return { ok: true, value: null };
    });
  });
}
