import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, named, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { claimId } from '../input-fields.ts';
import { claimNow, claimToJudge } from './claim-answers.ts';
import { ClaimShare } from './claim.entity.ts';
import { claims } from './claim.moves.ts';
import { areWhole, mayBearLess, reviewDueAt, WHOLE_PERMILLE } from './claim.policy.ts';

/** The mediator decides who bears how much; it counts when a second person has confirmed it (6.6.d). */
export const decideClaim = mutation({
  name: 'decideClaim',
  description: 'The mediator decides who bears how much; it counts when a second person has confirmed it.',
  may: permit.role('mediator'),
  input: z.object({
    claimId: claimId(),
    shares: z
      .array(
        named(
          'ClaimShareInput',
          z.object({
            partyId: identifier().describe('A party of the claim.'),
            permille: z.int().min(0).max(WHOLE_PERMILLE).describe('What it bears, in thousandths.'),
          }),
        ),
      )
      .min(1)
      .max(5)
      .describe('Of each party of the claim; a thousand together, of a short weight at most (SHARES_NOT_WHOLE).'),
    finding: paragraph(2000, 2).describe('Why it is decided so; all parties read it.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    SHARES_NOT_WHOLE: { message: '各方承担的比例加起来要正好是100%；称重的索赔不能超过100%', clause: '6.6.d' },
  },
  shows: claimNow,
  run: (context, { claimId: id, shares, finding }, refuse) =>
    context.transaction(async (tx) => {
      const judged = await claimToJudge(context, tx, id);
      if (!judged) return refuse('NOT_FOUND');
      const { claim, partyIds, parts } = judged;
      if (!parts.includes('mediator')) return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const refused = await claims.move(context, tx, 'decide', claim, refuse, {
        parts,
        set: {
          decidedBy: context.actor.id,
          decidedAtMs: nowMs,
          reviewDueAtMs: reviewDueAt(nowMs),
          finding: await context.vault.sealText(claim.sellerPartyId, finding),
        },
      });
      if (refused) return refused;
      if (!areWhole(shares, partyIds, mayBearLess(claim.about))) return refuse('SHARES_NOT_WHOLE');
      for (const { partyId, permille } of shares)
        await tx.em.nativeUpdate(ClaimShare, { claimId: id, partyId }, { decidedPermille: permille });
      return ok({ id });
    }),
});
