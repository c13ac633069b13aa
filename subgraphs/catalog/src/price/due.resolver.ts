import { DUE_OF_A_KIND_MAX, dueItems, DueItem, soonestFirst } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { CatalogContext } from '../context.ts';

/** What waits for the operator's people in this subgraph. */
@Resolver()
export class CatalogDueResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItem], { description: 'Price moves that nobody has looked into yet; the oldest first.' })
  async catalogDue(@Ctx() context: CatalogContext): Promise<DueItem[]> {
    const rows = await context.rows
      .selectFrom('PriceFlag as flag')
      .innerJoin('Sku as sku', 'sku.id', 'flag.skuId')
      .innerJoin('Product as product', 'product.id', 'sku.productId')
      .select(['flag.id', 'product.title', 'flag.raisedAtMs as sinceMs'])
      .where('flag.state', '=', 'open')
      .orderBy('flag.raisedAtMs')
      .orderBy('flag.id')
      .limit(DUE_OF_A_KIND_MAX)
      .execute();
    return soonestFirst(dueItems(context.clock.now(), 'price-flag', '6.5.c', rows));
  }
}
