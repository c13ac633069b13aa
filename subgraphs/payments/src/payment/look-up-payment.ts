import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { askProvider } from './ask-provider.ts';
import { LookUp } from './payment.entity.ts';
import { paymentsById } from './payment.loader.ts';
import { PaymentView } from './payment.view.ts';

/**
 * A consumer whose payment did not go through asks where the money is: the provider is asked now, and its answer taken
 * in (9.2.co).
 */
export const lookUpPayment = mutation({
  name: 'lookUpPayment',
  description: 'Asks the payment provider now what became of a payment, and takes its answer in.',
  may: permit.role('consumer'),
  input: z.object({ checkoutId: ids.checkout() }),
  // The provider's answer is booked before the question is recorded. Only a question that was answered is remembered.
  remembers: 'by-hand',
  refusals: { NOT_FOUND, PROVIDER_BUSY: { message: '支付机构暂时没有回应，请稍后再查', clause: '9.2.co' } },
  shows: rowAfter(PaymentView, paymentsById),
  async run(context, { checkoutId }, refuse) {
    const payment = await context.rows
      .selectFrom('Payment')
      .select(['id', 'outTradeNo', 'state'])
      .where('checkoutId', '=', checkoutId)
      .where('buyerAccountId', '=', context.actor.id)
      .executeTakeFirst();
    if (!payment) return refuse('NOT_FOUND');
    const { id } = payment;
    const askedAtMs = context.clock.now();
    const answer =
      payment.state === 'paid' || payment.state === 'closed' ? payment.state : await askProvider(context, payment);
    const isAnswered = answer !== 'unknown';
    const recorded = await context.transaction(
      async (tx) => {
        const answeredAtMs = isAnswered ? context.clock.now() : null;
        await tx.em.insert(LookUp, { id: context.newId(), paymentId: id, askedAtMs, answeredAtMs, answer });
        tx.audit({ type: 'payment', id, clause: '9.2.co' });
        return ok({ id });
      },
      isAnswered ? context.request : undefined,
    );
    return isAnswered ? recorded : refuse('PROVIDER_BUSY');
  },
});
