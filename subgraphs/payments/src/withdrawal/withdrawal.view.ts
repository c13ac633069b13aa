import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { WithdrawalStates } from '../enums.ts';
import type { WithdrawalState } from './withdrawal.lifecycle.ts';

@ObjectType('Withdrawal', { description: "Money from a party's account at the provider to its bank." })
export class WithdrawalView {
  @Field(() => ID) id: string;
  @Field(() => SafeInt) amountFen: number;
  @Field(() => WithdrawalStates) state: WithdrawalState;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'paidAt', nullable: true, description: 'When the provider paid it to the bank.' })
  paidAtMs: number | null;
  @Field(() => String, { nullable: true, description: 'To which bank, once the provider has said so.' })
  bank: string | null;
  @Field(() => String, { nullable: true, description: "The last digits of the bank account's number." })
  accountTail: string | null;
  @Field(() => String, {
    name: 'whyNot',
    nullable: true,
    description: "Why it did not reach the bank, in the provider's words.",
  })
  lastError: string | null;
}
