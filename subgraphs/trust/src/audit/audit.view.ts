import { connectionOf, DateTime, SafeInt } from '@heitu/kit/graphql';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('AuditSubject')
export class AuditSubjectView {
  @Field() type: string;
  @Field() id: string;
  @Field(() => String, { nullable: true }) clause?: string;
}
@ObjectType('AuditEntry', { description: 'One act: who did what to what, in which request.' })
export class AuditEntryView {
  @Field(() => ID) id: string;
  @Field({ description: 'The subgraph that reported it.' }) sender: string;
  @Field() operation: string;
  @Field() requestId: string;
  @Field() actorKind: string;
  @Field() actorId: string;
  @Field() roles: string;
  @Field(() => [AuditSubjectView]) subjects: AuditSubjectView[];
  @Field(() => DateTime, { name: 'at' }) atMs: number;
  @Field({ description: 'Already in the chain.' }) sealed: boolean;
}
export const AuditEntryConnection = connectionOf('AuditEntry', AuditEntryView);

@ObjectType('AuditProblem')
export class AuditProblemView {
  @Field(() => SafeInt) sequence: number;
  @Field({ description: 'altered, dropped, reordered' }) kind: string;
  @Field({ description: 'Chinese.' }) text: string;
}
@ObjectType('AuditCheck')
export class AuditCheckView {
  @Field(() => SafeInt) from: number;
  @Field(() => SafeInt) verifiedTo: number;
  @Field(() => SafeInt) total: number;
  @Field() intact: boolean;
  @Field(() => [AuditProblemView]) problems: AuditProblemView[];
}
