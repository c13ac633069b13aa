import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { claimId } from '../input-fields.ts';
import { claimNow } from './claim-answers.ts';
import { claimParts } from './claim.loader.ts';
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
      const claim = await tx.rows.selectFrom('Claim').selectAll().where('id', '=', id).executeTakeFirst();
      if (!claim) return refuse('NOT_FOUND');
      const shares = await tx.rows.selectFrom('ClaimShare').selectAll().where('claimId', '=', id).execute();
      const partyIds = shares.map(({ partyId }) => partyId);
      if (claim.decidedBy === context.actor.id) return refuse('SAME_PERSON');
      if (!claimParts(context.actor, claim, partyIds).includes('second')) return refuse('NOT_FOUND');
      return (await fixClaim(context, tx, claim, shares, 'decided', refuse)) ?? ok({ id });
    }),
});
