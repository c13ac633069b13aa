import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { ReconciliationStates } from '../enums.ts';
import type { ReconciliationState } from './case.lifecycle.ts';

@ObjectType('Reconciliation')
export class ReconciliationView {
  @Field(() => ID) id: string;
  @Field(() => LocalDate) date: string;
  @Field(() => ReconciliationStates) state: ReconciliationState;
  @Field(() => Int) paymentCount: number;
  @Field(() => Int) refundCount: number;
  @Field(() => SafeInt) ourPaidFen: number;
  @Field(() => SafeInt) theirPaidFen: number;
  @Field(() => SafeInt) ourRefundedFen: number;
  @Field(() => SafeInt) theirRefundedFen: number;
}

export const ReconciliationConnection = connectionOf('Reconciliation', ReconciliationView);
