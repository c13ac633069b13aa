import { readDue } from '@heitu/kit/data/due';
import { DueItem } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { sellersDue as board } from './sellers.due.ts';

/** What waits for the operator's people in this subgraph. */
@Resolver()
export class SellersDueResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItem], {
    description: 'Applications and questions that wait, and reviews that are soon due; soonest first.',
  })
  sellersDue(@Ctx() context: SellersContext): Promise<DueItem[]> {
    return readDue(context, board);
  }
}
