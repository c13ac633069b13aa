import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { Review } from './complaint.entity.ts';
import { REVIEW_TEXT_MAX } from './complaint.policy.ts';
import { reviewNow } from './review-answers.ts';
import { reviewedParties } from './review.lifecycle.ts';

/** The seller answers a review of its own order, once. */
export const replyToReview = mutation({
  name: 'replyToReview',
  may: permit.role('seller-owner', 'seller-staff'),
  input: z.object({ reviewId: identifier(), text: paragraph(REVIEW_TEXT_MAX, 1) }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: reviewNow,
  run: (context, { reviewId: id, text }, refuse) =>
    context.transaction(async (tx) => {
      const review = await tx.rows
        .selectFrom('Review')
        .select(['partyId', 'reply'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!review || !reviewedParties(context.actor).includes(review.partyId)) return refuse('NOT_FOUND');
      const replied = await tx.em.nativeUpdate(
        Review,
        { id, reply: null },
        { reply: await context.vault.sealText(review.partyId, text) },
      );
      if (replied === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'review', id });
      return ok({ id });
    }),
});
