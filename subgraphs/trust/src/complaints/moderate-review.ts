import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import { identifier, line, parse, z } from '@heitu/kit/validate';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext } from '../context.ts';
import { Review, ReviewedProduct } from './complaint.entity.ts';
import { reviewRefusals } from './complaint.refusals.ts';

const schema = z.object({ reviewId: identifier(), show: z.boolean(), reason: line(200, 2) });

/** Staff show a held review or withdraw an unlawful one; a bad opinion alone is never withdrawn (6.5.b, E-Commerce Law 39). */
export async function moderateReview(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { reviewId: id, show, reason } = valid.value;
  return context.transaction(async (tx) => {
    const review = await tx.rows.selectFrom('Review').select(['state', 'partyId', 'stars']).where('id', '=', id).executeTakeFirst();
    if (!review) return refuse(reviewRefusals, 'NOT_FOUND');
    const to = show ? 'shown' : 'withdrawn';
    if (review.state === to) return refuse(reviewRefusals, 'WRONG_STATE');
    const moved = await tx.em.nativeUpdate(Review, { id, state: review.state }, { state: to, heldReason: reason });
    if (moved === 0) return refuse(reviewRefusals, 'WRONG_STATE');
    await tx.em.nativeUpdate(ReviewedProduct, { reviewId: id }, { isShown: show });
    if (show) await addToTally(tx, review.partyId, { reviewCount: 1, starsTotal: review.stars });
    else if (review.state === 'shown') await addToTally(tx, review.partyId, { reviewCount: -1, starsTotal: -review.stars });
    tx.audit({ type: 'review', id, clause: '6.5.b' });
    return ok({ id });
  });
}
