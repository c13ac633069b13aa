import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { DateTime } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { DepositActs, DepositStates } from '../enums.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { depositLifecycle, type DepositState } from './deposit.lifecycle.ts';
import { DEPOSIT_SORTS, depositPage } from './deposit.loader.ts';
import { DepositConnection, DepositView } from './deposit.view.ts';

const DepositPage = sortedArgs('DepositSort', DEPOSIT_SORTS);

@Resolver()
export class DepositsResolver {
  @Query(() => DepositConnection, { description: 'Newest first, or sorted.' })
  deposits(
    @Ctx() context: PaymentsContext,
    @Args(() => DepositPage) page: SortedPage,
    @Arg('state', () => DepositStates, { nullable: true, description: 'Only deposits in this state.' })
    state?: DepositState,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only the deposit of this party.' }) partyId?: string,
  ) {
    return depositPage(context, { state, partyId }, page);
  }
}

@Resolver(() => DepositView)
export class DepositResolver {
  @FieldResolver(() => [DepositActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() deposit: DepositView) {
    return depositLifecycle.available(deposit, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'By when it has to be filled up; null where it covers what was agreed.',
  })
  dueAt(@Root() deposit: DepositView): number | null {
    return depositLifecycle.dueAtMs(deposit);
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: DepositView): PartyStub {
    return { id: partyId };
  }
}
