import { chinaDate } from '@heitu/kit/rules/calendar';
import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Arg, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { holdingOn, indicatorsByCategory } from './indicator.loader.ts';
import { limitText } from './indicator.policy.ts';
import { IndicatorView } from './indicator.view.ts';
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
  @Directive(SAME_FOR_ALL)
  @Directive('@listSize(assumedSize: 20)')
  @Query(() => [IndicatorView], { description: 'What the standards limit of a kind of goods, national limits too.' })
  async indicators(
    @Ctx() context: CatalogContext,
    @Arg('categoryId', () => ID, { description: 'The kind of goods.' }) categoryId: string,
  ) {
    const rows = await context.loader(indicatorsByCategory).load(categoryId);
    return holdingOn(rows, chinaDate(context.clock.now())).map((row) => ({ ...row, limit: limitText(row) }));
  }
}
