import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { claimId } from '../input-fields.ts';
import { claimNow, claimToJudge } from './claim-answers.ts';
import { fixClaim } from './fix-claim.ts';

export const SAME_PERSON = { message: '动钱要第二个人点头，不能自己复核自己定的责', clause: '6.6.d' } as const;

/** A second person has looked at what the mediator decided: from here on money moves by it. */
export const confirmClaim = mutation({
  name: 'confirmClaim',
  description: 'A second person confirms what a mediator decided: from here on money moves by it.',
  may: permit.role('mediator', 'finance', 'operator-admin'),
  input: z.object({ claimId: claimId() }),
  refusals: { NOT_FOUND, WRONG_STATE, SAME_PERSON },
  shows: claimNow,
  run: (context, { claimId: id }, refuse) =>
    context.transaction(async (tx) => {
      const judged = await claimToJudge(context, tx, id);
      if (!judged) return refuse('NOT_FOUND');
      const { claim, shares, parts } = judged;
      if (claim.decidedBy === context.actor.id) return refuse('SAME_PERSON');
      if (!parts.includes('second')) return refuse('NOT_FOUND');
      return (await fixClaim(context, tx, claim, shares, 'decided', refuse)) ?? ok({ id });
    }),
});
