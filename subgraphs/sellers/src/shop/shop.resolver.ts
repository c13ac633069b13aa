import {
  decodeCursor,
  encodeCursor,
  pageOf,
  pageSize,
  BY_WHO_ASKS,
  SAME_FOR_ALL,
  SAME_FOR_STRANGERS,
} from '@heitu/kit/rules/graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { isOwnParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { partiesById } from '../party/party.loader.ts';
import { PartyView } from '../party/party.view.ts';
import { shown } from '../shown.ts';
import { changeShopState } from './change-shop-state.ts';
import { openShop } from './open-shop.ts';
import { reviseShop } from './revise-shop.ts';
import { shopLifecycle } from './shop.lifecycle.ts';
import { shopPage, shopsAndParties, type ShopRow } from './shop.loader.ts';
import {
  closeShopResult,
  OpenShopInput,
  openShopResult,
  reopenShopResult,
  ReviseShopInput,
  reviseShopResult,
  ShopConnection,
  ShopInput,
  ShopPageArgs,
  ShopView,
} from './shop.view.ts';

@Resolver(() => ShopView)
export class ShopResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => ShopView, { nullable: true })
  shop(@Ctx() context: SellersContext, @Arg('id', () => ID) id: string) {
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
  @FieldResolver(() => Boolean, { description: 'Open, and its party may do business.' })
  onSale(@Root() shop: ShopRow) {
    return !!shop.onSale;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [String], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: SellersContext, @Root() shop: ShopRow) {
    const party = await context.loader(partiesById).load(shop.partyId);
    if (!party || !isOwnParty(context, party, 'shop')) return [];
    const roles = party.applicantAccountId === context.actor.id ? ['seller-owner'] : rolesOf(context.actor);
    return shopLifecycle.actionsFor(shop.state as never, roles);
  }

  @Mutation(() => openShopResult.type)
  async openShop(@Ctx() context: SellersContext, @Arg('input', () => OpenShopInput) input: OpenShopInput) {
    return openShopResult.of(
      await shown(await openShop(context, input), (id) => context.loader(shopsAndParties).load(id)),
    );
  }
  @Mutation(() => reviseShopResult.type)
  async reviseShop(@Ctx() context: SellersContext, @Arg('input', () => ReviseShopInput) input: ReviseShopInput) {
    return reviseShopResult.of(
      await shown(await reviseShop(context, input), (id) => context.loader(shopsAndParties).load(id)),
    );
  }
  @Mutation(() => closeShopResult.type)
  async closeShop(@Ctx() context: SellersContext, @Arg('input', () => ShopInput) input: ShopInput) {
    return closeShopResult.of(
      await shown(await changeShopState(context, 'close', input), (id) => context.loader(shopsAndParties).load(id)),
    );
  }
  @Mutation(() => reopenShopResult.type)
  async reopenShop(@Ctx() context: SellersContext, @Arg('input', () => ShopInput) input: ShopInput) {
    return reopenShopResult.of(
      await shown(await changeShopState(context, 'reopen', input), (id) => context.loader(shopsAndParties).load(id)),
    );
  }
}
