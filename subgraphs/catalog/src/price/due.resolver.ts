import { readDue } from '@heitu/kit/data/due';
import { dueItemType, type DueItem } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { catalogDue as board } from './price.due.ts';

const DueItemView = dueItemType(() => PartyStub);

/** What waits for the operator's people in this subgraph. */
@Resolver()
export class CatalogDueResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItemView], {
    description:
      'Price moves that nobody has looked into yet, papers of lots that nobody has opened yet; soonest first.',
  })
  catalogDue(@Ctx() context: CatalogContext): Promise<DueItem[]> {
    return readDue(context, board);
  }
}
