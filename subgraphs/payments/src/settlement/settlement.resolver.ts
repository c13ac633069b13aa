import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { Tag } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { orderShown } from '../foreign/order-shown.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { settlementLifecycle, type SettlementState } from './settlement.lifecycle.ts';
import { SETTLEMENT_SORTS, settlementPage } from './settlement.loader.ts';
import { SettlementView, SettlementConnection } from './settlement.view.ts';
import { SettlementActs, SettlementStates } from '../enums.ts';

const SettlementPage = sortedArgs('SettlementSort', SETTLEMENT_SORTS);

@Resolver()
export class SettlementsResolver {
  @Tag('partner', 'scope/marketing-accounts')
  @Query(() => SettlementConnection, { description: 'Newest first, or sorted.' })
  settlements(
    @Ctx() context: PaymentsContext,
    @Args(() => SettlementPage) page: SortedPage,
    @Arg('state', () => SettlementStates, { nullable: true, description: 'Only settlements in this state.' })
    state?: SettlementState,
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
    return orderShown(actor, orderId, partyId);
  }
  @FieldResolver(() => [SettlementActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() settlement: SettlementView) {
    return settlementLifecycle.available(settlement, rolesOf(actor), clock.now());
  }
}
