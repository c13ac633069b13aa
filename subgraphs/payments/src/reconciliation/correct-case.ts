import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { findRefusals } from './found-payment.ts';
import { bookCorrection, correctionRefusals, whyNotCorrect } from './book-correction.ts';
import { whyNotByWord } from './ask-trade.ts';
import { reconciliationCases } from './case.moves.ts';
import { correctionFenOf, isCorrectable, isCorrectedAlone } from './case.policy.ts';
import { ReconciliationCase } from './reconciliation.entity.ts';

/** Finance corrects the books by what differs; above a limit it proposes, and a second person decides (9.2.cp). */
export const correctCase = mutation({
  name: 'correctReconciliationCase',
  description: 'Finance corrects the books by what a statement says otherwise; above a limit a second person decides.',
  may: permit.role('finance'),
  input: z.object({
    caseId: ids.reconciliationCase(),
    reason: line(200).describe('What was found, at most 200 characters; the second person reads it.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, ...correctionRefusals, PROVIDER_BUSY: findRefusals.PROVIDER_BUSY },
  shows: asItIs(PaymentsDone),
  async run(context, { caseId, reason }, refuse) {
    const changed = await whyNotByWord(context, caseId);
    if (changed) return refuse(changed);
    return context.transaction(async (tx) => {
      const difference = await tx.em.findOne(ReconciliationCase, { id: caseId });
      if (!difference) return refuse('NOT_FOUND');
      if (!isCorrectable(difference.kind)) return refuse('NOT_BY_CORRECTION');
      const correctedFen = correctionFenOf(difference);
      const isAlone = isCorrectedAlone(difference);
      const action = isAlone ? 'correct' : 'propose-correction';
      const set = isAlone
        ? { note: reason, correctedFen, settledAtMs: context.clock.now() }
        : { note: reason, proposedBy: context.actor.id, proposedAtMs: context.clock.now() };
      const refused = await reconciliationCases.move(context, tx, action, difference, refuse, { set, reason });
      if (refused) return refused;
      // Undone with what was just written; and nobody is asked to confirm what could not be booked.
      const why = await (isAlone ? bookCorrection : whyNotCorrect)(context, tx, difference);
      return why ? refuse(why) : ok({ id: caseId });
    });
  },
});
