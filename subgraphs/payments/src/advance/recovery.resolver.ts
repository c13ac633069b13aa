import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { inStateOf } from '@heitu/kit/rules/lifecycle';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { recoveryLifecycle } from './advance.lifecycle.ts';
import { recoveryPage } from './recovery.loader.ts';
import { isCollectable, NO_RAIL } from './recovery.policy.ts';
import { RecoveryView, RecoveryConnection } from './recovery.view.ts';

@Resolver()
export class RecoveriesResolver {
  @Query(() => RecoveryConnection, { description: 'Newest first, or sorted by openedAt, amountFen or state.' })
  recoveries(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true, description: inStateOf(recoveryLifecycle) }) state?: string,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only what this party owes.' }) partyId?: string,
  ) {
    return recoveryPage(context, { state, partyId }, page);
  }
}

@Resolver(() => RecoveryView)
export class RecoveryResolver {
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: collect.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() recovery: RecoveryView): string[] {
    const actions = recoveryLifecycle.available(recovery, rolesOf(actor), clock.now());
    return actions.filter((action) => action !== 'collect' || isCollectable(recovery));
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it cannot be collected through the provider, in Chinese; null where it can.',
  })
  notCollectableText(@Root() recovery: RecoveryView): string | null {
    const isOffered = recovery.state !== 'open' || isCollectable(recovery);
    return isOffered ? null : NO_RAIL.message;
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: RecoveryView): PartyStub {
    return { id: partyId };
  }
}
