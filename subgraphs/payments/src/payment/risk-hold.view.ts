import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';

@ObjectType('RiskHold')
export class RiskHoldView {
  @Field(() => ID) id: string;
  @Field(() => ID) checkoutId: string;
  buyerAccountId: string;
  orderIds: string | null;
  @Field() rule: string;
  @Field(() => SafeInt) amountFen: number;
  @Field() state: string;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
}

export const RiskHoldConnection = connectionOf('RiskHold', RiskHoldView);
