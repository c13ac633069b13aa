import { DateTime } from '@heitu/kit/rules/graphql';
import { DelegationWays, Errands } from '../enums.ts';
import type { DelegationWay, Errand } from './delegation.policy.ts';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Delegation', {
  description: "A party's owner lets an agent of a station act for it. Seen by the two of them.",
})
export class DelegationView {
  @Field(() => ID) id: string;
  @Field(() => ID, { description: 'Empty of an errand.' }) partyId: string;
  @Field(() => ID) stationId: string;
  @Field(() => Errands, { nullable: true, description: 'What is done for the person themselves, for a day.' })
  errand: Errand | null;
  @Field(() => DelegationWays, { description: 'Where the owner gave it.' }) way: DelegationWay;
  @Field(() => DateTime, { name: 'grantedAt', nullable: true }) grantedAtMs: number | null;
  @Field(() => DateTime, { name: 'untilAt', description: 'It holds before this moment.' }) untilMs: number;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
}
@ObjectType('StationAgent', { description: 'Somebody whom an owner can let act for them.' })
export class StationAgentView {
  @Field(() => ID) accountId: string;
  @Field({ description: 'Masked.' }) displayName: string;
  @Field(() => ID) stationId: string;
  @Field() stationName: string;
}
@ObjectType('DelegationAsked')
export class DelegationAsked {
  @Field(() => ID, { name: 'delegationId' }) id: string;
  @Field(() => DateTime, { name: 'expiresAt', description: 'The code that the owner got must be entered by then.' })
  expiresAtMs: number;
}
@ObjectType('DelegationSaved')
export class DelegationSaved {
  @Field(() => ID, { name: 'delegationId' }) id: string;
}
@Directive('@inaccessible')
@ObjectType('ErrandForPeer', { description: 'For whom an agent is on an errand, and at which station.' })
export class ErrandForPeer {
  @Field(() => ID) accountId: string;
  @Field() name: string;
  @Field() phone: string;
  @Field() address: string;
  @Field() divisionCode: string;
  @Field(() => ID) stationPartyId: string;
  @Field() stationName: string;
}
@ObjectType('ActingFor')
export class ActingFor {
  @Field({ description: 'Send as `Authorization: Bearer …`. May do what was delegated, nothing else. Shown once.' })
  token: string;
  @Field(() => ID) delegationId: string;
}
