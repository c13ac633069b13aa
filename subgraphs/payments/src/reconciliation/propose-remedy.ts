import { isDuplicateKey } from '@heitu/kit/data/orm';
import { oneOf } from '@heitu/kit/rules/enums';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { CaseRemedyKinds } from '../enums.ts';
import { checkoutOfNumber } from '../payment/numbers.ts';
import { checkoutHere } from '../peers.ts';
import { ids } from '../input-fields.ts';
import { reconciliationCaseLifecycle } from './case.lifecycle.ts';
import { reconciliationCases } from './case.moves.ts';
import { MISSING_HERE } from './case.policy.ts';
import { enterRemedy } from './enter-remedy.ts';
import { findPayment, findRefusals } from './found-payment.ts';
import { isPaidHere } from './paid-here.ts';
import { partiesPaid } from './parties-paid.ts';
import { remedyRefusals, whyNotRemedy } from './remedy.policy.ts';

/**
 * Finance proposes what to do with a payment that the provider has and we have not (9.2.cp): a second person decides
 * (decide-remedy.ts). One proposal stands for all that was paid together, so it takes the other differences of that
 * payment along. Nothing is moved yet.
 */
export const proposeRemedy = mutation({
  name: 'proposeCaseRemedy',
  description:
    'Finance proposes what to do with a payment that the provider has and we have not; a second person decides.',
  may: permit.role('finance'),
  input: z.object({
    caseId: ids.reconciliationCase(),
    kind: oneOf(CaseRemedyKinds).describe('What is to become of the money.'),
    reason: line(200).describe('Why, at most 200 characters; the second person reads it.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...remedyRefusals,
    OTHER_DIFFERENCE: { message: '只有“支付机构有、我方无”的收款才能提议退款或补记', clause: '9.2.cp' },
    ...findRefusals,
  },
  shows: asItIs(PaymentsDone),
  async run(context, { caseId, kind, reason }, refuse) {
    const difference = await context.rows
      .selectFrom('ReconciliationCase')
      .selectAll()
      .where('id', '=', caseId)
      .executeTakeFirst();
    if (!difference) return refuse('NOT_FOUND');
    if (difference.kind !== MISSING_HERE) return refuse('OTHER_DIFFERENCE');
    if (!reconciliationCaseLifecycle.from('propose').includes(difference.state)) return refuse('WRONG_STATE');
    if (await isPaidHere(context, difference.reference)) return refuse('ALREADY_HERE');
    const found = await findPayment(context, difference);
    if (!found.ok) return found;
    const checkout = await checkoutHere(context, checkoutOfNumber(found.value.number));
    const why = whyNotRemedy(kind, found.value, checkout, await partiesPaid(context, found.value.parts));
    if (why) return refuse(why);

    const remedyId = context.newId();
    try {
      return await context.transaction(async (tx) => {
        const refused = await reconciliationCases.move(context, tx, 'propose', difference, refuse, {
          set: { remedyId, proposedAtMs: context.clock.now() },
          reason,
        });
        if (refused) return refused;
        await enterRemedy(context, tx, { id: remedyId, kind, reason, proposedBy: context.actor.id }, found.value);
        return ok({ id: remedyId });
      });
    } catch (error) {
      if (isDuplicateKey(error)) return refuse('WRONG_STATE');
      throw error;
    }
  },
});
