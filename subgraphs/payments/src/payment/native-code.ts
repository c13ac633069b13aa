import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { ASK_AFTER_MS } from '../provider.policy.ts';
import { askProvider } from './ask-provider.ts';
import { Payment } from './payment.entity.ts';
import { PAYABLE_STATES } from './payment.lifecycle.ts';
import { orderAtProvider, type ClaimedPayment } from './start-payment.ts';

/** A code that whoever stands there scans and pays to: shown again, there is a new one under the same number. */
export async function nativeCode(
  context: PaymentsContext,
  payment: ClaimedPayment,
): Promise<{ codeUrl: string } | 'ALREADY_PAID' | 'PROVIDER_BUSY'> {
  const answer = await context.services.channel.placeNative(await orderAtProvider(context, payment));
  if (!answer.ok) {
    if (answer.error.meaning === 'already-paid' && (await askProvider(context, payment)) !== 'unknown')
      return 'ALREADY_PAID';
    context.log.warn({ code: answer.error.code, paymentId: payment.id }, 'the provider gave no code to scan');
    return 'PROVIDER_BUSY';
  }
  // Somebody waits for it: the provider is asked as soon as for a new payment, where its notice is lost.
  const written = await context.transaction(async (tx) => {
    await tx.em.nativeUpdate(
      Payment,
      { id: payment.id, state: { $in: [...PAYABLE_STATES] } },
      { asked: 0, askDueAtMs: context.clock.now() + ASK_AFTER_MS },
    );
    tx.audit({ type: 'payment', id: payment.id, clause: '9.2.cn' });
    return ok(null);
  });
  if (!written.ok) throw new Error(`${written.code} where no request is remembered`);
  return { codeUrl: answer.value.codeUrl };
}
