import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { BY_WHO_ASKS, SAME_FOR_STRANGERS } from '@heitu/kit/rules/graphql';
import { Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { EndingActs } from '../enums.ts';
import { currentEnding } from './ending.loader.ts';
import { ANNOUNCED, endingLifecycle, ENDERS } from './ending.lifecycle.ts';
import { PlatformEndingView } from './ending.view.ts';

@Resolver(() => PlatformEndingView)
export class PlatformEndingResolver {
  @Directive(SAME_FOR_STRANGERS)
  @Query(() => PlatformEndingView, {
    nullable: true,
    description:
      'The end of the platform that is announced; one that is only put forward is shown to those who decide.',
  })
  async platformEnding(@Ctx() context: TrustContext): Promise<PlatformEndingView | null> {
    const ending = await currentEnding(context);
    if (!ending) return null;
    const isPublic = ANNOUNCED.some((state) => state === ending.state);
    return isPublic || hasRole(context.actor, ...ENDERS) ? ending : null;
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: PlatformEndingView): string {
    return endingLifecycle.texts[state];
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [EndingActs], { description: 'What the caller can do now.' })
  availableActions(
    @Ctx() { actor, clock }: TrustContext,
    @Root() row: PlatformEndingView & { lapsesAtMs: number; proposedBy: string },
  ) {
    const acts = endingLifecycle.available(row, rolesOf(actor), clock.now());
    return row.proposedBy === actor.id ? acts.filter((action) => action !== 'announce') : acts;
  }
}
