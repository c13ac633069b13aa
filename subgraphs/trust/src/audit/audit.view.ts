import { connectionOf, DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import type { Actor } from '@heitu/kit/rules/actor';
import { Roles, Subgraphs } from '@heitu/kit/rules/shared-enums';
import type { Role, SubgraphName } from '@heitu/standard';
import { ActorKinds, ActOutcomes, AuditKinds, AuditProblemKinds } from '../enums.ts';
import type { ChainProblemKind } from './chain.policy.ts';
import type { ActOutcome, AuditKind } from './entry.policy.ts';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('AuditSubject')
export class AuditSubjectView {
  @Field({ name: 'thing', description: "What it was done to: the row's kind, as its room calls it." }) type: string;
  @Field() id: string;
  @Field(() => String, { nullable: true }) clause?: string;
  @Field(() => String, { nullable: true }) reason?: string;
}
@ObjectType('AuditedRead')
export class AuditedReadView {
  @Field({ description: 'The account, or the party or supplier that the data was filed for.' }) subjectId: string;
  @Field(() => [String]) fields: string[];
}
@ObjectType('AuditEntry', {
  description: "One act, done or refused, or one look at others' personal data: who, what, when, from where, why.",
})
export class AuditEntryView {
  @Field(() => ID) id: string;
  @Field(() => Subgraphs, { description: 'The subgraph that reported it.' }) sender: SubgraphName;
  @Field(() => AuditKinds) kind: AuditKind;
  @Field() operation: string;
  @Field(() => ActOutcomes) outcome: ActOutcome;
  @Field(() => String, { nullable: true, description: 'Why it was refused.' }) code: string | null;
  @Field(() => String, { nullable: true }) clause: string | null;
  @Field() requestId: string;
  @Field(() => ActorKinds) actorKind: Actor['kind'];
  @Field() actorId: string;
  @Field(() => [Roles], { description: 'Those by which it was let in.' }) roles: Role[];
  @Field({ description: 'The parties that these roles are held for.' }) parties: string;
  @Field(() => String, { nullable: true }) sessionId: string | null;
  @Field(() => String, { nullable: true, description: 'The address that the gateway saw.' }) origin: string | null;
  @Field(() => String, { nullable: true }) delegationId: string | null;
  @Field(() => String, { nullable: true, description: "For whom it was done, by that person's leave." }) delegatorId:
    | string
    | null;
  @Field(() => [AuditedReadView]) reads: AuditedReadView[];
  @Field(() => [AuditSubjectView]) subjects: AuditSubjectView[];
  @Field(() => DateTime, { name: 'at' }) atMs: number;
  @Field({ description: 'Already in the chain.' }) sealed: boolean;
}
export const AuditEntryConnection = connectionOf('AuditEntry', AuditEntryView);

@ObjectType('AuditProblem')
export class AuditProblemView {
  @Field(() => SafeInt, { nullable: true, description: 'The link; null where an entry never had one.' }) sequence:
    | number
    | null;
  @Field(() => String, { nullable: true }) entryId: string | null;
  @Field(() => AuditProblemKinds) kind: ChainProblemKind;
  @Field({ description: 'Chinese.' }) text: string;
}
@ObjectType('AuditCheck')
export class AuditCheckView {
  @Field(() => SafeInt) from: number;
  @Field(() => SafeInt) verifiedTo: number;
  @Field(() => SafeInt) total: number;
  @Field() intact: boolean;
  @Field(() => SafeInt) problemCount: number;
  @Field(() => SafeInt, {
    nullable: true,
    description:
      'The first link under the signature of a known key; null where none is yet. The hashes of earlier links are covered from then on.',
  })
  signedFrom: number | null;
  @Field(() => [AuditProblemView]) problems: AuditProblemView[];
}

@ObjectType('AuditAnchor', {
  description:
    'Where the audit chain ended on a day, signed. Whoever keeps a copy can show later whether the chain was rewritten.',
})
export class AuditAnchorView {
  @Field(() => LocalDate, { name: 'date' }) on: string;
  @Field(() => SafeInt) sequence: number;
  @Field() hash: string;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
  @Field() signedBy: string;
  @Field({ description: 'Ed25519, SPKI, base64url; to be compared with the one that was told beforehand.' })
  publicKey: string;
  @Field({ description: 'base64url, over the lines "heitu audit head", date, sequence, hash, at in milliseconds.' })
  signature: string;
}
export const AuditAnchorConnection = connectionOf('AuditAnchor', AuditAnchorView);
@ObjectType('PersonalDataLook', { description: 'Somebody else looked at my data, or was refused.' })
export class PersonalDataLookView {
  @Field(() => ID) id: string;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
  @Field({ description: "The seller's or carrier's name, the operator, or the platform itself." }) organisation: string;
  @Field(() => [Roles], { description: 'None for the platform itself.' }) roles: Role[];
  @Field(() => String, { nullable: true, description: 'The person, masked.' }) reader: string | null;
  @Field(() => String, { nullable: true, description: 'For whom the person acted, masked.' }) onBehalfOf: string | null;
  @Field(() => [String], { description: 'What was shown, Chinese.' }) fields: string[];
  @Field({ description: 'What for, Chinese.' }) operation: string;
  @Field(() => String, { nullable: true }) clause: string | null;
  @Field() refused: boolean;
}
export const PersonalDataLookConnection = connectionOf('PersonalDataLook', PersonalDataLookView);
