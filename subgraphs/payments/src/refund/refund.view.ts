import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';

@Directive('@key(fields: "id")')
@ObjectType('Refund')
export class RefundView {
  @Field(() => ID) id: string;
  @Field(() => ID) orderId: string;
  @Field(() => SafeInt) amountFen: number;
  @Field() reason: string;
  @Field() state: string;
  @Field() stateLabel: string;
  @Field(() => DateTime, { name: 'dueAt', description: 'Promised to arrive by then.' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'succeededAt', nullable: true }) succeededAtMs: number | null;
}
