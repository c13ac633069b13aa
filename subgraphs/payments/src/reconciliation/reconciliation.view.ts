import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';

@ObjectType('Reconciliation')
export class ReconciliationView {
  @Field(() => ID) id: string;
  @Field(() => LocalDate) date: string;
  @Field() state: string;
  @Field(() => Int) paymentCount: number;
  @Field(() => Int) refundCount: number;
  @Field(() => SafeInt) ourPaidFen: number;
  @Field(() => SafeInt) theirPaidFen: number;
  @Field(() => SafeInt) ourRefundedFen: number;
  @Field(() => SafeInt) theirRefundedFen: number;
}

export const ReconciliationConnection = connectionOf('Reconciliation', ReconciliationView);
