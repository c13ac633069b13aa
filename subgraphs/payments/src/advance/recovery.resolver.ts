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
import { BUYER_DEBTOR, BUYER_DEBTOR_TEXT, notCollectedText, PLATFORM_CREDITOR } from './recovery.policy.ts';
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
    const isReturnable = recovery.rail === 'return';
    return actions.filter((action) =>
      action === 'end' ? recovery.proposedBy !== actor.id : isReturnable === (action === 'collect'),
    );
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why finance cannot collect it by hand, in Chinese; null where it can.',
  })
  notCollectableText(@Root() recovery: RecoveryView): string | null {
    return recovery.state === 'open' ? notCollectedText(recovery) : null;
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
  @FieldResolver(() => PartyStub, { nullable: true, description: 'Null where a buyer was paid twice.' })
  party(@Root() { partyId }: RecoveryView): PartyStub | null {
    return partyId === BUYER_DEBTOR ? null : { id: partyId };
  }
  @FieldResolver(() => String, { nullable: true, description: 'Who owes it where no party does, in Chinese.' })
  debtorText(@Root() { partyId }: RecoveryView): string | null {
    return partyId === BUYER_DEBTOR ? BUYER_DEBTOR_TEXT : null;
  }
  @FieldResolver(() => PartyStub, { nullable: true, description: 'The seller who is owed it; null: the platform.' })
  creditor(@Root() { creditorPartyId }: RecoveryView): PartyStub | null {
    return creditorPartyId === PLATFORM_CREDITOR ? null : { id: creditorPartyId };
  }
}
