import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { CheckForms, CheckTopics } from '../enums.ts';
import type { CheckForm, CheckTopic } from './supervision.policy.ts';

@ObjectType('SupervisionCheck', { description: "The operator's check of a carrier (8.2)." })
export class SupervisionCheckView {
  @Field(() => ID) id: string;
  @Field(() => ID) carrierPartyId: string;
  @Field(() => ID, { nullable: true }) courierId: string | null;
  @Field(() => ID, { nullable: true }) shipmentId: string | null;
  @Field(() => CheckForms) form: CheckForm;
  @Field(() => CheckTopics) topic: CheckTopic;
  @Field(() => LocalDate, { name: 'plannedOn' }) plannedFor: string;
  createdBy: string;
  @Sealed('createdBy') @Field(() => String, { nullable: true }) reportText: string | null;
  @Field(() => DateTime, { nullable: true, name: 'doneAt' }) doneAtMs: number | null;
  @Field(() => Boolean, { nullable: true }) breach: boolean | null;
  @Sealed('carrierPartyId') @Field(() => String, { nullable: true }) finding: string | null;
  @Sealed('carrierPartyId') @Field(() => String, { nullable: true }) measure: string | null;
  @Field(() => ID, { nullable: true, description: 'The measure of trust by which a breach was settled.' })
  measureId: string | null;
  @Field(() => ID, { nullable: true, description: 'The check by somebody else that found it put right.' })
  recheckId: string | null;
  @Field(() => ID, { nullable: true, description: 'The check whose breach this one looks at again.' })
  recheckOf: string | null;
  @Field(() => DateTime, { nullable: true, name: 'settledAt' }) settledAtMs: number | null;
}
export const SupervisionCheckConnection = connectionOf('SupervisionCheck', SupervisionCheckView);
@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType()
export class ConductFigure {
  @Field() partyId: string;
  @Field() metric: string;
  @Field(() => Int) good: number;
  @Field(() => Int) total: number;
}
