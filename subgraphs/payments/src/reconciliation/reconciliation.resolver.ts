import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { reconciliationLifecycle, type ReconciliationState } from './case.lifecycle.ts';
import { RECONCILIATION_SORTS, openCasesByDate, reconciliationPage } from './reconciliation.loader.ts';
import { ReconciliationView, ReconciliationConnection } from './reconciliation.view.ts';
import { ReconciliationStates } from '../enums.ts';

const ReconciliationPage = sortedArgs('ReconciliationSort', RECONCILIATION_SORTS);

@Resolver()
export class ReconciliationsResolver {
  @Query(() => ReconciliationConnection, {
    description: 'The newest first, or sorted.',
  })
  reconciliations(
    @Ctx() context: PaymentsContext,
    @Args(() => ReconciliationPage) page: SortedPage,
    @Arg('date', () => LocalDate, { nullable: true, description: 'Only the reconciliation of this day, in China.' })
    date?: string,
    @Arg('state', () => ReconciliationStates, { nullable: true, description: 'Only reconciliations in this state.' })
    state?: ReconciliationState,
  ) {
    return reconciliationPage(context, { date, state }, page);
  }
}

@Resolver(() => ReconciliationView)
export class ReconciliationResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: RowOf<'Reconciliation'>): string {
    return reconciliationLifecycle.texts[state];
  }
  @FieldResolver(() => Int, { description: 'Differences that nobody has settled.' })
  openCaseCount(@Ctx() context: PaymentsContext, @Root() { date }: ReconciliationView) {
    return context.loader(openCasesByDate).load(date);
  }
}
