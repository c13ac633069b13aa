import { unlessTaken } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext } from '../context.ts';
import { Review, ReviewedProduct } from './complaint.entity.ts';
import { REVIEW_TEXT_MAX } from './complaint.policy.ts';
import { reviewRefusals } from './complaint.refusals.ts';
import { whyNotReview } from './feedback.policy.ts';
import { orderOfPeer, type OrderOfPeer } from './order-of-peer.ts';

const schema = z.object({
  requestId: identifier(),
  orderId: identifier(),
  stars: z.number().int().min(1).max(5),
  text: paragraph(REVIEW_TEXT_MAX, 1),
});

/**
 * The buyer reviews a delivered order, once. WeChat looks at the text; where it doubts or cannot be asked, the review
 * is held for a person to look at instead of being lost. Errors: NOT_DELIVERED, ALREADY_REVIEWED, TEXT_REFUSED,
 * PEERS_UNREACHABLE.
 */
export async function reviewOrder(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, orderId, stars, text } = valid.value;
  const accountId = context.actor.id;
  let order: OrderOfPeer | null;
  try {
    order = await orderOfPeer(context, orderId);
  } catch (error) {
    context.log.warn({ err: error }, 'a review waits for its order');
    return refuse(reviewRefusals, 'PEERS_UNREACHABLE');
  }
  if (!order || order.buyerAccountId !== accountId) return refuse(reviewRefusals, 'NOT_FOUND');
  // Whether it was reviewed before, the table itself says: two at once pass every look.
  const refusal = whyNotReview({ ...order, isReviewed: false });
  if (refusal) return refuse(reviewRefusals, refusal);
  const heldReason = await opinionOf(context, accountId, text);
  if (heldReason === 'risky')
    return refuse(reviewRefusals, 'TEXT_REFUSED', [{ at: 'text', text: '微信内容安全认为这段文字有风险' }]);
  const { partyId, shopId } = order;
  const productIds = [...new Set(order.lines.map((line) => line.productId))];
  return context.transaction(
    async (tx) => {
      const id = context.newId();
      const sealed = (words: string) => context.vault.sealText(accountId, words);
      const taken = await unlessTaken(
        tx.em.insert(Review, {
          id,
          orderId,
          accountId,
          partyId,
          shopId,
          stars,
          text: await sealed(text),
          state: heldReason ? 'held' : 'shown',
          heldReason: heldReason && (await sealed(heldReason)),
          reply: null,
          createdAtMs: context.clock.now(),
        }),
        refuse(reviewRefusals, 'ALREADY_REVIEWED'),
      );
      if (taken) return taken;
      await tx.em.insertMany(
        ReviewedProduct,
        productIds.map((productId) => ({ id: context.newId(), reviewId: id, productId, stars, isShown: !heldReason })),
      );
      if (!heldReason) await addToTally(tx, partyId, { reviewCount: 1, starsTotal: stars });
      tx.audit({ type: 'review', id, clause: '6.5.b' });
      return ok({ id });
    },
    { id: requestId, input },
  );
}

/** null: nothing against it; 'risky'; or why a person has to look. */
async function opinionOf(context: TrustContext, accountId: string, text: string): Promise<string | null> {
  const account = await context.rows
    .selectFrom('Account')
    .select('openidSealed')
    .where('id', '=', accountId)
    .executeTakeFirst();
  const openid = account?.openidSealed ? await context.vault.openUnrecorded(accountId, account.openidSealed) : null;
  if (openid === null) return '账号没有绑定微信，文字未经微信检查';
  try {
    const opinion = await context.services.wechat.checkText(openid, text);
    if (opinion === 'pass') return null;
    return opinion === 'risky' ? 'risky' : '微信建议人工复查';
  } catch (error) {
    context.log.warn({ err: error }, 'WeChat content check is out of reach; the review is held');
    return '微信内容检查暂时连不上';
  }
}
