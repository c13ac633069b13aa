import {
  decodeCursor,
  encodeCursor,
  pageOf,
  pageSize,
  BY_WHO_ASKS,
  SAME_FOR_ALL_NOW,
  SAME_FOR_ALL,
  SAME_FOR_STRANGERS,
} from '@heitu/kit/rules/graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { isOwnParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { ShopActs } from '../enums.ts';
import { growersOfShop } from '../grower/grower.loader.ts';
import { GrowerView } from '../grower/grower.view.ts';
import { partiesById } from '../party/party.loader.ts';
import { OF_PARTY } from '../party/party.policy.ts';
import { PartyView } from '../party/party.view.ts';
import { shopLifecycle } from './shop.lifecycle.ts';
import { shopPage, shopsAndParties, type ShopRow } from './shop.loader.ts';
import { ShopConnection, ShopPageArgs, ShopView } from './shop.view.ts';

@Resolver(() => ShopView)
export class ShopResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => ShopView, { nullable: true, description: 'One shop, whether it sells now or not.' })
  shop(@Ctx() context: SellersContext, @Arg('id', () => ID, { description: 'The shop.' }) id: string) {
    return context.loader(shopsAndParties).load(id);
  }
  @Directive(SAME_FOR_ALL)
  @Query(() => ShopConnection, { description: 'Shops, newest first.' })
  async shops(@Ctx() context: SellersContext, @Args(() => ShopPageArgs) page: ShopPageArgs) {
    const first = pageSize(page);
    const rows = await shopPage(context, page.onlyOnSale, first, decodeCursor(page.after, 'string')?.[0]);
    return pageOf(rows, first, (row) => encodeCursor(row.id), page.after);
  }

  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() shop: ShopRow) {
    return context.loader(partiesById).load(shop.partyId);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() shop: ShopRow) {
    return shopLifecycle.texts[shop.state];
  }
  @FieldResolver(() => String, { description: 'What the picture shows, for whoever does not see it.' })
  pictureAlt(@Root() shop: ShopRow) {
    return shop.pictureAlt ?? shop.name;
  }
  @Directive('@listSize(assumedSize: 12)')
  @FieldResolver(() => [GrowerView], {
    description: 'Who grows, gathers or makes what it sells, as they show themselves.',
  })
  growers(@Ctx() context: SellersContext, @Root() shop: ShopRow) {
    return shop.state === 'removed' ? [] : context.loader(growersOfShop).load(shop.id);
  }
  @Directive(SAME_FOR_ALL_NOW)
  @FieldResolver(() => Boolean, { description: 'Open, and its party may do business.' })
  onSale(@Root() shop: ShopRow) {
    return !!shop.onSale;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [ShopActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: SellersContext, @Root() shop: ShopRow) {
    const party = await context.loader(partiesById).load(shop.partyId);
    if (!party || !isOwnParty(context, party, 'shop')) return [];
    return shopLifecycle.available(shop, OF_PARTY, context.clock.now());
  }
}
