import { paymentFound } from '@heitu/events/payments.payment-found.v1';
import { ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { CaseRemedy, ReconciliationCase } from '../entities.ts';
import { checkoutOfNumber, orderOfNumber } from '../payment/numbers.ts';
import { reconciliationCaseLifecycle, remedyLifecycle } from '../payments.lifecycle.ts';
import { REMEDY_REFUND_WITHIN_MS } from '../payments.policy.ts';
import { decideRemedyRefusals } from '../payments.refusals.ts';
import { openRefund } from '../refund/open-refund.ts';
import { enterPayment } from './enter-payment.ts';
import type { FoundPart, FoundPayment } from './found-payment.ts';
import { checkoutOf, partiesOf } from './propose-remedy.ts';
import { matches, whyNotRemedy, type CheckoutHere, type PartyOfMerchant, type RemedyKind } from './remedy.policy.ts';

const schema = z.object({ remedyId: identifier(), confirm: z.boolean() });
type Refusal = CodeOf<typeof decideRemedyRefusals>;

export type RemedyRow = {
  id: string;
  number: string;
  kind: string;
  paidAtMs: number;
  parts: string;
  proposedBy: string;
};
export const foundOf = ({
  number,
  paidAtMs,
  parts,
}: Pick<RemedyRow, 'number' | 'paidAtMs' | 'parts'>): FoundPayment => ({
  number,
  paidAtMs,
  parts: JSON.parse(parts) as FoundPart[],
});

/**
 * A second person confirms or turns down what finance proposed; whoever proposed it may only take it back. Confirmed,
 * the payment is entered and booked, and its order takes it or gives it back; where the order is lost, it is refunded
 * at once. The provider is called by the jobs that follow (9.2.cn, 9.2.cp).
 */
export async function decideRemedy(
  context: PaymentsContext,
  input: z.input<typeof schema>,
): Promise<Outcome<{ id: string }, Refusal>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const remedy = await context.rows
    .selectFrom('CaseRemedy')
    .selectAll()
    .where('id', '=', valid.value.remedyId)
    .executeTakeFirst();
  if (!remedy) return refuse(decideRemedyRefusals, 'NOT_FOUND');
  return valid.value.confirm ? confirmRemedy(context, remedy) : rejectRemedy(context, remedy);
}

/** Moves the remedy and its differences together; false where it was decided already. */
async function step(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  remedyId: string,
  action: 'confirm' | 'reject',
  changes: object,
  where: object = {},
): Promise<boolean> {
  const decided = {
    state: remedyLifecycle.to(action),
    decidedBy: context.actor.id,
    decidedAtMs: context.clock.now(),
    ...changes,
  };
  const changed = await tx.em.nativeUpdate(
    CaseRemedy,
    { id: remedyId, state: { $in: [...remedyLifecycle.from(action)] }, ...where },
    decided,
  );
  if (changed === 0) return false;
  await tx.em.nativeUpdate(
    ReconciliationCase,
    { remedyId, state: { $in: [...reconciliationCaseLifecycle.from(action)] } },
    { state: reconciliationCaseLifecycle.to(action) },
  );
  tx.audit({ type: 'case-remedy', id: remedyId, clause: '9.2.cp' });
  return true;
}

const rejectRemedy = (context: PaymentsContext, { id }: RemedyRow): Promise<Outcome<{ id: string }, Refusal>> =>
  context.transaction(async (tx) =>
    (await step(context, tx, id, 'reject', { liveNumber: null, endedAtMs: context.clock.now() }))
      ? ok({ id })
      : refuse(decideRemedyRefusals, 'WRONG_STATE'),
  );

async function confirmRemedy(context: PaymentsContext, remedy: RemedyRow): Promise<Outcome<{ id: string }, Refusal>> {
  if (remedy.proposedBy === context.actor.id) return refuse(decideRemedyRefusals, 'SAME_PERSON');
  const found = foundOf(remedy);
  // Asked again: what could be done when it was proposed may be out of date.
  const [checkout, partyOf] = [await checkoutOf(context, found.number), await partiesOf(context, found)];
  const why = whyNotRemedy(remedy.kind as RemedyKind, found, checkout, partyOf);
  if (why) return refuse(decideRemedyRefusals, why);
  return context.transaction(async (tx) => {
    if (
      !(await step(
        context,
        tx,
        remedy.id,
        'confirm',
        { nextAtMs: context.clock.now() },
        { proposedBy: { $ne: context.actor.id } },
      ))
    )
      return refuse(decideRemedyRefusals, 'WRONG_STATE');
    const entered = await enterPayment(context, tx, found, checkout, partyOf);
    if (!entered) return refuse(decideRemedyRefusals, 'ALREADY_HERE');
    await moveMoney(context, tx, { ...remedy, ...entered }, found, checkout, partyOf);
    return ok({ id: remedy.id });
  });
}

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
