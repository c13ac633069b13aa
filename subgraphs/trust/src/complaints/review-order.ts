import { unlessTaken } from '@heitu/kit/data/only-one';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { useFiles, PHOTO_MISSING, PHOTO_UNKNOWN } from '@heitu/kit/privacy/file-uses';
import { asScalar, identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { GraphQLInt } from 'graphql';
import { addToTally } from '../conduct/tally.ts';
import { mutation, type TrustContext } from '../context.ts';
import { Review, ReviewedProduct } from './complaint.entity.ts';
import { rateProducts } from './rate-products.ts';
import { PHOTOS_MAX, REVIEW_PHOTO, REVIEW_TEXT_MAX } from './complaint.policy.ts';
import { PEERS_UNREACHABLE } from './complaint.refusals.ts';
import { whyNotReview } from './feedback.policy.ts';
import { orderOfPeer, type OrderOfPeer } from './order-of-peer.ts';
import { reviewNow } from './review-answers.ts';
import { reviewLifecycle } from './review.lifecycle.ts';

/**
 * The buyer reviews a delivered order, once. WeChat looks at the text; where it doubts or cannot be asked, the review
 * is held for a person to look at instead of being lost.
 */
export const reviewOrder = mutation({
  name: 'reviewOrder',
  description:
    "Reviews one's own order, once, after its delivery. Held for a person to look at where something in it may be unlawful.",
  may: permit.role('consumer'),
  input: z.object({
    orderId: identifier().describe("The order: the caller's own, with a parcel signed for (NOT_DELIVERED)."),
    stars: asScalar(GraphQLInt, z.number().int().min(1).max(5)).describe('1 to 5.'),
    text: paragraph(REVIEW_TEXT_MAX, 1).describe('What others read, once nothing unlawful is found in it.'),
    photoIds: z
      .array(identifier())
      .max(PHOTOS_MAX)
      .nullish()
      .describe('POST /edges/trust/files?purpose=review-photo; with photos a person looks before it is shown.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    NOT_DELIVERED: { message: '签收后才能评价' },
    ALREADY_REVIEWED: { message: '这个订单已经评价过了' },
    TEXT_REFUSED: { message: '文字没有通过微信内容安全检查，请修改后再发', clause: '6.5.b' },
    PHOTO_UNKNOWN,
    PEERS_UNREACHABLE,
  },
  shows: reviewNow,
  async run(context, { orderId, stars, text, photoIds: given }, refuse) {
    const accountId = context.actor.id;
    let order: OrderOfPeer | null;
    try {
      order = await orderOfPeer(context, orderId);
    } catch (error) {
      context.log.warn({ err: error }, 'a review waits for its order');
      return refuse('PEERS_UNREACHABLE');
    }
    if (!order || order.buyerAccountId !== accountId) return refuse('NOT_FOUND');
    // Whether it was reviewed before, the table itself says: two at once pass every look.
    const refusal = whyNotReview({ ...order, isReviewed: false });
    if (refusal) return refuse(refusal);
    const opinion = await opinionOf(context, accountId, text);
    if (opinion === 'risky') return refuse('TEXT_REFUSED', [atField('text', '微信内容安全认为这段文字有风险')]);
    const photoIds = [...new Set(given ?? [])];
    // WeChat looks at words alone.
    const heldReason = opinion ?? (photoIds.length > 0 ? '有照片，要有人看过' : null);
    const { partyId, shopId } = order;
    const productIds = [...new Set(order.lines.map((line) => line.productId))];
    return context.transaction(async (tx) => {
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
          photoIds: photoIds.length > 0 ? toJson(photoIds) : null,
          state: heldReason ? reviewLifecycle.initial : 'shown',
          heldReason: heldReason && (await sealed(heldReason)),
          reply: null,
          createdAtMs: context.clock.now(),
        }),
        refuse('ALREADY_REVIEWED'),
      );
      if (taken) return taken;
      if (!(await useFiles(context, tx, { type: 'review', id }, photoIds, REVIEW_PHOTO)))
        return refuse('PHOTO_UNKNOWN', [PHOTO_MISSING]);
      await tx.em.insertMany(
        ReviewedProduct,
        productIds.map((productId) => ({ id: context.newId(), reviewId: id, productId, stars, isShown: !heldReason })),
      );
      if (!heldReason) {
        const shown = { reviewCount: 1, starsTotal: stars };
        await addToTally(tx, partyId, shown);
        await rateProducts(tx, productIds, shown);
      }
      tx.audit({ type: 'review', id, clause: '6.5.b' });
      return ok({ id });
    });
  },
});

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
