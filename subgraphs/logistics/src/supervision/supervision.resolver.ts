import { given } from '@heitu/kit/data/given';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { CheckedItemView, shownItems } from '@heitu/kit/rules/checklist';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { CHECKLISTS } from '@heitu/standard';
import { rolesOf } from '@heitu/kit/rules/actor';
import type { LogisticsContext, RowOf } from '../context.ts';
import { CheckActs, CheckTopics } from '../enums.ts';
import { checkLifecycle } from './check.lifecycle.ts';
import { CHECK_SORTS, visibleChecks } from './check.loader.ts';
import { conductOf } from './conduct.ts';
import type { CheckTopic } from './supervision.policy.ts';
import { ConductFigure, SupervisionCheckConnection, SupervisionCheckView } from './supervision.view.ts';

const CheckPage = sortedArgs('SupervisionCheckSort', CHECK_SORTS);

@Resolver()
export class SupervisionResolver {
  @Query(() => SupervisionCheckConnection, {
    description: 'Newest first, or sorted.',
  })
  supervisionChecks(
    @Ctx() context: LogisticsContext,
    @Args(() => CheckPage) page: SortedPage,
    @Arg('topic', () => CheckTopics, { nullable: true, description: 'Only checks on this topic.' })
    topic?: CheckTopic,
    @Arg('onlyOpen', () => Boolean, {
      defaultValue: false,
      description: 'Those that were not made yet, or found a breach that nothing was done about.',
    })
    onlyOpen = false,
  ) {
    const checks = visibleChecks(context).where((eb) => eb.and(given({ topic })));
    return sortedPage(
      checks.$if(onlyOpen, (query) => query.where('state', '!=', 'closed')),
      page,
      CHECK_SORTS,
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
  @FieldResolver(() => [CheckedItemView], { description: 'Its checklist; before it was made, what is looked at.' })
  items(@Root() { topic, items }: RowOf<'SupervisionCheck'>): CheckedItemView[] {
    return shownItems(CHECKLISTS[topic], items && fromJson(items));
  }
  @FieldResolver(() => [CheckActs], { description: 'What this caller can do now.' })
  availableActions(@Ctx() { actor, clock }: LogisticsContext, @Root() row: RowOf<'SupervisionCheck'>) {
    return checkLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
