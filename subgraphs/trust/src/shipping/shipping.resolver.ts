import { rolesOf } from '@heitu/kit/rules/actor';
import { SortedPageArgs, sortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { shippingLifecycle, type ShippingState } from './shipping.lifecycle.ts';
import { ShippingNoticeConnection, ShippingNoticeView } from './shipping.view.ts';

@Resolver()
export class ShippingResolver {
  @Query(() => ShippingNoticeConnection, { description: 'Newest first, or sorted by uploadedAt, attempts or state.' })
  async shippingNotices(
    @Ctx() context: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true, description: 'due, sent, refused' }) state?: ShippingState,
  ) {
    const query = context.rows
      .selectFrom('ShippingNotice')
      .selectAll()
      .$if(!!state, (query) => query.where('state', '=', state!));
    return sortedPage(
      query,
      page,
      { uploadedAt: 'uploadedAtMs', attempts: 'attempts', state: { text: 'state' } },
      { by: 'uploadedAt', descending: true },
    );
  }
}

@Resolver(() => ShippingNoticeView)
export class ShippingNoticeResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: ShippingNoticeView): string {
    return shippingLifecycle.texts[state];
  }
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: resend.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: ShippingNoticeView): string[] {
    return shippingLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
