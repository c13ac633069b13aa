import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { BooksMonthActs, BooksMonthStates } from '../enums.ts';
import { namesOfAccounts } from '../peers.ts';
import { booksMonthLifecycle, type BooksMonthAct, type BooksMonthState } from './month.lifecycle.ts';
import { BOOKS_MONTH_SORTS, booksMonthPage, lateByMonth, whyOpenByMonth } from './month.loader.ts';
import { BooksMonthConnection, BooksMonthView } from './month.view.ts';

const BooksMonthPage = sortedArgs('BooksMonthSort', BOOKS_MONTH_SORTS);

@Resolver()
export class BooksMonthsResolver {
  @Query(() => BooksMonthConnection, { description: 'The months that are over. The newest first, or sorted.' })
  booksMonths(
    @Ctx() context: PaymentsContext,
    @Args(() => BooksMonthPage) page: SortedPage,
    @Arg('state', () => BooksMonthStates, { nullable: true, description: 'Only months in this state.' })
    state?: BooksMonthState,
  ) {
    return booksMonthPage(context, { state }, page);
  }
}

@Resolver(() => BooksMonthView)
export class BooksMonthResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: BooksMonthView): string {
    return booksMonthLifecycle.texts[state];
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who proposed to close it, or to open it again. Masked.',
  })
  proposedByName(@Ctx() context: PaymentsContext, @Root() { proposedBy }: BooksMonthView) {
    return proposedBy ? context.loader(namesOfAccounts).load(proposedBy) : null;
  }
  @FieldResolver(() => String, { nullable: true, description: 'Why an open month cannot be closed yet, in Chinese.' })
  whyOpen(@Ctx() context: PaymentsContext, @Root() { month, state }: BooksMonthView) {
    return state === 'open' ? context.loader(whyOpenByMonth).load(month) : null;
  }
  @FieldResolver(() => Int, { description: 'Bookings of later months that belong to it.' })
  lateCount(@Ctx() context: PaymentsContext, @Root() { month }: BooksMonthView) {
    return context.loader(lateByMonth).load(month);
  }
  @FieldResolver(() => [BooksMonthActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: PaymentsContext, @Root() of: BooksMonthView): Promise<BooksMonthAct[]> {
    const actions = booksMonthLifecycle.available(of, rolesOf(context.actor), context.clock.now());
    // Whoever proposed it may only take it back.
    if (of.proposedBy === context.actor.id) return actions.filter((action) => !action.startsWith('confirm'));
    if (!actions.includes('close')) return actions;
    return (await context.loader(whyOpenByMonth).load(of.month)) ? [] : actions;
  }
}
