import { SAME_FOR_ALL } from '@heitu/kit/graphql';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { allCategories } from './category.loader.ts';
import { CategoryView } from './category.view.ts';

@Resolver(() => CategoryView)
export class CategoryResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => [CategoryView], { description: 'Every kind of goods, in the order of the shelf.' })
  categories(@Ctx() context: CatalogContext): Promise<CategoryView[]> {
    return allCategories(context);
  }
}
