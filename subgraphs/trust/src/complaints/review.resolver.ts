import { OVERSEERS } from '@heitu/standard';
import { hasRole } from '@heitu/kit/rules/actor';
import { inOrder, BY_WHO_ASKS, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { given } from '@heitu/kit/data/given';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { ReviewActs, ReviewStates } from '../enums.ts';
import { accountsById } from '../identity/account.loader.ts';
import { PartyStub, ProductStub } from '../foreign/foreign.view.ts';
import { ReviewConnection, ReviewView } from './complaint.view.ts';
import {
  reviewActions,
  reviewedParties,
  reviewLifecycle,
  type ReviewAct,
  type ReviewState,
} from './review.lifecycle.ts';
import { HELD_REVIEW_SORTS, productsByReview, REVIEW_SORTS } from './review.loader.ts';

/** Shown reviews to anyone; held and withdrawn ones to their writer and to those who look at them. */
export async function visibleReviewsById(context: TrustContext, ids: readonly string[]) {
  const seesAll = hasRole(context.actor, ...OVERSEERS.reviews);
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

const HeldReviewPage = sortedArgs('HeldReviewSort', HELD_REVIEW_SORTS);
const ReviewPage = sortedArgs('ReviewSort', REVIEW_SORTS);

@Resolver(() => ReviewView)
export class ReviewResolver {
  @Query(() => ReviewConnection, {
    description: 'Reviews that wait for a person to look at them: oldest first, or sorted.',
  })
  heldReviews(@Ctx() context: TrustContext, @Args(() => HeldReviewPage) page: SortedPage) {
    return sortedPage(
      context.rows.selectFrom('Review').selectAll().where('state', '=', 'held'),
      page,
      HELD_REVIEW_SORTS,
      { by: 'createdAt', descending: false },
    );
  }
  @Query(() => ReviewConnection, {
    description:
      'Every review, for those who look after them; a seller sees the shown ones of its own orders. Newest first, or sorted.',
  })
  reviews(
    @Ctx() context: TrustContext,
    @Args(() => ReviewPage) page: SortedPage,
    @Arg('state', () => ReviewStates, { nullable: true, description: 'Only those in this state.' }) state?: ReviewState,
    @Arg('partyId', () => ID, { nullable: true, description: "Only of this party's orders." }) partyId?: string,
    @Arg('replied', () => Boolean, { nullable: true, description: 'Only those with a reply, or only those without.' })
    replied?: boolean,
  ) {
    const query = context.rows
      .selectFrom('Review')
      .selectAll()
      .$if(!hasRole(context.actor, ...OVERSEERS.reviews), (query) =>
        query.where('state', '=', 'shown').where('partyId', 'in', ['', ...reviewedParties(context.actor)]),
      )
      .where((eb) => eb.and(given({ state, partyId })))
      .$if(replied === true, (query) => query.where('reply', 'is not', null))
      .$if(replied === false, (query) => query.where('reply', 'is', null));
    return sortedPage(query, page, REVIEW_SORTS, { by: 'createdAt', descending: true });
  }
  @Query(() => ReviewView, { nullable: true, description: 'My review of an order.' })
  async myReview(
    @Ctx() context: TrustContext,
    @Arg('orderId', () => ID, { description: 'The order.' }) orderId: string,
  ) {
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
  @FieldResolver(() => [ReviewActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: ReviewView): ReviewAct[] {
    return reviewActions(row, actor, clock.now());
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: ReviewView): string {
    return reviewLifecycle.texts[row.state];
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => [ID], { description: 'GET /edges/trust/files/<id>: for everybody while the review is shown.' })
  photoIds(@Root() { photoIds }: { photoIds: Json<string[]> | null }): string[] {
    return photoIds ? fromJson(photoIds) : [];
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
}
