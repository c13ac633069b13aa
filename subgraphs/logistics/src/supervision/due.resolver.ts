import { readDue } from '@heitu/kit/data/due';
import { dueItemType, type DueItem } from '@heitu/kit/rules/due';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { LogisticsContext } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { logisticsDue as board } from './logistics.due.ts';

const DueItemView = dueItemType(() => PartyStub);

/** What waits for the operator's people in this subgraph, or what they keep an eye on. */
@Resolver()
export class LogisticsDueResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItemView], {
    description:
      'What the carriers are late with, alarms under way, checks that were planned, cash that was not paid back, parcels of recalled lots that are not back; soonest first.',
  })
  logisticsDue(@Ctx() context: LogisticsContext): Promise<DueItem[]> {
    return readDue(context, board);
  }
}
