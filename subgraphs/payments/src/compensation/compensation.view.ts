import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { CompensationStates } from '../enums.ts';
import type { CompensationSource, CompensationState } from './compensation.lifecycle.ts';

@ObjectType('Compensation', {
  description: 'Money to a buyer beyond a refund, out of a deposit or laid out by the platform.',
})
export class CompensationView {
  @Field(() => ID) id: string;
  @Field(() => ID) complaintId: string;
  @Field(() => ID) orderId: string;
  @Field(() => ID, { description: 'Who is liable.' }) partyId: string;
  source: CompensationSource;
  @Field(() => SafeInt) amountFen: number;
  @Field(() => CompensationStates) state: CompensationState;
  @Field() stateLabel: string;
  @Field({ description: 'Out of whose purse it is paid, in Chinese.' }) sourceText: string;
  @Field(() => DateTime, { name: 'dueAt', description: 'Promised to arrive by then.' }) dueAtMs: number;
  @Field(() => String, { nullable: true, description: "The provider's own word for what went wrong last." })
  lastError: string | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'paidAt', nullable: true }) paidAtMs: number | null;
}

export const CompensationConnection = connectionOf('Compensation', CompensationView);
