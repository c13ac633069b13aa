import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { inStateOf } from '@heitu/kit/rules/lifecycle';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { reconciliationLifecycle } from './case.lifecycle.ts';
import { openCasesByDate, reconciliationPage } from './reconciliation.loader.ts';
import { ReconciliationView, ReconciliationConnection } from './reconciliation.view.ts';

@Resolver()
export class ReconciliationsResolver {
  @Query(() => ReconciliationConnection, {
    description: 'The newest first, or sorted by date, state, ourPaidFen or ourRefundedFen.',
  })
  reconciliations(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('date', () => LocalDate, { nullable: true, description: 'Only the reconciliation of this day, in China.' })
    date?: string,
    @Arg('state', () => String, { nullable: true, description: inStateOf(reconciliationLifecycle) }) state?: string,
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
