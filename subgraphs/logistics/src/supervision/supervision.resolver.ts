import { SortedPageArgs, sortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import type { LogisticsContext, RowOf } from '../context.ts';
import { checkLifecycle } from './check.lifecycle.ts';
import { visibleChecks } from './check.loader.ts';
import { conductOf } from './conduct.ts';
import { SUPERVISION_TOPIC_CODES } from './supervision.policy.ts';
import { ConductFigure, SupervisionCheckConnection, SupervisionCheckView } from './supervision.view.ts';

@Resolver()
export class SupervisionResolver {
  @Query(() => SupervisionCheckConnection, {
    description: 'Newest first, or sorted by createdAt, plannedFor or topic.',
  })
  supervisionChecks(
    @Ctx() context: LogisticsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('topic', () => String, {
      nullable: true,
      description: `Only checks on this topic: ${SUPERVISION_TOPIC_CODES.join(', ')}.`,
    })
    topic?: string,
    @Arg('onlyOpen', () => Boolean, {
      defaultValue: false,
      description: 'Those that were not made yet, or found a breach that nothing was done about.',
    })
    onlyOpen = false,
  ) {
    const checks = visibleChecks(context).$if(!!topic, (query) => query.where('topic', '=', topic!));
    return sortedPage(
      checks.$if(onlyOpen, (query) => query.where('state', '!=', 'closed')),
      page,
      { createdAt: 'createdAtMs', plannedFor: { text: 'plannedFor' }, topic: { text: 'topic' } },
      { by: 'createdAt', descending: true },
    );
  }
  @Directive('@inaccessible')
  @Query(() => [ConductFigure])
  logisticsConduct(
    @Ctx() context: LogisticsContext,
    @Arg('fromMs', () => String) fromMs: string,
    @Arg('toMs', () => String) toMs: string,
  ): Promise<ConductFigure[]> {
    return conductOf(context, Number(fromMs), Number(toMs));
  }
}

@Resolver(() => SupervisionCheckView)
export class SupervisionCheckResolver {
  @FieldResolver(() => [String], { description: 'What this caller can do now: record what it found, settle a breach.' })
  availableActions(@Ctx() { actor, clock }: LogisticsContext, @Root() row: RowOf<'SupervisionCheck'>): string[] {
    return checkLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
