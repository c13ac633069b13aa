import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { ProfitShareStates, ShareKinds, ShareReturnActs, ShareReturnStates } from '../enums.ts';
import { orderShown } from '../foreign/order-shown.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { shareReturnLifecycle, type ShareReturnState, type ShareState } from './share.lifecycle.ts';
import { PROFIT_SHARE_SORTS, profitSharePage, SHARE_RETURN_SORTS, shareReturnPage } from './share.loader.ts';
import { PLATFORM_PARTY, type ShareKind } from './share.policy.ts';
import { ProfitShareConnection, ProfitShareView, ShareReturnConnection, ShareReturnView } from './share.view.ts';

const ProfitSharePage = sortedArgs('ProfitShareSort', PROFIT_SHARE_SORTS);
const ShareReturnPage = sortedArgs('ShareReturnSort', SHARE_RETURN_SORTS);

@Resolver()
export class ProfitSharesResolver {
  @Query(() => ProfitShareConnection, {
    description: "Of my orders, and what I get of others'; newest first, or sorted.",
  })
  profitShares(
    @Ctx() context: PaymentsContext,
    @Args(() => ProfitSharePage) page: SortedPage,
    @Arg('kind', () => ShareKinds, { nullable: true, description: 'Only shares of this kind.' }) kind?: ShareKind,
    @Arg('state', () => ProfitShareStates, { nullable: true, description: 'Only shares in this state.' })
    state?: ShareState,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only what this party gives or gets.' }) partyId?: string,
  ) {
    return profitSharePage(context, { kind, state, partyId }, page);
  }
  @Query(() => ShareReturnConnection, {
    description: 'What came back to me of shares, and what I gave back; newest first, or sorted.',
  })
  shareReturns(
    @Ctx() context: PaymentsContext,
    @Args(() => ShareReturnPage) page: SortedPage,
    @Arg('state', () => ShareReturnStates, { nullable: true, description: 'Only returns in this state.' })
    state?: ShareReturnState,
  ) {
    return shareReturnPage(context, { state }, page);
  }
}

const partyOf = (id: string): PartyStub | null => (id === PLATFORM_PARTY ? null : { id });

@Resolver(() => ProfitShareView)
export class ProfitShareResolver {
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: 'Null for whoever sees the money alone: the right to orders is another.',
  })
  order(@Ctx() { actor }: PaymentsContext, @Root() { orderId, payerPartyId }: ProfitShareView): OrderStub | null {
    return orderShown(actor, orderId, payerPartyId);
  }
  @FieldResolver(() => PartyStub, { description: 'Whose order it is.' })
  payer(@Root() { payerPartyId }: ProfitShareView): PartyStub {
    return { id: payerPartyId };
  }
  @FieldResolver(() => PartyStub, { nullable: true, description: "Who gets it; null for the platform's own." })
  party(@Root() { partyId }: ProfitShareView): PartyStub | null {
    return partyOf(partyId);
  }
}

@Resolver(() => ShareReturnView)
export class ShareReturnResolver {
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: 'Null for whoever sees the money alone: the right to orders is another.',
  })
  order(@Ctx() { actor }: PaymentsContext, @Root() { orderId, payerPartyId }: ShareReturnView): OrderStub | null {
    return orderShown(actor, orderId, payerPartyId);
  }
  @FieldResolver(() => PartyStub, { description: 'To whom it goes back.' })
  payer(@Root() { payerPartyId }: ShareReturnView): PartyStub {
    return { id: payerPartyId };
  }
  @FieldResolver(() => PartyStub, { nullable: true, description: "From whom; null for the platform's own." })
  party(@Root() { partyId }: ShareReturnView): PartyStub | null {
    return partyOf(partyId);
  }
  @FieldResolver(() => [ShareReturnActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() back: ShareReturnView) {
    return shareReturnLifecycle.available(back, rolesOf(actor), clock.now());
  }
}
