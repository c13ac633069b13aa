import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { ids } from '../input-fields.ts';
import { findRefusals } from './found-payment.ts';
import { bookCorrection, correctionRefusals } from './book-correction.ts';
import { DECIDERS } from './case.lifecycle.ts';
import { whyNotByWord } from './ask-trade.ts';
import { reconciliationCases } from './case.moves.ts';
import { correctionFenOf, SAME_PERSON } from './case.policy.ts';
import { ReconciliationCase } from './reconciliation.entity.ts';

/** A second person confirms a correction of the books, or turns it down; whoever proposed it may only take it back. */
export const decideCorrection = mutation({
  name: 'decideCaseCorrection',
  description: 'A second person confirms a correction of the books, or it is turned down or taken back.',
  may: permit.role(...DECIDERS),
  input: z.object({
    caseId: ids.reconciliationCase(),
    confirm: z
      .boolean()
      .describe('False turns it down; from the one who proposed it, false takes it back and true is refused.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    CHANGED: correctionRefusals.CHANGED,
    STATEMENT_AGREES: correctionRefusals.STATEMENT_AGREES,
    SAME_PERSON,
    PROVIDER_BUSY: findRefusals.PROVIDER_BUSY,
  },
  shows: asItIs(PaymentsDone),
  async run(context, { caseId, confirm }, refuse) {
    const changed = confirm ? await whyNotByWord(context, caseId) : null;
    if (changed) return refuse(changed);
    return context.transaction(async (tx) => {
      const difference = await tx.em.findOne(ReconciliationCase, { id: caseId });
      if (!difference) return refuse('NOT_FOUND');
      if (!confirm) {
        const set = { proposedBy: null };
        return (
          (await reconciliationCases.move(context, tx, 'reject-correction', difference, refuse, { set })) ??
          ok({ id: caseId })
        );
      }
      if (difference.proposedBy === context.actor.id) return refuse('SAME_PERSON');
      const refused = await reconciliationCases.move(context, tx, 'confirm-correction', difference, refuse, {
        set: {
          correctedFen: correctionFenOf(difference),
          settledAtMs: context.clock.now(),
        },
        where: { proposedBy: { $ne: context.actor.id } },
      });
      if (refused) return refused;
      const why = await bookCorrection(context, tx, difference);
      return why ? refuse(why) : ok({ id: caseId });
    });
  },
});
