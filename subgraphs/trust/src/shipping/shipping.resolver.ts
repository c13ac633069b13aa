import { rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { given } from '@heitu/kit/data/given';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { ShippingNoticeActs, ShippingNoticeStates } from '../enums.ts';
import { shippingLifecycle, type ShippingState } from './shipping.lifecycle.ts';
import { ShippingNoticeConnection, ShippingNoticeView } from './shipping.view.ts';

const NOTICE_SORTS = {
  uploadedAt: 'uploadedAtMs',
  attempts: 'attempts',
  state: { text: 'state' },
} as const satisfies SortColumns<{ uploadedAtMs: number; attempts: number; state: ShippingState }>;
const NoticePage = sortedArgs('ShippingNoticeSort', NOTICE_SORTS);

@Resolver()
export class ShippingResolver {
  @Query(() => ShippingNoticeConnection, { description: 'Newest first, or sorted.' })
  async shippingNotices(
    @Ctx() context: TrustContext,
    @Args(() => NoticePage) page: SortedPage,
    @Arg('state', () => ShippingNoticeStates, { nullable: true, description: 'Only notices in this state.' })
    state?: ShippingState,
  ) {
    const query = context.rows
      .selectFrom('ShippingNotice')
      .selectAll()
      .where((eb) => eb.and(given({ state })));
    return sortedPage(query, page, NOTICE_SORTS, { by: 'uploadedAt', descending: true });
  }
}

@Resolver(() => ShippingNoticeView)
export class ShippingNoticeResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: ShippingNoticeView): string {
    return shippingLifecycle.texts[state];
  }
  @FieldResolver(() => [ShippingNoticeActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: ShippingNoticeView) {
    return shippingLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
