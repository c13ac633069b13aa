import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { claimId } from '../input-fields.ts';
import { claimNow, claimToJudge } from './claim-answers.ts';
import { claims } from './claim.moves.ts';
import { SAME_PERSON } from './confirm-claim.ts';

/** The second person does not agree: the mediator decides anew. */
export const sendBackClaim = mutation({
  name: 'sendBackClaim',
  description: 'The second person does not agree with what a mediator decided: it is decided anew.',
  may: permit.role('mediator', 'finance', 'operator-admin'),
  input: z.object({ claimId: claimId(), note: paragraph(500, 2).describe('Why; the mediator reads it.') }),
  refusals: { NOT_FOUND, WRONG_STATE, SAME_PERSON },
  shows: claimNow,
  run: (context, { claimId: id, note }, refuse) =>
    context.transaction(async (tx) => {
      const judged = await claimToJudge(context, tx, id);
      if (!judged) return refuse('NOT_FOUND');
      const { claim, parts } = judged;
      if (claim.decidedBy === context.actor.id) return refuse('SAME_PERSON');
      const reviewNote = await context.vault.sealText(claim.sellerPartyId, note);
      const refused = await claims.move(context, tx, 'send-back', claim, refuse, {
        parts,
        set: { reviewNote, decidedBy: null, reviewDueAtMs: null },
      });
      return refused ?? ok({ id });
    }),
});
