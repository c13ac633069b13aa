import { ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { LookUp, RiskHold } from '../entities.ts';
import type { PaymentsContext } from '../context.ts';
import { riskHoldLifecycle } from '../payments.lifecycle.ts';
import { decideRiskHoldRefusals, lookUpPaymentRefusals } from '../payments.refusals.ts';
import { askProvider } from './ask-provider.ts';

/**
 * A consumer whose payment did not go through asks where the money is: the provider is asked now, and its answer taken
 * in (9.2.co).
 */
export async function lookUpPayment(
  context: PaymentsContext,
  input: { checkoutId: string },
): Promise<Outcome<{ id: string }, CodeOf<typeof lookUpPaymentRefusals>>> {
  const valid = parse(z.object({ checkoutId: identifier() }), input);
  if (!valid.ok) return valid;
  const payment = await context.rows
    .selectFrom('Payment')
    .select(['id', 'outTradeNo', 'state'])
    .where('checkoutId', '=', valid.value.checkoutId)
    .where('buyerAccountId', '=', context.actor.id)
    .executeTakeFirst();
  if (!payment) return refuse(lookUpPaymentRefusals, 'NOT_FOUND');
  const askedAtMs = context.clock.now();
  const verdict =
    payment.state === 'paid' || payment.state === 'closed' ? payment.state : await askProvider(context, payment);
  await context.transaction(async (tx) => {
    await tx.em.insert(LookUp, {
      id: context.newId(),
      paymentId: payment.id,
      askedAtMs,
      answeredAtMs: verdict === 'unknown' ? null : context.clock.now(),
      answer: verdict,
    });
    tx.audit({ type: 'payment', id: payment.id, clause: '9.2.co' });
    return ok(null);
  });
  return verdict === 'unknown' ? refuse(lookUpPaymentRefusals, 'PROVIDER_BUSY') : ok({ id: payment.id });
}

/** Finance releases a payment that a safety rule held, or confirms the suspicion (9.2.cm). */
export async function decideRiskHold(
  context: PaymentsContext,
  input: { holdId: string; release: boolean },
): Promise<Outcome<{ id: string }, CodeOf<typeof decideRiskHoldRefusals>>> {
  const valid = parse(z.object({ holdId: identifier(), release: z.boolean() }), input);
  if (!valid.ok) return valid;
  const { holdId, release } = valid.value;
  const action = release ? 'release' : 'confirm';
  return context.transaction(async (tx) => {
    // Nobody judges a payment of their own.
    if (!(await tx.em.findOne(RiskHold, { id: holdId, buyerAccountId: { $ne: context.actor.id } })))
      return refuse(decideRiskHoldRefusals, 'NOT_FOUND');
    const changed = await tx.em.nativeUpdate(
      RiskHold,
      { id: holdId, state: { $in: [...riskHoldLifecycle.from(action)] } },
      { state: riskHoldLifecycle.to(action), decidedAtMs: context.clock.now() },
    );
    if (changed === 0) return refuse(decideRiskHoldRefusals, 'WRONG_STATE');
    tx.audit({ type: 'risk-hold', id: holdId, clause: '9.2.cm' });
    return ok({ id: holdId });
  });
}
