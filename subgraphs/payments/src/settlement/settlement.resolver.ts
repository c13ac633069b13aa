import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { hasRole, partiesFor, rolesOf } from '@heitu/kit/rules/actor';
import { inStateOf } from '@heitu/kit/rules/lifecycle';
import { Tag } from '@heitu/kit/rules/graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import { OVERSEERS } from '@heitu/standard';
import type { PaymentsContext } from '../context.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { SELLER_ROLES } from '@heitu/standard';
import { settlementLifecycle } from './settlement.lifecycle.ts';
import { settlementPage } from './settlement.loader.ts';
import { SettlementView, SettlementConnection } from './settlement.view.ts';

@Resolver()
export class SettlementsResolver {
  @Tag('partner', 'scope/marketing-accounts')
  @Query(() => SettlementConnection, { description: 'Newest first, or sorted by createdAt or netFen.' })
  settlements(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true, description: inStateOf(settlementLifecycle) }) state?: string,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only those of this seller.' }) partyId?: string,
  ) {
    return settlementPage(context, { state, partyId }, page);
  }
}

@Resolver(() => SettlementView)
export class SettlementResolver {
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: SettlementView): PartyStub {
    return { id: partyId };
  }
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: 'Null for whoever sees the money alone: the right to orders is another.',
  })
  order(@Ctx() { actor }: PaymentsContext, @Root() { orderId, partyId }: SettlementView): OrderStub | null {
    const sees = hasRole(actor, ...OVERSEERS.orders) || partiesFor(actor, SELLER_ROLES, 'orders').includes(partyId);
    return sees ? { id: orderId } : null;
  }
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: retry.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() settlement: SettlementView): string[] {
    return settlementLifecycle.available(settlement, rolesOf(actor), clock.now());
  }
}
