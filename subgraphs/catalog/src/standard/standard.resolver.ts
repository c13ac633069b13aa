import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { standardsFor } from './standard.loader.ts';
import { QualityStandardView } from './standard.view.ts';

@Resolver()
export class StandardResolver {
  @Query(() => [QualityStandardView], { description: 'The standards that products may name.' })
  qualityStandards(
    @Ctx() context: CatalogContext,
    @Arg('categoryId', () => ID, { nullable: true, description: 'Only those for this kind of goods.' })
    categoryId?: string,
  ) {
    return standardsFor(context, categoryId);
  }
}
