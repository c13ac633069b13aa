import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { complaintOf } from './loss.ts';
import type { PaymentsContext } from '../context.ts';
import { CompensationActs, CompensationStates } from '../enums.ts';
import { ComplaintStub } from '../foreign/complaint.stub.ts';
import { orderShown } from '../foreign/order-shown.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { compensationLifecycle, type CompensationState } from './compensation.lifecycle.ts';
import { COMPENSATION_SORTS, compensationPage } from './compensation.loader.ts';
import { CompensationConnection, CompensationView } from './compensation.view.ts';

const CompensationPage = sortedArgs('CompensationSort', COMPENSATION_SORTS);

@Resolver()
export class CompensationsResolver {
  @Query(() => CompensationConnection, { description: 'Newest first, or sorted.' })
  compensations(
    @Ctx() context: PaymentsContext,
    @Args(() => CompensationPage) page: SortedPage,
    @Arg('state', () => CompensationStates, { nullable: true, description: 'Only those in this state.' })
    state?: CompensationState,
    @Arg('complaintId', () => ID, { nullable: true, description: 'Only what this complaint led to.' })
    complaintId?: string,
  ) {
    return compensationPage(context, { state, complaintId }, page);
  }
}

@Resolver(() => CompensationView)
export class CompensationResolver {
  @FieldResolver(() => [CompensationActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() compensation: CompensationView) {
    return compensationLifecycle.available(compensation, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => ComplaintStub, {
    nullable: true,
    description: 'Null where something was lost, and for whoever may not see it.',
  })
  complaint(@Root() of: CompensationView): ComplaintStub | null {
    return complaintOf(of);
  }
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: 'Null for whoever sees the money alone: the right to orders is another.',
  })
  order(@Ctx() { actor }: PaymentsContext, @Root() { orderId }: CompensationView): OrderStub | null {
    return orderShown(actor, orderId, null);
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: CompensationView): PartyStub {
    return { id: partyId };
  }
}
