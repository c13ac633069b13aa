import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { complaintOf } from '../compensation/loss.ts';
import type { PaymentsContext } from '../context.ts';
import { ComplaintStub } from '../foreign/complaint.stub.ts';
import { orderShown } from '../foreign/order-shown.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { recoveryLifecycle, type RecoveryState } from './advance.lifecycle.ts';
import { RECOVERY_SORTS, recoveryPage } from './recovery.loader.ts';
import { notCollectedBy } from './recovery.policy.ts';
import { RecoveryView, RecoveryConnection } from './recovery.view.ts';
import { RecoveryActs, RecoveryStates } from '../enums.ts';

const RecoveryPage = sortedArgs('RecoverySort', RECOVERY_SORTS);

@Resolver()
export class RecoveriesResolver {
  @Query(() => RecoveryConnection, { description: 'Newest first, or sorted.' })
  recoveries(
    @Ctx() context: PaymentsContext,
    @Args(() => RecoveryPage) page: SortedPage,
    @Arg('state', () => RecoveryStates, { nullable: true, description: 'Only recoveries in this state.' })
    state?: RecoveryState,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only what this party owes.' }) partyId?: string,
  ) {
    return recoveryPage(context, { state, partyId }, page);
  }
}

@Resolver(() => RecoveryView)
export class RecoveryResolver {
  @FieldResolver(() => [RecoveryActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() recovery: RecoveryView) {
    const actions = recoveryLifecycle.available(recovery, rolesOf(actor), clock.now());
    return actions.filter((action) => action !== 'collect' || recovery.rail === 'return');
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why finance cannot collect it by hand, in Chinese; null where it can.',
  })
  notCollectableText(@Root() recovery: RecoveryView): string | null {
    return recovery.state === 'open' ? (notCollectedBy(recovery.rail)?.message ?? null) : null;
  }
  @FieldResolver(() => ComplaintStub, {
    nullable: true,
    description: 'What it was advanced for; null where something was lost, and for whoever may not see it.',
  })
  complaint(@Root() of: RecoveryView): ComplaintStub | null {
    return complaintOf(of);
  }
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: 'Null for whoever sees the money alone: the right to orders is another.',
  })
  order(@Ctx() { actor }: PaymentsContext, @Root() { orderId, sellerPartyId }: RecoveryView): OrderStub | null {
    return orderShown(actor, orderId, sellerPartyId);
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: RecoveryView): PartyStub {
    return { id: partyId };
  }
}
