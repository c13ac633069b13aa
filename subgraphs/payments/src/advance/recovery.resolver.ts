import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { DateTime } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { complaintOf } from '../compensation/loss.ts';
import type { PaymentsContext } from '../context.ts';
import { ComplaintStub } from '../foreign/complaint.stub.ts';
import { orderShown } from '../foreign/order-shown.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { recoveryLifecycle, type RecoveryState } from './advance.lifecycle.ts';
import { isOwedTo, RECOVERY_SORTS, recoveryPage, recoveryParts } from './recovery.loader.ts';
import { nextOf } from './next-of-recovery.ts';
import {
  asksCreditor,
  BUYER_DEBTOR,
  BUYER_DEBTOR_TEXT,
  notCollectedText,
  PLATFORM_CREDITOR,
} from './recovery.policy.ts';
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
    @Arg('toAnswer', () => Boolean, {
      nullable: true,
      description:
        "Only what is owed to the caller's party and finance proposes an end for that the party has not agreed to.",
    })
    toAnswer?: boolean,
  ) {
    return recoveryPage(context, { state, partyId, toAnswer }, page);
  }
}

@Resolver(() => RecoveryView)
export class RecoveryResolver {
  @FieldResolver(() => [RecoveryActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() recovery: RecoveryView) {
    const actions = recoveryLifecycle.available(recovery, recoveryParts(actor, recovery), clock.now());
    const isReturnable = recovery.rail === 'return';
    const isAgreed = !asksCreditor(recovery) || recovery.creditorAgreedAtMs !== null;
    return actions.filter((action) => {
      if (action === 'collect') return isReturnable && !recovery.waitsForBuyer;
      return action === 'end' ? isAgreed && recovery.proposedBy !== actor.id : !isReturnable;
    });
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why finance cannot collect it by hand, in Chinese; null where it can.',
  })
  notCollectableText(@Root() recovery: RecoveryView): string | null {
    return recovery.state === 'open' ? notCollectedText(recovery) : null;
  }
  @FieldResolver(() => Boolean, {
    description: "Whether it is owed to the caller's party; else it owes it, or oversees it.",
  })
  isOwedToCaller(@Ctx() { actor }: PaymentsContext, @Root() recovery: RecoveryView): boolean {
    return isOwedTo(actor, recovery);
  }
  @FieldResolver(() => String, { nullable: true, description: 'What happens next, in Chinese; null where it is over.' })
  nextText(@Ctx() { actor }: PaymentsContext, @Root() recovery: RecoveryView): string | null {
    return nextOf(recovery, isOwedTo(actor, recovery))?.text ?? null;
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when that is; null where no day is set.' })
  nextAt(@Root() recovery: RecoveryView): number | null {
    return nextOf(recovery, false)?.atMs ?? null;
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
