import { connectionOf, DateTime, SafeInt, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Published, Sealed } from '@heitu/kit/privacy/sealed-texts';
import {
  AnswererKinds,
  ComplaintActs,
  ComplaintKinds,
  ComplaintParts,
  ComplaintRemedies,
  ComplaintStates,
  ComplaintStepActs,
  FeedbackActs,
  ReviewStates,
  ServiceChannels,
} from '../enums.ts';
import type { ComplaintAction, ComplaintState, StepAction, StepBy } from './complaint.lifecycle.ts';
import type { AnswererKind, ComplaintKind, Remedy, ServiceChannel } from './complaint.policy.ts';
import type { FeedbackAct } from './feedback.policy.ts';
import type { ReviewState } from './review.lifecycle.ts';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('ComplaintStep')
export class ComplaintStepView {
  @Field(() => ComplaintStepActs) action: StepAction;
  @Field(() => ComplaintParts, { description: 'What whoever did it is in the complaint.' }) byRole: StepBy;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
}
@ObjectType('Caller', { description: 'Who complained by phone.' })
export class CallerView {
  @Field() name: string;
  @Field() phone: string;
}
@Directive('@key(fields: "id")')
@ObjectType('Complaint', {
  description: 'Seen by the consumer, the parties it is about and those who mediate and supervise.',
})
export class ComplaintView {
  @Field(() => ID) id: string;
  @Field() number: string;
  @Field(() => ID, { nullable: true }) orderId: string | null;
  @Field(() => ID, { nullable: true, description: 'The seller.' }) partyId: string | null;
  @Field(() => ID, { nullable: true }) carrierPartyId: string | null;
  @Field(() => ID, { description: 'Empty: the operator.' }) answererPartyId: string;
  @Field(() => AnswererKinds) answererKind: AnswererKind;
  @Field(() => ComplaintKinds) kind: ComplaintKind;
  @Field(() => ServiceChannels) channel: ServiceChannel;
  @Field(() => ComplaintRemedies) wanted: Remedy;
  @Field(() => SafeInt, { nullable: true }) wantedFen: number | null;
  @Field(() => ComplaintStates) state: ComplaintState;
  @Field(() => DateTime, { name: 'filedAt' }) filedAtMs: number;
  @Field(() => DateTime, { name: 'answerDueAt' }) answerDueAtMs: number;
  @Field(() => DateTime, { name: 'answeredAt', nullable: true }) answeredAtMs: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Within one working day (7.3.8.o).' }) answeredInTime:
    | boolean
    | null;
  @Sealed('accountId') @Field(() => String, { nullable: true }) answer: string | null;
  @Field(() => ComplaintRemedies, { nullable: true }) answerRemedy: Remedy | null;
  @Field(() => SafeInt, { nullable: true }) answerFen: number | null;
  @Field(() => DateTime, { name: 'escalatedAt', nullable: true }) escalatedAtMs: number | null;
  @Field(() => ComplaintParts, { nullable: true, description: 'The consumer, or the system where nobody answered.' })
  escalatedBy: StepBy | null;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
  @Field(() => ID, { nullable: true }) liablePartyId: string | null;
  @Sealed('accountId') @Field(() => String, { nullable: true }) finding: string | null;
  @Field(() => String, { nullable: true }) decisionClause: string | null;
  @Field(() => SafeInt, { nullable: true }) compensationFen: number | null;
  @Field(() => DateTime, { name: 'responseDueAt', nullable: true }) responseDueAtMs: number | null;
  @Field(() => Boolean, { nullable: true }) liableAccepted: boolean | null;
  @Field(() => ID, { nullable: true }) recoveryId: string | null;
  @Field(() => SafeInt, { nullable: true }) advancedFen: number | null;
  @Field(() => DateTime, { name: 'settleDueAt' }) settleDueAtMs: number;
  @Field(() => DateTime, { name: 'closedAt', nullable: true }) closedAtMs: number | null;
  @Field(() => ComplaintRemedies, { nullable: true }) remedy: Remedy | null;
}
export const ComplaintConnection = connectionOf('Complaint', ComplaintView);

@ObjectType('ComplaintAction')
export class ComplaintActionView {
  @Field(() => ComplaintActs) action: ComplaintAction;
  @Field({ description: 'Chinese, as on the button.' }) label: string;
}

@ObjectType('FeedbackAction', { description: 'Something that the buyer can say of an order now: the button.' })
export class FeedbackActionView {
  @Field(() => FeedbackActs) action: FeedbackAct;
  @Field({ description: 'Chinese, as on the button.' }) label: string;
}

@Directive('@key(fields: "id")')
@Directive(SAME_FOR_ALL)
@ObjectType('Review')
export class ReviewView {
  @Field(() => ID) id: string;
  accountId: string;
  partyId: string;
  @Field(() => Int) stars: number;
  @Published('accountId') @Field() text: string;
  @Field(() => ReviewStates) state: ReviewState;
  @Published('partyId') @Field(() => String, { nullable: true }) reply: string | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
}
export const ReviewConnection = connectionOf('Review', ReviewView);

@Directive(SAME_FOR_ALL)
@ObjectType('Rating')
export class RatingView {
  @Field(() => Number, { nullable: true, description: 'Average stars of shown reviews; null without any.' }) average:
    | number
    | null;
  @Field(() => Int) count: number;
}
