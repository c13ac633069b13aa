import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { ProductView } from '../product/product.view.ts';
import { marketingColumns, productsOfColumn } from './column.loader.ts';
import { MarketingColumnView } from './column.view.ts';

@Resolver(() => MarketingColumnView)
export class ColumnResolver {
  @Directive(SAME_FOR_ALL)
  @Directive('@listSize(assumedSize: 12)')
  @Query(() => [MarketingColumnView], { description: 'The columns of the first page, in their order (6.3).' })
  marketingColumns(@Ctx() context: CatalogContext) {
    return marketingColumns(context);
  }
  @Directive('@listSize(assumedSize: 20)')
  @FieldResolver(() => [ProductView], { description: 'What of it is on sale.' })
  products(@Ctx() context: CatalogContext, @Root() column: MarketingColumnView) {
    return productsOfColumn(context, column);
  }
}
