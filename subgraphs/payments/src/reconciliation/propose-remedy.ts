import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { PaymentsContext } from '../context.ts';
import { CaseRemedy, ReconciliationCase } from '../entities.ts';
import { checkoutOfNumber } from '../payment/numbers.ts';
import { reconciliationCaseLifecycle, remedyLifecycle } from '../payments.lifecycle.ts';
import { MISSING_HERE } from '../payments.policy.ts';
import { proposeRemedyRefusals } from '../payments.refusals.ts';
import { findPayment, type FoundPayment } from './found-payment.ts';
import { REMEDY_KINDS, whyNotRemedy, type CheckoutHere, type PartyOfMerchant } from './remedy.policy.ts';

const schema = z.object({ caseId: identifier(), kind: z.enum(REMEDY_KINDS), reason: line(200) });

const CHECKOUT =
  'query($id: ID!) { checkoutForPayment(checkoutId: $id) { buyerAccountId orders { orderId orderNumber partyId totalFen title paidFen refundDueFen refundedFen } } }';
/** Of the payment with this number; null where orders has none of it any more. */
export async function checkoutOf(context: PaymentsContext, number: string): Promise<CheckoutHere | null> {
  const { checkoutForPayment } = await context.peers.query<{ checkoutForPayment: CheckoutHere | null }>(
    'orders',
    CHECKOUT,
    { id: checkoutOfNumber(number) },
  );
  return checkoutForPayment;
}
export async function partiesOf(
  context: PaymentsContext,
  { parts }: Pick<FoundPayment, 'parts'>,
): Promise<PartyOfMerchant> {
  const accounts = await context.rows
    .selectFrom('MerchantAccount')
    .select(['merchant', 'partyId'])
    .where(
      'merchant',
      'in',
      parts.map(({ merchant }) => merchant),
    )
    .execute();
  return new Map(accounts.map(({ merchant, partyId }) => [merchant, partyId]));
}
/** Whether the money stands in our books as paid. */
export async function isPaidHere({ rows }: Pick<PaymentsContext, 'rows'>, outTradeNo: string): Promise<boolean> {
  const part = await rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select('p.id')
    .where('p.outTradeNo', '=', outTradeNo)
    .where('y.state', '=', 'paid')
    .executeTakeFirst();
  return part !== undefined;
}

/**
 * Finance proposes what to do with a payment that the provider has and we have not (9.2.cp): a second person decides
 * (decide-remedy.ts). One proposal stands for all that was paid together, so it takes the other differences of that
 * payment along. Nothing is moved yet.
 */
export async function proposeRemedy(
  context: PaymentsContext,
  input: z.input<typeof schema>,
): Promise<Outcome<{ id: string }, CodeOf<typeof proposeRemedyRefusals>>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { caseId, kind, reason } = valid.value;
  const difference = await context.rows
    .selectFrom('ReconciliationCase')
    .selectAll()
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (!difference) return refuse(proposeRemedyRefusals, 'NOT_FOUND');
  if (difference.kind !== MISSING_HERE) return refuse(proposeRemedyRefusals, 'OTHER_DIFFERENCE');
  if (!reconciliationCaseLifecycle.next(difference.state as never, 'propose'))
    return refuse(proposeRemedyRefusals, 'WRONG_STATE');
  if (await isPaidHere(context, difference.reference)) return refuse(proposeRemedyRefusals, 'ALREADY_HERE');
  const found = await findPayment(context, difference);
  if (!found.ok) return found;
  const why = whyNotRemedy(
    kind,
    found.value,
    await checkoutOf(context, found.value.number),
    await partiesOf(context, found.value),
  );
  if (why) return refuse(proposeRemedyRefusals, why);

  const { number, paidAtMs, parts } = found.value;
  const remedyId = context.newId();
  const references = parts.map(({ outTradeNo }) => outTradeNo);
  try {
    return await context.transaction(async (tx) => {
      await tx.em.insert(CaseRemedy, {
        id: remedyId,
        number,
        liveNumber: number,
        kind,
        state: remedyLifecycle.initial,
        paidAtMs,
        parts: JSON.stringify(parts),
        reason,
        proposedBy: context.actor.id,
        proposedAtMs: context.clock.now(),
        attempts: 0,
      });
      const from = { kind: MISSING_HERE, state: { $in: [...reconciliationCaseLifecycle.from('propose')] } };
      const to = { state: reconciliationCaseLifecycle.to('propose'), remedyId };
      if ((await tx.em.nativeUpdate(ReconciliationCase, { ...from, id: caseId }, to)) === 0)
        return refuse(proposeRemedyRefusals, 'WRONG_STATE');
      await tx.em.nativeUpdate(ReconciliationCase, { ...from, reference: { $in: references } }, to);
      tx.audit({ type: 'reconciliation-case', id: caseId, clause: '9.2.cp', reason });
      return ok({ id: remedyId });
    });
  } catch (error) {
    if (isDuplicateKey(error)) return refuse(proposeRemedyRefusals, 'WRONG_STATE');
    throw error;
  }
}
