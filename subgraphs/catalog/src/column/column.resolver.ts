import { mutationResult, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { withRow } from '../answer.ts';
import type { CatalogContext } from '../context.ts';
import { ProductView } from '../product/product.view.ts';
import { columnsById, marketingColumns, productsOfColumn } from './column.loader.ts';
import { removeMarketingColumnRefusals, saveMarketingColumnRefusals } from './column.refusals.ts';
import {
  MarketingColumnRemoved,
  MarketingColumnView,
  RemoveMarketingColumnInput,
  SaveMarketingColumnInput,
} from './column.view.ts';
import { removeMarketingColumn } from './remove-column.ts';
import { saveMarketingColumn } from './save-column.ts';

const saved = mutationResult('SaveMarketingColumn', MarketingColumnView, saveMarketingColumnRefusals);
const removed = mutationResult('RemoveMarketingColumn', MarketingColumnRemoved, removeMarketingColumnRefusals);

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
  @Mutation(() => saved.type)
  async saveMarketingColumn(
    @Ctx() context: CatalogContext,
    @Arg('input', () => SaveMarketingColumnInput) input: SaveMarketingColumnInput,
  ) {
    return saved.of(await withRow(context, await saveMarketingColumn(context, input), columnsById));
  }
  @Mutation(() => removed.type)
  async removeMarketingColumn(
    @Ctx() context: CatalogContext,
    @Arg('input', () => RemoveMarketingColumnInput) input: RemoveMarketingColumnInput,
  ) {
    return removed.of(await removeMarketingColumn(context, input));
  }
}
