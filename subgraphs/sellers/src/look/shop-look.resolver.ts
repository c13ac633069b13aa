import type { SealedText } from '@heitu/kit/privacy/vault';
import { rolesOf } from '@heitu/kit/rules/actor';
import { BY_WHO_ASKS } from '@heitu/kit/rules/graphql';
import { LookActs, LookStates } from '@heitu/kit/rules/shared-enums';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { doubtfulWords, lawsOf, unlawfulWords, type LookState } from '@heitu/standard';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { isOverseer, isOwnParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { isOwnBusiness } from '../filing/decide-filing.ts';
import { faceAlt } from '../grower/grower.policy.ts';
import { partiesById } from '../party/party.loader.ts';
import { OF_PARTY } from '../party/party.policy.ts';
import { PartyView } from '../party/party.view.ts';
import { shopsAndParties } from '../shop/shop.loader.ts';
import { ShopView } from '../shop/shop.view.ts';
import { shopLookLifecycle } from './shop-look.lifecycle.ts';
import {
  growersAsKept,
  looksOfShops,
  SHOP_LOOK_SORTS,
  shopLooksPage,
  shopsAsKept,
  type ShopLookRow,
} from './shop-look.loader.ts';
import {
  ShopLookConnection,
  ShopLookView,
  ShopLookWordView,
  ShopPictureView,
  ShopWordingView,
} from './shop-look.view.ts';

const LookPage = sortedArgs('ShopLookSort', SHOP_LOOK_SORTS);

/** What growers say of themselves, opened for whoever looks at the shop. */
const saidByGrowers = (context: SellersContext, shopId: string) =>
  context
    .loader(growersAsKept)
    .load(shopId)
    .then((growers) =>
      Promise.all(
        growers.map(async ({ accountId, name, story, pictureId, pictureAlt }) => {
          const open = (text: SealedText) => context.vault.openTextUnrecorded(accountId, text);
          const called = await open(name);
          return {
            name: called,
            story: story && (await open(story)),
            pictureId,
            alt: pictureAlt ? await open(pictureAlt) : faceAlt(called),
          };
        }),
      ),
    );

@Resolver(() => ShopLookView)
export class ShopLookResolver {
  @Query(() => ShopLookConnection, {
    description: "Looks at shops: one's own, everybody's for overseers. The soonest due first, or sorted.",
  })
  shopLooks(
    @Ctx() context: SellersContext,
    @Args(() => LookPage) page: SortedPage,
    @Arg('state', () => LookStates, { nullable: true, description: 'Only looks in this state.' }) state?: LookState,
  ) {
    return shopLooksPage(context, state, page);
  }

  @FieldResolver(() => String, { description: 'The state in Chinese, as whoever asks reads it.' })
  stateLabel(@Ctx() context: SellersContext, @Root() look: ShopLookRow): string {
    return shopLookLifecycle.textFor(look, isOverseer(context) ? [] : ['seller']);
  }
  @FieldResolver(() => ShopView, { nullable: true })
  shop(@Ctx() context: SellersContext, @Root() { shopId }: ShopLookRow) {
    return context.loader(shopsAndParties).load(shopId);
  }
  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() { partyId }: ShopLookRow) {
    return context.loader(partiesById).load(partyId);
  }
  @FieldResolver(() => ShopWordingView, { description: 'What the shop says of itself now, taken down or not.' })
  async wording(@Ctx() context: SellersContext, @Root() { shopId }: ShopLookRow) {
    const shop = await context.loader(shopsAsKept).load(shopId);
    return shop && { ...shop, pictureAlt: shop.pictureAlt ?? shop.name };
  }
  @Directive('@listSize(assumedSize: 12)')
  @FieldResolver(() => [String], { description: 'What its growers say of themselves now: name and story of each.' })
  async stories(@Ctx() context: SellersContext, @Root() { shopId }: ShopLookRow): Promise<string[]> {
    const growers = await saidByGrowers(context, shopId);
    return growers.map(({ name, story }) => (story ? `${name}：${story}` : name));
  }
  @Directive('@listSize(assumedSize: 13)')
  @FieldResolver(() => [ShopPictureView], { description: 'What it shows now, its growers too.' })
  async pictures(@Ctx() context: SellersContext, @Root() { shopId }: ShopLookRow): Promise<ShopPictureView[]> {
    const shop = await context.loader(shopsAsKept).load(shopId);
    const growers = await saidByGrowers(context, shopId);
    const all = [...(shop ? [{ pictureId: shop.pictureId, alt: shop.pictureAlt ?? shop.name }] : []), ...growers];
    return all.flatMap(({ pictureId, alt }) => (pictureId ? { id: pictureId, alt } : []));
  }
  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [ShopLookWordView], { description: 'Words of the shop, as it is now, to be weighed.' })
  async words(@Ctx() context: SellersContext, @Root() { shopId }: ShopLookRow): Promise<ShopLookWordView[]> {
    const shop = await context.loader(shopsAsKept).load(shopId);
    const growers = await saidByGrowers(context, shopId);
    const texts = [
      ...(shop
        ? [shop.name, shop.introduction, shop.serviceHours, shop.confirmWithinText, shop.responseText, shop.pictureAlt]
        : []),
      ...growers.flatMap(({ name, story, alt }) => [name, story, alt]),
    ].filter((text) => typeof text === 'string');
    const found = [
      ...texts.flatMap((text) => unlawfulWords(text).map((word) => ({ ...word, refuses: true }))),
      ...texts.flatMap((text) => doubtfulWords(text).map((word) => ({ ...word, refuses: false }))),
    ];
    return [...new Map(found.map((one) => [one.word, { ...one, law: lawsOf(one.rule) }])).values()];
  }
  @FieldResolver(() => String, { nullable: true, description: 'The articles by which it was taken down, Chinese.' })
  law(@Root() { rule }: ShopLookRow): string | null {
    return rule && lawsOf(rule);
  }
  @FieldResolver(() => [LookActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: SellersContext, @Root() look: ShopLookRow) {
    const { actor, clock } = context;
    if (look.state === 'appealed' && look.lookedByAccountId === actor.id) return [];
    const party = await context.loader(partiesById).load(look.partyId);
    if (!party) return [];
    const roles = isOwnBusiness(context, party) ? [] : rolesOf(actor);
    const parts = isOwnParty(context, party, 'shop') ? OF_PARTY : [];
    return shopLookLifecycle.available(look, [...roles, ...parts], clock.now());
  }
}

@Resolver(() => ShopView)
export class LookOfShopResolver {
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => ShopLookView, {
    nullable: true,
    description: 'The newest look at it; null to whoever does not look after it.',
  })
  look(@Ctx() context: SellersContext, @Root() { id }: { id: string }) {
    return context.loader(looksOfShops).load(id);
  }
}
