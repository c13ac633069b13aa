import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { notifyParty } from '../messages/notify.ts';
import { replies } from './complaint.moves.ts';
import { reviewNow } from './review-answers.ts';
import { SUPERVISORS } from './review.lifecycle.ts';
import { reviewId } from '../input-fields.ts';

/** Staff take an unlawful reply down; the seller is told why and may write another (6.5.b). */
export const withdrawReply = mutation({
  name: 'withdrawReply',
  description: 'Staff take an unlawful reply down; the seller is told why and may write another.',
  may: permit.role(...SUPERVISORS),
  input: z.object({ reviewId: reviewId(), reason: line(200, 2).describe('Told to the seller.') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: reviewNow,
  run: (context, { reviewId: id, reason }, refuse) =>
    context.transaction(async (tx) => {
      const review = await tx.rows
        .selectFrom('Review')
        .select(['id', 'partyId', 'orderId', 'reply'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!review) return refuse('NOT_FOUND');
      const refused = await replies.move(context, tx, 'withdraw-reply', review, refuse);
      if (refused) return refused;
      await notifyParty(context, tx, review.partyId, 'complaints', {
        kind: 'reply-withdrawn',
        title: '您对评价的回复已撤下',
        body: reason,
        orderId: review.orderId,
      });
      return ok({ id });
    }),
});
