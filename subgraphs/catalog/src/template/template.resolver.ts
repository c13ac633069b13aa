import { mutationResult } from '@heitu/kit/rules/graphql';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { withRow } from '../answer.ts';
import { categoriesById } from '../category/category.loader.ts';
import { CategoryView } from '../category/category.view.ts';
import type { CatalogContext } from '../context.ts';
import { saveProductTemplate } from './save-product-template.ts';
import { templatesById, templatesFor } from './template.loader.ts';
import { saveProductTemplateRefusals } from './template.refusals.ts';
import { ProductTemplateView, SaveProductTemplateInput } from './template.view.ts';

const saved = mutationResult('SaveProductTemplate', ProductTemplateView, saveProductTemplateRefusals);

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
  @Mutation(() => saved.type)
  async saveProductTemplate(
    @Ctx() context: CatalogContext,
    @Arg('input', () => SaveProductTemplateInput) input: SaveProductTemplateInput,
  ) {
    return saved.of(await withRow(context, await saveProductTemplate(context, input), templatesById));
  }
}
