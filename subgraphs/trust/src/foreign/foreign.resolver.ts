import { decodeCursor, encodeCursor, PageArgs, pageOf, pageSize, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Args, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { FeedbackActionView, RatingView, ReviewConnection } from '../complaints/complaint.view.ts';
import { feedbackActionsByOrder } from '../complaints/feedback.loader.ts';
import {
  assessmentsByParty,
  creditByParty,
  creditByShop,
  measuresByParty,
  ratingByProduct,
} from '../conduct/conduct.loader.ts';
import { AssessmentView, CreditView, MeasureView } from '../conduct/conduct.view.ts';
import { covenantActionsByParty, covenantVersionByParty } from '../disclosure/disclosure.loader.ts';
import { ifGiven } from '@heitu/kit/data/given';
import { statement } from '@heitu/kit/data/statement';
import type { TrustContext, TrustRows } from '../context.ts';
import { CovenantActs } from '../enums.ts';
import { OrderStub, PartyStub, ProductStub, ShopStub } from './foreign.view.ts';
import { YES } from '@heitu/kit/data/entities';

const shownReviews = statement(
  (rows: TrustRows, { productId, after, limit }: { productId: string; after?: readonly [string]; limit: number }) =>
    rows
      .selectFrom('ReviewedProduct as p')
      .innerJoin('Review as r', 'r.id', 'p.reviewId')
      .selectAll('r')
      .where('p.productId', '=', productId)
      .where('p.isShown', '=', YES)
      .$call(ifGiven(after, (query, [id]) => query.where('p.reviewId', '<', id)))
      .orderBy('p.reviewId', 'desc')
      .limit(limit),
);

@Resolver(() => ShopStub)
export class ShopStubResolver {
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => CreditView)
  credit(@Root() shop: ShopStub, @Ctx() context: TrustContext) {
    return context.loader(creditByShop).load(shop.id);
  }
}

@Resolver(() => PartyStub)
export class PartyStubResolver {
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => CreditView)
  credit(@Root() party: PartyStub, @Ctx() context: TrustContext) {
    return context.loader(creditByParty).load(party.id);
  }
  @FieldResolver(() => [MeasureView], { description: 'The newest.' })
  measures(@Root() party: PartyStub, @Ctx() context: TrustContext) {
    return context.loader(measuresByParty).load(party.id);
  }
  @FieldResolver(() => [AssessmentView], {
    description: 'A year of its months, the newest first; to the party also the one that is a draft.',
  })
  assessments(@Root() party: PartyStub, @Ctx() context: TrustContext) {
    return context.loader(assessmentsByParty).load(party.id);
  }
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The version of the covenant that it has joined; null: no member.',
  })
  covenantVersion(@Root() party: PartyStub, @Ctx() context: TrustContext) {
    return context.loader(covenantVersionByParty).load(party.id);
  }
  @FieldResolver(() => [CovenantActs], { description: 'What the caller can do about the covenant for it now.' })
  covenantActions(@Root() party: PartyStub, @Ctx() context: TrustContext) {
    return context.loader(covenantActionsByParty).load(party.id);
  }
}
@Resolver(() => ProductStub)
export class ProductStubResolver {
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => RatingView)
  rating(@Root() product: ProductStub, @Ctx() context: TrustContext) {
    return context.loader(ratingByProduct).load(product.id);
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => ReviewConnection, { description: 'Shown reviews, newest first.' })
  async reviews(@Root() product: ProductStub, @Ctx() context: TrustContext, @Args(() => PageArgs) page: PageArgs) {
    const first = pageSize(page);
    const [rows] = await context.read(
      shownReviews({ productId: product.id, after: decodeCursor(page.after, 'string') ?? undefined, limit: first + 1 }),
    );
    return pageOf(rows, first, (row) => encodeCursor(row.id), page.after);
  }
}

@Resolver(() => OrderStub)
export class OrderStubResolver {
  @FieldResolver(() => [FeedbackActionView], {
    description: 'What its buyer can say of it now: nothing before it is paid or has ended, nothing for anybody else.',
  })
  feedbackActions(@Root() order: OrderStub, @Ctx() context: TrustContext) {
    return context.loader(feedbackActionsByOrder).load(order.id);
  }
}
