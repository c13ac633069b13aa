import type { Json } from '@heitu/kit/rules/typed-json';
import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { RiskHoldStates, RiskRules } from '../enums.ts';
import type { RiskHoldState } from './risk-hold.lifecycle.ts';
import type { RiskRule } from './risk.policy.ts';

@ObjectType('RiskHold')
export class RiskHoldView {
  @Field(() => ID) id: string;
  @Field(() => ID) checkoutId: string;
  buyerAccountId: string;
  orderIds: Json<string[]> | null;
  @Field(() => RiskRules, { description: 'Which safety rule held it.' }) rule: RiskRule;
  @Field(() => SafeInt) amountFen: number;
  @Field(() => RiskHoldStates) state: RiskHoldState;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
}

export const RiskHoldConnection = connectionOf('RiskHold', RiskHoldView);
