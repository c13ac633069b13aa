import { hasRole } from '@heitu/kit/rules/actor';
import { inOrder, mutationResult, BY_WHO_ASKS, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import type { Outcome } from '@heitu/kit/rules/outcome';
import { SortedPageArgs, sortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { accountsById } from '../identity/account.loader.ts';
import { PartyStub, ProductStub } from '../foreign/foreign.view.ts';
import { reviewRefusals } from './complaint.refusals.ts';
import {
  ModerateReviewInput,
  ReplyToReviewInput,
  ReviewConnection,
  ReviewOrderInput,
  ReviewView,
  WithdrawReplyInput,
} from './complaint.view.ts';
import { moderateReview } from './moderate-review.ts';
import { replyToReview } from './reply-to-review.ts';
import { reviewActions, reviewedParties } from './review.lifecycle.ts';
import { productsByReview } from './review.loader.ts';
import { reviewOrder } from './review-order.ts';
import { withdrawReply } from './withdraw-reply.ts';

const reviewResult = mutationResult('ReviewOrder', ReviewView, reviewRefusals);
const moderateResult = mutationResult('ModerateReview', ReviewView, reviewRefusals);
const withdrawResult = mutationResult('WithdrawReply', ReviewView, reviewRefusals);
const replyResult = mutationResult('ReplyToReview', ReviewView, reviewRefusals);

const OVERSEERS = ['operator-admin', 'reviewer', 'mediator', 'regulator'];

/** Shown reviews to anyone; held and withdrawn ones to their writer and to those who look at them. */
export async function visibleReviewsById(context: TrustContext, ids: readonly string[]) {
  const seesAll = hasRole(context.actor, ...OVERSEERS);
  const rows = await context.rows
    .selectFrom('Review')
    .selectAll()
    .where('id', 'in', ids)
    .$if(!seesAll, (query) =>
      query.where((eb) => eb.or([eb('state', '=', 'shown'), eb('accountId', '=', context.actor.id)])),
    )
    .execute();
  return inOrder(ids, (row) => row.id, rows);
}

@Resolver(() => ReviewView)
export class ReviewResolver {
  @Query(() => ReviewConnection, {
    description: 'Reviews that wait for a person to look at them: oldest first, or sorted by createdAt or stars.',
  })
  heldReviews(@Ctx() context: TrustContext, @Args(() => SortedPageArgs) page: SortedPageArgs) {
    return sortedPage(
      context.rows.selectFrom('Review').selectAll().where('state', '=', 'held'),
      page,
      { createdAt: 'createdAtMs', stars: 'stars' },
      { by: 'createdAt', descending: false },
    );
  }
  @Query(() => ReviewConnection, {
    description:
      'Every review, for those who look after them; a seller sees the shown ones of its own orders. Newest first, or sorted by createdAt, stars or state.',
  })
  reviews(
    @Ctx() context: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true }) state?: string,
    @Arg('partyId', () => ID, { nullable: true }) partyId?: string,
    @Arg('replied', () => Boolean, { nullable: true }) replied?: boolean,
  ) {
    const query = context.rows
      .selectFrom('Review')
      .selectAll()
      .$if(!hasRole(context.actor, ...OVERSEERS), (query) =>
        query.where('state', '=', 'shown').where('partyId', 'in', ['', ...reviewedParties(context.actor)]),
      )
      .$if(!!state, (query) => query.where('state', '=', state!))
      .$if(!!partyId, (query) => query.where('partyId', '=', partyId!))
      .$if(replied === true, (query) => query.where('reply', 'is not', null))
      .$if(replied === false, (query) => query.where('reply', 'is', null));
    return sortedPage(
      query,
      page,
      { createdAt: 'createdAtMs', stars: 'stars', state: { text: 'state' } },
      { by: 'createdAt', descending: true },
    );
  }
  @Query(() => ReviewView, { nullable: true, description: 'My review of an order.' })
  async myReview(@Ctx() context: TrustContext, @Arg('orderId', () => ID) orderId: string) {
    return (
      (await context.rows
        .selectFrom('Review')
        .selectAll()
        .where('orderId', '=', orderId)
        .where('accountId', '=', context.actor.id)
        .executeTakeFirst()) ?? null
    );
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [String], {
    description: 'What the caller can do with it now: show, hide, reply, withdraw-reply.',
  })
  availableActions(@Ctx() { actor }: TrustContext, @Root() row: ReviewView): string[] {
    return reviewActions(row, actor);
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => PartyStub, { description: 'Whom it is about.' })
  party(@Root() { partyId }: { partyId: string }): PartyStub {
    return { id: partyId };
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => [ProductStub], {
    nullable: 'items',
    description: 'What was bought; null where a product is gone.',
  })
  products(@Root() { id }: { id: string }, @Ctx() context: TrustContext) {
    return context.loader(productsByReview).load(id);
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => String, { description: 'Masked.' })
  async author(@Root() row: { accountId: string }, @Ctx() context: TrustContext): Promise<string> {
    return (await context.loader(accountsById).load(row.accountId))?.displayName ?? '已注销用户';
  }

  @Mutation(() => reviewResult.type)
  async reviewOrder(@Ctx() context: TrustContext, @Arg('input', () => ReviewOrderInput) input: ReviewOrderInput) {
    return reviewResult.of(await this.reviewOf(context, await reviewOrder(context, input)));
  }
  @Mutation(() => moderateResult.type)
  async moderateReview(
    @Ctx() context: TrustContext,
    @Arg('input', () => ModerateReviewInput) input: ModerateReviewInput,
  ) {
    return moderateResult.of(await this.reviewOf(context, await moderateReview(context, input)));
  }
  @Mutation(() => withdrawResult.type)
  async withdrawReply(@Ctx() context: TrustContext, @Arg('input', () => WithdrawReplyInput) input: WithdrawReplyInput) {
    return withdrawResult.of(await this.reviewOf(context, await withdrawReply(context, input)));
  }
  @Mutation(() => replyResult.type)
  async replyToReview(@Ctx() context: TrustContext, @Arg('input', () => ReplyToReviewInput) input: ReplyToReviewInput) {
    return replyResult.of(await this.reviewOf(context, await replyToReview(context, input)));
  }

  private async reviewOf(context: TrustContext, outcome: Outcome<{ id: string }>): Promise<Outcome<object>> {
    if (!outcome.ok) return outcome;
    return {
      ok: true,
      value: await context.rows
        .selectFrom('Review')
        .selectAll()
        .where('id', '=', outcome.value.id)
        .executeTakeFirstOrThrow(),
    };
  }
}
