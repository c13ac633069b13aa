import { rolesOf } from '@heitu/kit/rules/actor';
import { PageArgs, Tag, BY_WHO_ASKS, SAME_FOR_ALL, SAME_FOR_STRANGERS } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { isOverseer, ownParties } from '../access.ts';
import { CategoryView } from '../category/category.view.ts';
import type { CatalogContext } from '../context.ts';
import { ProductActs, ProductStates } from '../enums.ts';
import { ShopView } from '../foreign/shop.view.ts';
import { lotsOnSaleByProduct } from '../lot/lot.loader.ts';
import { LotView } from '../lot/lot.view.ts';
import { PriceLabelView } from '../price/price-label.view.ts';
import { findProducts } from '../search/find-products.ts';
import { suggestNames } from '../search/suggest.ts';
import { picturesWithTexts } from './picture-notes.ts';
import { productLifecycle, type ProductState } from './product.lifecycle.ts';
import {
  isCard,
  labelHistory,
  PRODUCT_SORTS,
  productRowsById,
  productsManaged,
  productsOnSale,
  skuCardsByProduct,
  skusById,
  skusByProduct,
  type ProductRow,
  type SkuRow,
} from './product.loader.ts';
import { netText } from './product.policy.ts';
import { ProductConnection, ProductPicture, ProductView, SkuView } from './product.view.ts';

const mayManage = (context: CatalogContext, row: { partyId: string }): boolean =>
  isOverseer(context) || ownParties(context, 'products').includes(row.partyId);

const ManagedProductPage = sortedArgs('ProductSort', PRODUCT_SORTS);

@Resolver(() => ProductView)
export class ProductResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => ProductConnection, { description: 'What is on sale, newest first.' })
  products(
    @Ctx() context: CatalogContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('categoryId', () => ID, { nullable: true, description: 'of a kind or of its parent' }) categoryId?: string,
    @Arg('shopId', () => ID, { nullable: true, description: 'Only what this shop sells.' }) shopId?: string,
  ) {
    return productsOnSale(context, { categoryId, shopId }, page);
  }
  @Query(() => ProductConnection, {
    description: "One's own products in every state; everybody's for overseers. Newest first, or sorted.",
  })
  managedProducts(
    @Ctx() context: CatalogContext,
    @Args(() => ManagedProductPage) page: SortedPage,
    @Arg('state', () => ProductStates, { nullable: true, description: 'Only products in this state.' })
    state?: ProductState,
    @Arg('shopId', () => ID, { nullable: true, description: 'Only those of this shop.' }) shopId?: string,
    @Arg('search', () => String, { nullable: true, description: 'Part of the title.' }) search?: string,
  ) {
    return productsManaged(context, { state, shopId, search }, page);
  }
  @Directive(SAME_FOR_STRANGERS)
  @Query(() => ProductView, {
    nullable: true,
    description: 'One product; null where it is not on sale and the caller does not look after it.',
  })
  product(@Ctx() context: CatalogContext, @Arg('id', () => ID, { description: 'The product.' }) id: string) {
    return context.loader(productRowsById).load(id);
  }
  @Directive(SAME_FOR_STRANGERS)
  @Query(() => SkuView, { nullable: true, description: 'One SKU; null where its product is not shown to the caller.' })
  sku(@Ctx() context: CatalogContext, @Arg('id', () => ID, { description: 'The SKU.' }) id: string) {
    return context.loader(skusById).load(id);
  }
  @Directive(SAME_FOR_ALL)
  @Directive('@cost(weight: 20)')
  @Query(() => ProductConnection, {
    description: 'Chinese words, pinyin (huangxiaomi), initials (hxm), origins; the same answer for everyone.',
  })
  search(
    @Ctx() context: CatalogContext,
    @Arg('text', () => String, { description: 'What was typed.' }) text: string,
    @Args(() => PageArgs) page: PageArgs,
  ) {
    return findProducts(context, text, page);
  }
  @Directive(SAME_FOR_ALL)
  @Query(() => [String], {
    description:
      'Names of goods on sale that a text being typed may mean: Chinese words, or the beginning of their pinyin.',
  })
  searchSuggestions(
    @Ctx() context: CatalogContext,
    @Arg('text', () => String, { description: 'What has been typed so far.' }) text: string,
  ): Promise<string[]> {
    return suggestNames(context, text);
  }

  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() product: ProductRow) {
    return productLifecycle.texts[product.state];
  }
  @Directive('@listSize(assumedSize: 9)')
  @FieldResolver(() => [ProductPicture], { description: 'All its pictures, the cover first, with what they show.' })
  pictures(@Root() { title, pictureIds, pictureNotes }: ProductRow) {
    return picturesWithTexts(title, pictureIds, pictureNotes);
  }
  @FieldResolver(() => String, { description: 'What the cover shows, for whoever does not see it.' })
  pictureAlt(@Root() { title, pictureIds, pictureNotes }: ProductRow) {
    return picturesWithTexts(title, pictureIds.slice(0, 1), pictureNotes)[0]?.alt ?? title;
  }
  @FieldResolver(() => ShopView)
  shop(@Root() product: ProductRow) {
    return { id: product.shopId };
  }
  @FieldResolver(() => CategoryView)
  category(@Root() product: ProductRow) {
    return product.category;
  }
  @FieldResolver(() => [SkuView])
  skus(@Ctx() context: CatalogContext, @Root() product: ProductRow, @Info() info: GraphQLResolveInfo) {
    return isCard(info)
      ? context.loader(skuCardsByProduct).load(product.id)
      : context.loader(skusByProduct).load(product.id);
  }
  @FieldResolver(() => [LotView], { description: 'Lots on sale, the newest first.' })
  lots(@Ctx() context: CatalogContext, @Root() product: ProductRow) {
    return context.loader(lotsOnSaleByProduct).load(product.id);
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => String, { nullable: true })
  stateReason(@Ctx() context: CatalogContext, @Root() product: ProductRow) {
    return product.stateReason && mayManage(context, product)
      ? context.vault.openText(product.partyId, product.stateReason, 'note')
      : null;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [ProductActs], { description: 'What the caller may do with it now.' })
  availableActions(@Ctx() context: CatalogContext, @Root() product: ProductRow) {
    return mayManage(context, product)
      ? productLifecycle.available(product, rolesOf(context.actor), context.clock.now())
      : [];
  }
}

@Resolver(() => SkuView)
export class SkuResolver {
  @Tag('partner')
  @Directive(SAME_FOR_STRANGERS)
  @FieldResolver(() => ProductView, { nullable: true })
  product(@Ctx() context: CatalogContext, @Root() sku: SkuRow) {
    return context.loader(productRowsById).load(sku.productId);
  }
  @FieldResolver(() => PriceLabelView, { nullable: true, description: 'The label in force.' })
  label(@Root() sku: SkuRow) {
    return sku.label;
  }
  @FieldResolver(() => [PriceLabelView], { description: 'Every version, newest first (7.3.5.b).' })
  labelHistory(@Ctx() context: CatalogContext, @Root() sku: SkuRow) {
    return labelHistory(context, sku.id);
  }
  @FieldResolver(() => String, { description: '5千克' })
  netText(@Root() sku: SkuRow) {
    return netText(sku);
  }
}

@Resolver(() => ShopView)
export class ShopResolver {
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => ProductConnection, { description: 'What the shop has on sale.' })
  products(@Ctx() context: CatalogContext, @Root() shop: ShopView, @Args(() => PageArgs) page: PageArgs) {
    return productsOnSale(context, { shopId: shop.id }, page);
  }
}
