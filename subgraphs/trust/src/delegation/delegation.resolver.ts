import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { accountsById } from '../identity/account.loader.ts';
import { AccountView } from '../identity/account.view.ts';
import { approvedAgents, listDelegations } from './delegation.loader.ts';
import { delegationLifecycle, delegationParts, shownState } from './delegation.lifecycle.ts';
import { DelegationView, StationAgentView } from './delegation.view.ts';

type Row = Awaited<ReturnType<typeof listDelegations>>[number];

@Resolver(() => DelegationView)
export class DelegationResolver {
  @Query(() => [DelegationView], { description: 'Those I gave and those I was given, newest first.' })
  delegations(@Ctx() context: TrustContext) {
    return listDelegations(context);
  }
  @Query(() => [StationAgentView], { description: 'Whom an owner can let act for them: staff of approved stations.' })
  stationAgents(@Ctx() context: TrustContext) {
    return approvedAgents(context).execute();
  }

  @FieldResolver(() => String)
  state(@Root() row: Row, @Ctx() context: TrustContext): string {
    return shownState(row, context.clock.now());
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: Row, @Ctx() context: TrustContext): string {
    return delegationLifecycle.texts[shownState(row, context.clock.now())];
  }
  @FieldResolver(() => [String], { description: 'What I can do with it now: end, act-for.' })
  availableActions(@Root() row: Row, @Ctx() { actor, clock }: TrustContext): string[] {
    return delegationLifecycle.available(row, delegationParts(row, actor.id), clock.now());
  }
  @FieldResolver(() => [String])
  rights(@Root() row: Row): string[] {
    return JSON.parse(row.rights) as string[];
  }
  @FieldResolver(() => AccountView, { nullable: true, description: 'The owner.' })
  delegator(@Root() row: Row, @Ctx() context: TrustContext) {
    return context.loader(accountsById).load(row.delegatorId);
  }
  @FieldResolver(() => AccountView, { nullable: true })
  agent(@Root() row: Row, @Ctx() context: TrustContext) {
    return context.loader(accountsById).load(row.agentId);
  }
}
