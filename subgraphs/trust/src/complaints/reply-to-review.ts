import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { judged, paragraph, z } from '@heitu/kit/rules/validate';
import { unlawfulText } from '@heitu/standard';
import { mutation } from '../context.ts';
import { replies } from './complaint.moves.ts';
import { REVIEW_TEXT_MAX } from './complaint.policy.ts';
import { reviewNow } from './review-answers.ts';
import { replyParts, reviewedParties } from './review.lifecycle.ts';
import { reviewId } from '../input-fields.ts';

/** The seller answers a review of its own order, once. */
export const replyToReview = mutation({
  name: 'replyToReview',
  description: 'The seller answers a review of its own order, once.',
  may: permit.role('seller-owner', 'seller-staff'),
  input: z.object({
    reviewId: reviewId(),
    text: judged(paragraph(REVIEW_TEXT_MAX, 1), unlawfulText).describe('The reply, in public.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: reviewNow,
  run: (context, { reviewId: id, text }, refuse) =>
    context.transaction(async (tx) => {
      const review = await tx.rows
        .selectFrom('Review')
        .select(['id', 'partyId', 'reply'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!review || !reviewedParties(context.actor).includes(review.partyId)) return refuse('NOT_FOUND');
      const refused = await replies.move(context, tx, 'reply', review, refuse, {
        parts: replyParts(context.actor, review.partyId),
        set: { reply: await context.vault.sealText(review.partyId, text) },
      });
      return refused ?? ok({ id });
    }),
});
