import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { SortedPageArgs, sortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import type { ShippingState } from './shipping.lifecycle.ts';

@ObjectType('ShippingNotice', {
  description: 'What WeChat is told of a parcel, so that it unfreezes the money (发货信息管理).',
})
export class ShippingNoticeView {
  @Field(() => ID) id: string;
  @Field(() => ID) orderId: string;
  @Field(() => ID) shipmentId: string;
  @Field({ description: 'due, sent, refused' }) state: string;
  @Field(() => Int) attempts: number;
  @Field(() => String, {
    nullable: true,
    description: "Why the last attempt failed: our code, WeChat's number and text.",
  })
  lastError: string | null;
  @Field(() => DateTime, { name: 'uploadedAt', description: 'When the goods were taken over.' }) uploadedAtMs: number;
  @Field(() => DateTime, { name: 'nextAt', nullable: true }) nextAtMs: number | null;
  @Field(() => DateTime, { name: 'settledAt', nullable: true }) settledAtMs: number | null;
}
const ShippingNoticeConnection = connectionOf('ShippingNotice', ShippingNoticeView);

@Resolver()
export class ShippingResolver {
  @Query(() => ShippingNoticeConnection, { description: 'Newest first, or sorted by uploadedAt, attempts or state.' })
  shippingNotices(
    @Ctx() context: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true }) state?: ShippingState,
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
