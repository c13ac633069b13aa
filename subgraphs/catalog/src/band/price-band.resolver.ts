import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { categoriesById } from '../category/category.loader.ts';
import { CategoryView } from '../category/category.view.ts';
import type { CatalogContext } from '../context.ts';
import { bandsOfCategories, currentBands } from './price-band.loader.ts';
import { bandText } from './price-band.policy.ts';
import { PriceBandView } from './price-band.view.ts';

@Resolver(() => PriceBandView)
export class PriceBandResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => [PriceBandView], {
    description: 'Government documents on prices, in force and to come, by kind of goods; at most 200.',
  })
  priceBands(@Ctx() context: CatalogContext) {
    return currentBands(context);
  }
  @FieldResolver(() => CategoryView)
  category(@Ctx() context: CatalogContext, @Root() { categoryId }: PriceBandView) {
    return context.loader(categoriesById).load(categoryId);
  }
  @FieldResolver(() => String, { description: 'All of it in one line, as whoever sets a price reads it.' })
  summary(@Root() band: PriceBandView): string {
    return bandText(band);
  }
}

@Resolver(() => CategoryView)
export class BandOfCategoryResolver {
  @FieldResolver(() => PriceBandView, {
    nullable: true,
    description: 'The government document that binds the price of such goods now; null where none does.',
  })
  priceBand(@Ctx() context: CatalogContext, @Root() { id }: CategoryView) {
    return context.loader(bandsOfCategories).load(id);
  }
}
