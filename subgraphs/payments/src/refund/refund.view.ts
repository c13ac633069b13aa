import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { RefundStates } from '../enums.ts';
import type { RefundSource } from './refund.policy.ts';
import type { RefundState } from './refund.lifecycle.ts';

@Directive('@key(fields: "id")')
@ObjectType('Refund')
export class RefundView {
  @Field(() => ID) id: string;
  @Field(() => ID) orderId: string;
  @Field(() => SafeInt) amountFen: number;
  @Field() reason: string;
  @Field(() => RefundStates) state: RefundState;
  @Field() stateLabel: string;
  stuckAtMs: number | null;
  cardTries: number;
  source: RefundSource;
  buyerAccountId: string | null;
  @Field(() => DateTime, { name: 'dueAt', description: 'Promised to arrive by then.' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'succeededAt', nullable: true }) succeededAtMs: number | null;
}
