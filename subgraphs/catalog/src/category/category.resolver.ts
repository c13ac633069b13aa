import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { allCategories } from './category.loader.ts';
import { papersOfCategory } from '../lot/lot.policy.ts';
import { SelfCheckItemView } from '../lot/lot.view.ts';
import { ownLookForm } from '../lot/self-check.policy.ts';
import { CategoryPaperView, CategoryView } from './category.view.ts';

@Resolver(() => CategoryView)
export class CategoryResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => [CategoryView], { description: 'Every kind of goods, in the order of the shelf.' })
  categories(@Ctx() context: CatalogContext): Promise<CategoryView[]> {
    return allCategories(context);
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => [CategoryPaperView], { description: 'Which papers each lot of it must have (7.3.2.a-c).' })
  papers(@Root() category: CategoryView): CategoryPaperView[] {
    return papersOfCategory(category);
  }
  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => [SelfCheckItemView], {
    nullable: true,
    description: "The form of a look at one's own goods; null where the law asks for a report.",
  })
  selfCheckForm(@Root() category: CategoryView): SelfCheckItemView[] | null {
    return ownLookForm(category);
  }
}
