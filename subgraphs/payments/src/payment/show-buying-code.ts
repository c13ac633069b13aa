import { asItIs } from '@heitu/kit/rules/mutation';
import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { checkoutForPayment } from '../peers.ts';
import { CODE_VALID_MS } from '../wechatpay/payment-channel.ts';
import { nativeCode } from './native-code.ts';
import { whyNotPay } from './payment.policy.ts';
import { DoorCode } from './payment.view.ts';
import { claimPayment, startPaymentRefusals } from './start-payment.ts';

/**
 * An agent of a station has placed orders for somebody who stands there: whoever pays for them scans the code. The
 * station takes no money.
 */
export const showBuyingCode = mutation({
  name: 'showBuyingCode',
  description: 'At a station: the code to pay what its agent has placed for somebody. A repeat voids the last one.',
  may: permit.role('station-agent'),
  input: z.object({ checkoutId: ids.checkout() }),
  // There is one payment however often a code is shown; a repeat gets a new code.
  remembers: 'never',
  refusals: startPaymentRefusals,
  shows: asItIs(DoorCode),
  async run(context, { checkoutId }, refuse) {
    const checkout = await checkoutForPayment(context, checkoutId);
    if (!checkout || checkout.agentAccountId !== context.actor.id) return refuse('NOT_FOUND');
    const nowMs = context.clock.now();
    const dueAtMs = Number(checkout.dueAtMs);
    if (checkout.state === 'paid') return refuse('ALREADY_PAID');
    if (checkout.state !== 'open' || dueAtMs <= nowMs) return refuse('CHECKOUT_CLOSED');
    const claimed = await claimPayment(context, checkout);
    if (!claimed.ok) return claimed;
    const why = whyNotPay(claimed.value, nowMs);
    if (why) return refuse(why);
    const shown = await nativeCode(context, claimed.value);
    if (typeof shown === 'string') return refuse(shown);
    const validUntilMs = Math.min(dueAtMs, nowMs + CODE_VALID_MS);
    return ok({ ...shown, totalFen: checkout.totalFen, validUntilMs });
  },
});
