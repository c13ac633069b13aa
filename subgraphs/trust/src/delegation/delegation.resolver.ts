import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { StaffRights } from '@heitu/kit/rules/shared-enums';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { TrustContext } from '../context.ts';
import { DelegationActs, DelegationStates, Errands } from '../enums.ts';
import { accountsById } from '../identity/account.loader.ts';
import { AccountView } from '../identity/account.view.ts';
import { approvedAgents, listDelegations } from './delegation.loader.ts';
import { delegationLifecycle, delegationParts, shownState, type DelegationState } from './delegation.lifecycle.ts';
import type { Errand } from './delegation.policy.ts';
import { DelegationView, ErrandForPeer, StationAgentView } from './delegation.view.ts';
import { errandUnderWay, personOf } from './errand.loader.ts';

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

  @Directive('@inaccessible')
  @Query(() => ErrandForPeer, {
    nullable: true,
    description: 'For whom this agent is on this errand now, by their own word; null where it is none, or has ended.',
  })
  errandUnderWay(
    @Ctx() context: TrustContext,
    @Arg('errandId', () => ID) errandId: string,
    @Arg('agentAccountId', () => ID) agentAccountId: string,
    @Arg('errand', () => Errands) errand: Errand,
  ): Promise<ErrandForPeer | null> {
    return errandUnderWay(context, errandId, agentAccountId, errand);
  }

  @FieldResolver(() => DelegationStates, { description: 'One whose day has passed has ended.' })
  state(@Root() row: Row, @Ctx() context: TrustContext): DelegationState {
    return shownState(row, context.clock.now());
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: Row, @Ctx() context: TrustContext): string {
    return delegationLifecycle.texts[shownState(row, context.clock.now())];
  }
  @FieldResolver(() => [DelegationActs], { description: 'What I can do with it now.' })
  availableActions(@Root() row: Row, @Ctx() { actor, clock }: TrustContext) {
    return delegationLifecycle.available(row, delegationParts(row, actor.id), clock.now());
  }
  @FieldResolver(() => String, { nullable: true, description: 'Of an errand that is not over: for whom, by name.' })
  async forWhom(@Root() row: Row, @Ctx() context: TrustContext): Promise<string | null> {
    return row.errand && ((await personOf(context, row))?.name ?? null);
  }
  @FieldResolver(() => [StaffRights])
  rights(@Root() row: Row) {
    return fromJson(row.rights);
  }
  @FieldResolver(() => AccountView, {
    nullable: true,
    description: 'The owner. Null before their word: whether a number has an account is nobody’s to know.',
  })
  delegator(@Root() row: Row, @Ctx() context: TrustContext) {
    return row.grantedAtMs === null ? null : context.loader(accountsById).load(row.delegatorId);
  }
  @FieldResolver(() => AccountView, { nullable: true })
  agent(@Root() row: Row, @Ctx() context: TrustContext) {
    return context.loader(accountsById).load(row.agentId);
  }
}
