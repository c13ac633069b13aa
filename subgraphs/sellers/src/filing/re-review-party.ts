import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { oneOf } from '@heitu/kit/rules/enums';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { ReReviewOutcomes } from '../enums.ts';
import { mutation, type SellersContext } from '../context.ts';
import { Party } from '../party/party.entity.ts';
import { nextReReviewAtMs } from '../party/party.policy.ts';
import { refreshStanding } from '../party/refresh-standing.ts';
import { partyNow } from '../shown.ts';
import { acceptedPapers, isOwnBusiness } from './decide-filing.ts';
import { ReReview } from './filing.entity.ts';

/** Why this reviewer cannot look at the party again; null: they can. */
export const whyNotReReview = (
  context: SellersContext,
  party: { id: string; applicantAccountId: string; approvedAtMs: number | null },
): 'OWN_FILING' | 'NOT_APPROVED' | null => {
  if (isOwnBusiness(context, party)) return 'OWN_FILING';
  return party.approvedAtMs === null ? 'NOT_APPROVED' : null;
};

/**
 * A reviewer looks at an approved party again (6.4): confirmed for another half year, or out of business until it is
 * filed anew.
 */
export const reReviewParty = mutation({
  name: 'reReviewParty',
  description:
    'A reviewer looks at an approved party again: confirmed for another half year, or out of business until it is filed anew.',
  may: permit.role('reviewer'),
  input: z.object({
    partyId: identifier().describe('The party, which must be approved.'),
    outcome: oneOf(ReReviewOutcomes).describe('Whether it may go on.'),
    reason: paragraph(1000).describe('What was looked at and found.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    OWN_FILING: { message: '不能复核自己申请的主体，请交给其他审核员', clause: '6.4' },
    DOCUMENTS_LACKING: { message: '有材料缺了或过期了，先让对方补齐，不能复核通过', clause: '6.4.a-e' },
    NOT_APPROVED: { message: '还没有备案，不需要复核', clause: '6.4' },
  },
  shows: partyNow,
  async run(context, { partyId, outcome, reason }, refuse) {
    const nowMs = context.clock.now();
    return context.transaction(async (tx) => {
      const party = await tx.rows
        .selectFrom('Party')
        .select(['id', 'kind', 'sellsFood', 'applicantAccountId', 'approvedAtMs', 'reReviewDueAtMs'])
        .where('id', '=', partyId)
        .executeTakeFirst();
      if (!party) return refuse('NOT_FOUND');
      const refusal = whyNotReReview(context, party);
      if (refusal) return refuse(refusal);
      const { missing } = await acceptedPapers(tx, party, nowMs);
      if (outcome === 'confirm' && missing.length > 0) return refuse('DOCUMENTS_LACKING', missing);
      await tx.em.insert(ReReview, {
        id: context.newId(),
        partyId,
        reviewedBy: context.actor.id,
        outcome,
        reason: await context.vault.sealText(partyId, reason),
        wasDueAtMs: party.reReviewDueAtMs,
        reviewedAtMs: nowMs,
      });
      await tx.em.nativeUpdate(
        Party,
        { id: partyId },
        { reReviewDueAtMs: outcome === 'confirm' ? nextReReviewAtMs(nowMs) : nowMs, reReviewRemindedAtMs: null },
      );
      await refreshStanding(context, tx, partyId);
      tx.audit({ type: 'party', id: partyId, clause: '6.4' });
      return ok({ id: partyId });
    });
  },
});
