import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { KeyDestroyed } from '@heitu/kit/privacy/vault';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext } from '../context.ts';
import { Review, ReviewedProduct } from './complaint.entity.ts';
import { reviewRefusals } from './complaint.refusals.ts';
import { reviewLifecycle } from './review.lifecycle.ts';

const schema = z.object({ reviewId: identifier(), show: z.boolean(), reason: line(200, 2) });

/** An author who was forgotten keeps no reason either. */
const sealedReason = (context: TrustContext, accountId: string, reason: string) =>
  context.vault
    .sealText(accountId, reason)
    .catch((error: Error) => (error instanceof KeyDestroyed ? null : Promise.reject(error)));

/**
 * Staff show a held review or withdraw an unlawful one; a bad opinion alone is never withdrawn (6.5.b, E-Commerce Law
 * 39).
 */
export async function moderateReview(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { reviewId: id, show, reason } = valid.value;
  return context.transaction(async (tx) => {
    const review = await tx.rows
      .selectFrom('Review')
      .select(['state', 'accountId', 'partyId', 'stars'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!review) return refuse(reviewRefusals, 'NOT_FOUND');
    const to = reviewLifecycle.next(review.state as never, show ? 'show' : 'hide');
    if (!to) return refuse(reviewRefusals, 'WRONG_STATE');
    const moved = await tx.em.nativeUpdate(
      Review,
      { id, state: review.state },
      { state: to, heldReason: await sealedReason(context, review.accountId, reason) },
    );
    if (moved === 0) return refuse(reviewRefusals, 'WRONG_STATE');
    await tx.em.nativeUpdate(ReviewedProduct, { reviewId: id }, { isShown: show });
    if (show) await addToTally(tx, review.partyId, { reviewCount: 1, starsTotal: review.stars });
    else if (review.state === 'shown')
      await addToTally(tx, review.partyId, { reviewCount: -1, starsTotal: -review.stars });
    tx.audit({ type: 'review', id, clause: '6.5.b' });
    return ok({ id });
  });
}
