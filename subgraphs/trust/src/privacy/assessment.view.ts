import { connectionOf, DateTime, inOrder, LocalDate } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { Field, ID, ObjectType } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { AssessmentStates } from '../enums.ts';
import type { AssessmentState } from './assessment.lifecycle.ts';

@ObjectType('ImpactAssessment', { description: 'How a use of personal data was assessed.' })
export class AssessmentOfImpactView {
  @Field(() => ID) id: string;
  @Field() purpose: string;
  @Field() lawful: string;
  @Field() risks: string;
  @Field() measures: string;
  @Field(() => LocalDate, { name: 'validUntilOn' }) validUntil: string;
  @Field(() => AssessmentStates) state: AssessmentState;
  @Field(() => DateTime, { name: 'recordedAt' }) recordedAtMs: number;
  @Field(() => DateTime, { name: 'reviewedAt', nullable: true }) reviewedAtMs: number | null;
}
export const ImpactAssessmentConnection = connectionOf('ImpactAssessment', AssessmentOfImpactView);
@ObjectType('PurposeToAssess', { description: 'A use of personal data that has to be assessed.' })
export class PurposeToAssess {
  @Field() purpose: string;
  @Field() title: string;
  @Field({ description: 'An assessment of it is in force.' }) isAssessed: boolean;
}

export async function impactAssessmentsById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('ImpactAssessment').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}
export const assessmentNow = rowAfter(AssessmentOfImpactView, impactAssessmentsById);
