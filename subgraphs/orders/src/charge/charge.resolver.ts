import { rolesOf } from '@heitu/kit/rules/actor';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { OrdersContext, Row } from '../context.ts';
import { ChargeDifferenceActs, ChargeDifferenceStates, ChargeFindings } from '../enums.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import { ordersById } from '../order/order.loader.ts';
import { OrderView } from '../order/order.view.ts';
import { chargeDifferenceLifecycle, type ChargeDifferenceState } from './charge.lifecycle.ts';
import { CHARGE_DAY_SORTS, CHARGE_DIFFERENCE_SORTS, chargeDaysPage, chargeDifferencesPage } from './charge.loader.ts';
import type { ChargeFinding } from './charge.kinds.ts';
import { ChargeDayConnection, ChargeDayView, ChargeDifferenceConnection, ChargeDifferenceView } from './charge.view.ts';

const DayPage = sortedArgs('ChargeDaySort', CHARGE_DAY_SORTS);
const DifferencePage = sortedArgs('ChargeDifferenceSort', CHARGE_DIFFERENCE_SORTS);

@Resolver(() => ChargeDayView)
export class ChargeDayResolver {
  @Query(() => ChargeDayConnection, { description: 'Each day’s comparison of what was charged; the newest day first.' })
  chargeDays(@Ctx() context: OrdersContext, @Args(() => DayPage) page: SortedPage) {
    return chargeDaysPage(context, page);
  }
}

@Resolver(() => ChargeDifferenceView)
export class ChargeDifferenceResolver {
  @Query(() => ChargeDifferenceConnection, { description: 'Charges that differ; found last first, or sorted.' })
  chargeDifferences(
    @Ctx() context: OrdersContext,
    @Args(() => DifferencePage) page: SortedPage,
    @Arg('date', () => LocalDate, { nullable: true, description: 'Only of orders of this day in China.' })
    date?: string,
    @Arg('finding', () => ChargeFindings, { nullable: true, description: 'Only what was found so.' })
    finding?: ChargeFinding,
    @Arg('state', () => ChargeDifferenceStates, { nullable: true, description: 'Only what stands so.' })
    state?: ChargeDifferenceState,
  ) {
    return chargeDifferencesPage(context, { date, finding, state }, page);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: Row<'ChargeDifference'>): string {
    return chargeDifferenceLifecycle.texts[row.state];
  }
  @FieldResolver(() => OrderView, { nullable: true })
  order(@Ctx() context: OrdersContext, @Root() { orderId }: Row<'ChargeDifference'>) {
    return context.loader(ordersById).load(orderId);
  }
  @FieldResolver(() => PartyStub)
  seller(@Root() { partyId }: Row<'ChargeDifference'>): PartyStub {
    return { id: partyId };
  }
  @FieldResolver(() => PartyStub, { nullable: true })
  receiver(@Root() { receiverPartyId: id }: Row<'ChargeDifference'>): PartyStub | null {
    return id === null ? null : { id };
  }
  @FieldResolver(() => [ChargeDifferenceActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: OrdersContext, @Root() row: Row<'ChargeDifference'>) {
    return chargeDifferenceLifecycle.available(row, rolesOf(actor), clock.now());
  }
}
