import { readDue } from '@heitu/kit/data/due';
import { dueItemType, type DueItem } from '@heitu/kit/rules/due';
import { DateTime } from '@heitu/kit/rules/graphql';
import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import { trustDue as board } from './trust.due.ts';

const DueItemView = dueItemType(() => PartyStub);

/** What waits for people in this subgraph. */
@Resolver()
export class TrustDueResolver {
  @Query(() => DateTime, {
    description: "What time it is for the platform, for whose deadlines a device's own clock is no measure.",
  })
  platformTime(@Ctx() context: TrustContext): number {
    return context.clock.now();
  }
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [DueItemView], {
    description: 'What waits for those who run, mediate and supervise, by their roles; soonest first.',
  })
  trustDue(@Ctx() context: TrustContext): Promise<DueItem[]> {
    return readDue(context, board);
  }
}
