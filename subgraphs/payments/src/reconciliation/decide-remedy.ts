import { paymentFound } from '@heitu/events/payments.payment-found.v1';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation, type PaymentsContext, type PaymentsTransaction } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { checkoutOfNumber, orderOfNumber } from '../payment/numbers.ts';
import { checkoutHere, type CheckoutHere } from '../peers.ts';
import { openRefund } from '../refund/open-refund.ts';
import { DECIDERS } from './case.lifecycle.ts';
import { reconciliationCases, remedies } from './case.moves.ts';
import { REMEDY_REFUND_WITHIN_MS, SAME_PERSON } from './case.policy.ts';
import { enterPayment } from './enter-payment.ts';
import { foundOf, type FoundPayment, type RemedyRow } from './found-payment.ts';
import { partiesPaid } from './parties-paid.ts';
import { CaseRemedy } from './reconciliation.entity.ts';
import { matches, remedyRefusals, whyNotRemedy, type PartyOfMerchant } from './remedy.policy.ts';

/**
 * A second person confirms or turns down what finance proposed; whoever proposed it may only take it back. Confirmed,
 * the payment is entered and booked, and its order takes it or gives it back; where the order is lost, it is refunded
 * at once. The provider is called by the jobs that follow (9.2.cn, 9.2.cp).
 */
export const decideRemedy = mutation({
  name: 'decideCaseRemedy',
  description: 'A second person confirms what was proposed, or it is turned down or taken back.',
  may: permit.role(...DECIDERS),
  input: z.object({
    remedyId: identifier().describe('What was proposed.'),
    confirm: z
      .boolean()
      .describe('False turns it down; from the one who proposed it, false takes it back and true is refused.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...remedyRefusals,
    SAME_PERSON,
  },
  shows: asItIs(PaymentsDone),
  async run(context, { remedyId, confirm }, refuse) {
    const remedy = await context.rows
      .selectFrom('CaseRemedy')
      .selectAll()
      .where('id', '=', remedyId)
      .executeTakeFirst();
    if (!remedy) return refuse('NOT_FOUND');
    if (!confirm)
      return context.transaction(async (tx) => {
        const set = { ...decidedNow(context), liveNumber: null, endedAtMs: context.clock.now() };
        const refused = await remedies.move(context, tx, 'reject', remedy, refuse, { set });
        if (refused) return refused;
        await reconciliationCases.bySystem(context, tx, 'reject', { remedyId });
        return ok({ id: remedyId });
      });
    if (remedy.proposedBy === context.actor.id) return refuse('SAME_PERSON');
    const found = foundOf(remedy);
    // Asked again: what could be done when it was proposed may be out of date.
    const checkout = await checkoutHere(context, checkoutOfNumber(found.number));
    const partyOf = await partiesPaid(context, found.parts);
    const why = whyNotRemedy(remedy.kind, found, checkout, partyOf);
    if (why) return refuse(why);
    return context.transaction(async (tx) => {
      const set = { ...decidedNow(context), nextAtMs: context.clock.now() };
      const where = { proposedBy: { $ne: context.actor.id } };
      const refused = await remedies.move(context, tx, 'confirm', remedy, refuse, { set, where });
      if (refused) return refused;
      await reconciliationCases.bySystem(context, tx, 'confirm', { remedyId });
      const entered = await enterPayment(context, tx, found, checkout, partyOf);
      if (!entered) return refuse('ALREADY_HERE');
      await moveMoney(context, tx, { ...remedy, ...entered }, found, checkout, partyOf);
      return ok({ id: remedyId });
    });
  },
});

const decidedNow = ({ actor, clock }: PaymentsContext) => ({ decidedBy: actor.id, decidedAtMs: clock.now() });

/**
 * Orders that are there decide for themselves; for those that are lost the money goes back, under a number that a
 * repeat finds again.
 */
async function moveMoney(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, kind, paymentId }: RemedyRow & { paymentId: string },
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
