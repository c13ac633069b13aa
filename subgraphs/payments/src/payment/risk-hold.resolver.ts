import { fromJson } from '@heitu/kit/rules/typed-json';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import type { RiskRule } from './risk.policy.ts';
import { riskHoldLifecycle, type RiskHoldState } from './risk-hold.lifecycle.ts';
import { RISK_HOLD_SORTS, riskHoldPage } from './risk-hold.loader.ts';
import { RiskHoldView, RiskHoldConnection } from './risk-hold.view.ts';
import { RiskHoldActs, RiskHoldStates, RiskRules } from '../enums.ts';

const RiskHoldPage = sortedArgs('RiskHoldSort', RISK_HOLD_SORTS);

@Resolver()
export class RiskHoldsResolver {
  @Query(() => RiskHoldConnection, { description: 'Oldest first, or sorted.' })
  riskHolds(
    @Ctx() context: PaymentsContext,
    @Args(() => RiskHoldPage) page: SortedPage,
    @Arg('state', () => RiskHoldStates, { nullable: true, description: 'Only holds in this state.' })
    state?: RiskHoldState,
    @Arg('rule', () => RiskRules, { nullable: true, description: 'Only what was held by this rule.' }) rule?: RiskRule,
  ) {
    return riskHoldPage(context, { state, rule }, page);
  }
}

@Resolver(() => RiskHoldView)
export class RiskHoldResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: RowOf<'RiskHold'>): string {
    return riskHoldLifecycle.texts[state];
  }
  @FieldResolver(() => [RiskHoldActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() hold: RiskHoldView) {
    // Nobody judges a payment of their own.
    return hold.buyerAccountId === actor.id ? [] : riskHoldLifecycle.available(hold, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => [OrderStub], { description: 'What was to be paid.' })
  orders(@Root() { orderIds }: RiskHoldView): OrderStub[] {
    return orderIds === null ? [] : fromJson(orderIds).map((id) => ({ id }));
  }
}
