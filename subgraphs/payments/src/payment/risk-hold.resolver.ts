import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { inStateOf } from '@heitu/kit/rules/lifecycle';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { RISK_RULES } from './risk.policy.ts';
import { riskHoldLifecycle } from './risk-hold.lifecycle.ts';
import { riskHoldPage } from './risk-hold.loader.ts';
import { RiskHoldView, RiskHoldConnection } from './risk-hold.view.ts';

@Resolver()
export class RiskHoldsResolver {
  @Query(() => RiskHoldConnection, { description: 'Oldest first, or sorted by openedAt, amountFen or rule.' })
  riskHolds(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true, description: inStateOf(riskHoldLifecycle) }) state?: string,
    @Arg('rule', () => String, {
      nullable: true,
      description: `Only what was held by this rule: ${RISK_RULES.map(({ rule }) => rule).join(', ')}.`,
    })
    rule?: string,
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
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: release, confirm.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() hold: RiskHoldView): string[] {
    // Nobody judges a payment of their own.
    return hold.buyerAccountId === actor.id ? [] : riskHoldLifecycle.available(hold, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => [OrderStub], { description: 'What was to be paid.' })
  orders(@Root() { orderIds }: RiskHoldView): OrderStub[] {
    return (JSON.parse(orderIds ?? '[]') as string[]).map((id) => ({ id }));
  }
}
