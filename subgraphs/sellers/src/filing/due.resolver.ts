import { readDue } from '@heitu/kit/data/due';
import { dueItemType, type DueItem } from '@heitu/kit/rules/due';
import { Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { partiesById } from '../party/party.loader.ts';
import { PartyView } from '../party/party.view.ts';
import { sellersDue as board } from './sellers.due.ts';

const DueItemView = dueItemType(() => PartyView);

/** What waits for the operator's people in this subgraph. */
@Resolver()
export class SellersDueResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItemView], {
    description: 'Applications and questions that wait, and reviews that are soon due; soonest first.',
  })
  sellersDue(@Ctx() context: SellersContext): Promise<DueItem[]> {
    return readDue(context, board);
  }
}
@Resolver(() => DueItemView)
export class DuePartyResolver {
  @FieldResolver()
  party(@Ctx() context: SellersContext, @Root() { party }: DueItem) {
    return party && context.loader(partiesById).load(party.id);
  }
}
