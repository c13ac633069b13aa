import { unlessDestroyed } from '@heitu/kit/privacy/vault';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { addToTally } from '../conduct/tally.ts';
import { mutation, type TrustContext } from '../context.ts';
import { ReviewedProduct } from './complaint.entity.ts';
import { reviews } from './complaint.moves.ts';
import { rateProducts } from './rate-products.ts';
import { reviewNow } from './review-answers.ts';
import { productsByReview } from './review.loader.ts';
import { SUPERVISORS } from './review.lifecycle.ts';
import { reviewId } from '../input-fields.ts';

/** An author who was forgotten keeps no reason either. */
const sealedReason = (context: TrustContext, accountId: string, reason: string) =>
  unlessDestroyed(context.vault.sealText(accountId, reason), null);

/**
 * Staff show a held review or withdraw an unlawful one; a bad opinion alone is never withdrawn (6.5.b, E-Commerce Law
 * 39).
 */
export const moderateReview = mutation({
  name: 'moderateReview',
  description: 'Staff show a held review or take an unlawful one down.',
  may: permit.role(...SUPERVISORS),
  input: z.object({
    reviewId: reviewId(),
    show: z.boolean().describe('True shows it, false takes it down.'),
    reason: line(200, 2).describe('Kept with the review. A bad opinion alone is no reason to take it down.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: reviewNow,
  run: (context, { reviewId: id, show, reason }, refuse) =>
    context.transaction(async (tx) => {
      const review = await tx.rows
        .selectFrom('Review')
        .select(['id', 'state', 'createdAtMs', 'accountId', 'partyId', 'stars'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!review) return refuse('NOT_FOUND');
      const refused = await reviews.move(context, tx, show ? 'show' : 'hide', review, refuse, {
        // What it counted for depends on the state that was read.
        where: { $and: [{ state: review.state }] },
        set: { heldReason: await sealedReason(context, review.accountId, reason) },
      });
      if (refused) return refused;
      await tx.em.nativeUpdate(ReviewedProduct, { reviewId: id }, { isShown: show });
      if (show !== (review.state === 'shown')) {
        const sign = show ? 1 : -1;
        const change = { reviewCount: sign, starsTotal: sign * review.stars };
        await addToTally(tx, review.partyId, change);
        const [products = []] = await productsByReview(tx, [id]);
        await rateProducts(
          tx,
          products.map((product) => product.id),
          change,
        );
      }
      return ok({ id });
    }),
});
