import { connectionOf, DateTime, SafeInt, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Published, Sealed } from '@heitu/kit/privacy/sealed-texts';
import type { ReviewState } from './review.lifecycle.ts';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('ComplaintStep')
export class ComplaintStepView {
  @Field() action: string;
  @Field({ description: 'consumer, answerer, liable, mediator, system' }) byRole: string;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
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
  @Field({ description: 'seller, carrier, operator' }) answererKind: string;
  @Field() kind: string;
  @Field() channel: string;
  @Field() wanted: string;
  @Field(() => SafeInt, { nullable: true }) wantedFen: number | null;
  @Field() state: string;
  @Field(() => DateTime, { name: 'filedAt' }) filedAtMs: number;
  @Field(() => DateTime, { name: 'answerDueAt' }) answerDueAtMs: number;
  @Field(() => DateTime, { name: 'answeredAt', nullable: true }) answeredAtMs: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Within one working day (7.3.8.o).' }) answeredInTime:
    | boolean
    | null;
  @Sealed('accountId') @Field(() => String, { nullable: true }) answer: string | null;
  @Field(() => String, { nullable: true }) answerRemedy: string | null;
  @Field(() => SafeInt, { nullable: true }) answerFen: number | null;
  @Field(() => DateTime, { name: 'escalatedAt', nullable: true }) escalatedAtMs: number | null;
  @Field(() => String, { nullable: true, description: 'consumer, system' }) escalatedBy: string | null;
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
  @Field(() => String, { nullable: true }) remedy: string | null;
}
export const ComplaintConnection = connectionOf('Complaint', ComplaintView);

@ObjectType('ComplaintAction')
export class ComplaintActionView {
  @Field() action: string;
  @Field({ description: 'Chinese, as on the button.' }) label: string;
}

@ObjectType('FeedbackAction', { description: 'Something that the buyer can say of an order now: the button.' })
export class FeedbackActionView {
  @Field({ description: 'review, read-review, complain' }) action: string;
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
  @Field(() => String, { description: 'shown, held, withdrawn' }) state: ReviewState;
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
