import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { categoriesById } from '../category/category.loader.ts';
import { CategoryView } from '../category/category.view.ts';
import type { CatalogContext } from '../context.ts';
import { templatesFor } from './template.loader.ts';
import { ProductTemplateView } from './template.view.ts';

@Resolver(() => ProductTemplateView)
export class TemplateResolver {
  @Query(() => [ProductTemplateView], {
    description: 'From which a product is listed with a picture and a price, in the order of the shelf.',
  })
  productTemplates(
    @Ctx() context: CatalogContext,
    @Arg('categoryId', () => ID, { nullable: true, description: 'of a kind or of its parent' }) categoryId?: string,
  ) {
    return templatesFor(context, categoryId);
  }
  @FieldResolver(() => CategoryView)
  category(@Ctx() context: CatalogContext, @Root() { categoryId }: ProductTemplateView) {
    return context.loader(categoriesById).load(categoryId);
  }
}
