import { DateTime } from '@heitu/kit/rules/graphql';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Delegation', {
  description: "A party's owner lets an agent of a station act for it. Seen by the two of them.",
})
export class DelegationView {
  @Field(() => ID) id: string;
  @Field(() => ID) partyId: string;
  @Field(() => ID) stationId: string;
  @Field({ description: 'asked, active, ended (by one of the two, or its day has passed)' }) state: string;
  @Field({ description: "app: given in the owner's app; code: by a code read out at the station" }) way: string;
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
@ObjectType('ActingFor')
export class ActingFor {
  @Field({ description: 'Send as `Authorization: Bearer …`. May do what was delegated, nothing else. Shown once.' })
  token: string;
  @Field(() => ID) delegationId: string;
}
