import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { claimId } from '../input-fields.ts';
import { claimNow, CLAIM_PARTY_ROLES, claimOfParty } from './claim-answers.ts';
import { claimParties } from './claim.loader.ts';
import { ClaimShare } from './claim.entity.ts';
import { ALREADY_ANSWERED, wontMove } from './claim.refusals.ts';
import { claims } from './claim.moves.ts';
import { fixClaim } from './fix-claim.ts';

/** A party bears what the records say; when all have said so, it is settled. */
export const acceptClaim = mutation({
  name: 'acceptClaim',
  description: 'A party agrees to what it is proposed to bear; when all have, the claim is settled.',
  may: permit.role(...CLAIM_PARTY_ROLES),
  input: z.object({ claimId: claimId() }),
  refusals: { NOT_FOUND, WRONG_STATE, ALREADY_ANSWERED },
  shows: claimNow,
  run: (context, { claimId: id }, refuse) =>
    context.transaction(async (tx) => {
      const claim = await claimOfParty(context, tx, id);
      if (!claim) return refuse('NOT_FOUND');
      // Takes the row: of two parties that accept at once, the second sees the first.
      const refused = await claims.move(context, tx, 'accept', claim, refuse, { parts: ['party'] });
      if (refused) return refused;
      const mine = { claimId: id, partyId: { $in: claimParties(context.actor) }, answer: null };
      const answered = { answer: 'accepted', answeredAtMs: context.clock.now() } as const;
      if ((await tx.em.nativeUpdate(ClaimShare, mine, answered)) === 0) return refuse('ALREADY_ANSWERED');
      const shares = await tx.rows.selectFrom('ClaimShare').selectAll().where('claimId', '=', id).execute();
      if (shares.every(({ answer }) => answer === 'accepted'))
        await fixClaim(context, tx, claim, shares, 'agreed', wontMove);
      return ok({ id });
    }),
});
