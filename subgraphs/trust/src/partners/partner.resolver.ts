import { GraphQLError } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { PageArgs, pageOf, pageSize, Tag } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { TrustContext } from '../context.ts';
import { clientPage } from '../identity/account.loader.ts';
import { ApiClientView } from '../identity/account.view.ts';
import { GRANT_SORTS, grantPage, keysByClient, usageShown } from './partner.loader.ts';
import { USAGE_DAYS_MAX } from './partner.policy.ts';
import {
  ClientKeyView,
  ClientUsageView,
  PartnerCustomerConnection,
  PartnerGrantConnection,
  TradeChangeConnection,
} from './partner.view.ts';
import { customersOf, markOf, tradeChanges } from './trade-changes.ts';

const GrantPage = sortedArgs('PartnerGrantSort', GRANT_SORTS);

@Resolver(() => ApiClientView)
export class PartnerResolver {
  @Tag('partner')
  @Query(() => ApiClientView, { nullable: true, description: 'The program that asks.' })
  async ownClient(@Ctx() context: TrustContext) {
    return (await clientPage(context, {}, { first: 1, id: context.actor.id })).edges[0]?.node ?? null;
  }
  @FieldResolver(() => [ClientKeyView], { description: 'Public keys that are good now.' })
  keys(@Root() client: ApiClientView, @Ctx() context: TrustContext) {
    return context.loader(keysByClient).load(client.id);
  }

  @Tag('partner')
  @Query(() => [ClientUsageView], {
    description: "A program's own requests by day and scope; everybody's, or one's, for the administrator.",
  })
  clientUsage(
    @Ctx() context: TrustContext,
    @Arg('clientId', () => ID, { nullable: true, description: 'Only this program; a program sees its own alone.' })
    clientId?: string | null,
    @Arg('days', () => Int, { defaultValue: 31, description: 'How many days back, today included: 1 to 366.' })
    days = 31,
  ) {
    if (days < 1 || days > USAGE_DAYS_MAX)
      throw new GraphQLError(`days 必须在 1 到 ${USAGE_DAYS_MAX} 之间`, {
        extensions: { code: 'BAD_USER_INPUT', max: USAGE_DAYS_MAX, asked: days },
      });
    return usageShown(context, clientId ?? undefined, days);
  }
  @Tag('partner')
  @Query(() => PartnerGrantConnection, {
    description: "What parties let programs read: one's own. By the program's name, or sorted.",
  })
  partnerGrants(
    @Ctx() context: TrustContext,
    @Args(() => GrantPage) page: SortedPage,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only those of this party.' }) partyId?: string,
  ) {
    return grantPage(context, { partyId }, page);
  }

  @Tag('partner', 'scope/customer-relations')
  @Query(() => PartnerCustomerConnection, { description: "A seller's customers." })
  async customers(
    @Ctx() context: TrustContext,
    @Arg('partyId', () => ID, { description: 'The seller, which must have let the program (customer-relations).' })
    partyId: string,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    const first = pageSize(page);
    return pageOf(
      await customersOf(context, partyId, first, page.after ?? undefined),
      first,
      (row) => row.mark,
      page.after,
    );
  }
  @Tag('partner', 'scope/analysis')
  @Query(() => TradeChangeConnection, {
    description:
      "A seller's orders by when they last changed; ask again with the last mark for what changed since. Whole up to two minutes ago. The same by the thousand: GET /edges/trust/export/trade.",
  })
  async tradeChanges(
    @Ctx() context: TrustContext,
    @Arg('partyId', () => ID, { description: 'The seller, which must have let the program (analysis).' })
    partyId: string,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    const first = pageSize(page);
    return pageOf(await tradeChanges(context, partyId, first, page.after ?? undefined), first, markOf, page.after);
  }
}
