import type { Json } from '@heitu/kit/rules/typed-json';
import type { FoundPart } from './found-part.ts';
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { CaseRemedyKinds, CaseRemedyStates, DifferenceKinds, ReconciliationCaseStates } from '../enums.ts';
import type { CaseRemedyState, ReconciliationCaseState } from './case.lifecycle.ts';
import type { DifferenceKind, RemedyKind } from './case.policy.ts';

@ObjectType('CaseRemedy', {
  description:
    'What is done about a payment that the provider has and we have not: proposed by one person, confirmed by another.',
})
export class CaseRemedyView {
  @Field(() => ID) id: string;
  @Field(() => CaseRemedyKinds) kind: RemedyKind;
  @Field({ description: 'Chinese.' }) kindText: string;
  @Field(() => CaseRemedyStates) state: CaseRemedyState;
  @Field({ description: 'Chinese.' }) stateLabel: string;
  @Field() reason: string;
  @Field(() => SafeInt, { description: 'Of all that was paid together.' }) amountFen: number;
  proposedBy: string;
  @Field(() => DateTime, { name: 'proposedAt' }) proposedAtMs: number;
  decidedBy: string | null;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
  parts: Json<FoundPart[]>;
}

@ObjectType('ReconciliationCase')
export class ReconciliationCaseView {
  @Field(() => ID) id: string;
  @Field(() => LocalDate, { description: 'Of which day.' }) date: string;
  @Field(() => DifferenceKinds) kind: DifferenceKind;
  @Field() reference: string;
  @Field(() => SafeInt, { nullable: true }) ourFen: number | null;
  @Field(() => SafeInt, { nullable: true }) theirFen: number | null;
  @Field(() => ReconciliationCaseStates) state: ReconciliationCaseState;
  remedyId: string | null;
  proposedBy: string | null;
  @Field(() => SafeInt, { nullable: true, description: 'By how much the books were corrected.' })
  correctedFen: number | null;
  @Field(() => String, { nullable: true, description: 'The row that shows that the difference is gone.' })
  provenBy: string | null;
  @Field(() => String, { nullable: true }) note: string | null;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'settledAt', nullable: true }) settledAtMs: number | null;
}

export const ReconciliationCaseConnection = connectionOf('ReconciliationCase', ReconciliationCaseView);
