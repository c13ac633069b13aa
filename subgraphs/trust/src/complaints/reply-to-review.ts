import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Review } from './complaint.entity.ts';
import { REVIEW_TEXT_MAX } from './complaint.policy.ts';
import { reviewRefusals } from './complaint.refusals.ts';
import { reviewedParties } from './review.lifecycle.ts';

const schema = z.object({ reviewId: identifier(), text: paragraph(REVIEW_TEXT_MAX, 1) });

/** The seller answers a review of its own order, once. */
export async function replyToReview(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { reviewId: id, text } = valid.value;
  return context.transaction(async (tx) => {
    const review = await tx.rows
      .selectFrom('Review')
      .select(['partyId', 'reply'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!review || !reviewedParties(context.actor).includes(review.partyId)) return refuse(reviewRefusals, 'NOT_FOUND');
    const replied = await tx.em.nativeUpdate(
      Review,
      { id, reply: null },
      { reply: await context.vault.sealText(review.partyId, text) },
    );
    if (replied === 0) return refuse(reviewRefusals, 'WRONG_STATE');
    tx.audit({ type: 'review', id });
    return ok({ id });
  });
}
