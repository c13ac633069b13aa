import { mutationResult } from '@heitu/kit/rules/graphql';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { accountsById } from '../identity/account.loader.ts';
import { AccountView } from '../identity/account.view.ts';
import { actFor } from './act-for.ts';
import { askDelegation } from './ask-delegation.ts';
import { confirmDelegation } from './confirm-delegation.ts';
import { approvedAgents, listDelegations } from './delegation.loader.ts';
import { delegationActions, stateOf } from './delegation.policy.ts';
import {
  actForRefusals,
  askDelegationRefusals,
  confirmDelegationRefusals,
  endDelegationRefusals,
  grantDelegationRefusals,
} from './delegation.refusals.ts';
import {
  ActForInput,
  ActingFor,
  AskDelegationInput,
  ConfirmDelegationInput,
  DelegationAsked,
  DelegationSaved,
  DelegationView,
  EndDelegationInput,
  GrantDelegationInput,
  StationAgentView,
} from './delegation.view.ts';
import { endDelegation } from './end-delegation.ts';
import { grantDelegation } from './grant-delegation.ts';

const granted = mutationResult('GrantDelegation', DelegationSaved, grantDelegationRefusals);
const asked = mutationResult('AskDelegation', DelegationAsked, askDelegationRefusals);
const confirmed = mutationResult('ConfirmDelegation', DelegationSaved, confirmDelegationRefusals);
const ended = mutationResult('EndDelegation', DelegationSaved, endDelegationRefusals);
const acting = mutationResult('ActFor', ActingFor, actForRefusals);

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
    return stateOf(row, context.clock.now());
  }
  @FieldResolver(() => [String], { description: 'What I can do with it now: end, act-for.' })
  availableActions(@Root() row: Row, @Ctx() { actor, clock }: TrustContext): string[] {
    return delegationActions(row, clock.now(), actor.id);
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

  @Mutation(() => granted.type, { description: "An owner lets a station's agent act for the party until a day." })
  async grantDelegation(
    @Ctx() context: TrustContext,
    @Arg('input', () => GrantDelegationInput) input: GrantDelegationInput,
  ) {
    return granted.of(await grantDelegation(context, input));
  }
  @Mutation(() => asked.type, {
    description:
      'At the station: the owner behind this phone gets a code to read out. The answer does not tell whose phone it is.',
  })
  async askDelegation(@Ctx() context: TrustContext, @Arg('input', () => AskDelegationInput) input: AskDelegationInput) {
    return asked.of(await askDelegation(context, input));
  }
  @Mutation(() => confirmed.type)
  async confirmDelegation(
    @Ctx() context: TrustContext,
    @Arg('input', () => ConfirmDelegationInput) input: ConfirmDelegationInput,
  ) {
    return confirmed.of(await confirmDelegation(context, input));
  }
  @Mutation(() => ended.type, { description: 'Either side, at any time.' })
  async endDelegation(@Ctx() context: TrustContext, @Arg('input', () => EndDelegationInput) input: EndDelegationInput) {
    return ended.of(await endDelegation(context, input));
  }
  @Mutation(() => acting.type, {
    description: "An agent takes up a delegation: the token acts for the owner's party, within the delegated rights.",
  })
  async actFor(@Ctx() context: TrustContext, @Arg('input', () => ActForInput) input: ActForInput) {
    return acting.of(await actFor(context, input));
  }
}
