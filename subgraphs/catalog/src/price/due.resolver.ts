import { readDue } from '@heitu/kit/data/due';
import { DueItem } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { catalogDue as board } from './price.due.ts';

/** What waits for the operator's people in this subgraph. */
@Resolver()
export class CatalogDueResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItem], {
    description: 'Price moves that nobody has looked into yet; soonest first.',
  })
  catalogDue(@Ctx() context: CatalogContext): Promise<DueItem[]> {
    return readDue(context, board);
  }
}
