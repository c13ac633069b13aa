import { Ctx, Query, Resolver } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { allCategories } from './category.loader.ts';
import { CategoryView } from './category.view.ts';

@Resolver(() => CategoryView)
export class CategoryResolver {
  @Query(() => [CategoryView], { description: 'Every kind of goods, in the order of the shelf.' })
  categories(@Ctx() context: CatalogContext): Promise<CategoryView[]> {
    return allCategories(context);
  }
}
