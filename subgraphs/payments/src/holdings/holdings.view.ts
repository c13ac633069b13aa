import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { HeldWhys } from '../enums.ts';
import type { HeldWhy } from './held.policy.ts';

@ObjectType('HeldOrder', { description: 'What the provider still holds of an order.' })
export class HeldOrderView {
  @Field(() => ID) orderId: string;
  partyId: string;
  @Field({ description: 'What was sold.' }) title: string;
  @Field(() => SafeInt, {
    description: "What is left of it, the provider's fee taken; below zero where a fee is to come back.",
  })
  fen: number;
  @Field(() => DateTime, { name: 'paidAt', nullable: true }) paidAtMs: number | null;
  @Field(() => DateTime, {
    name: 'heldUntilAt',
    nullable: true,
    description: 'The end of the return window; null while that is open.',
  })
  untilMs: number | null;
}

@ObjectType('HeldGroup', { description: 'All that is held for one reason.' })
export class HeldGroupView {
  @Field(() => HeldWhys) why: HeldWhy;
  @Field(() => SafeInt) fen: number;
  @Field(() => Int, { description: 'So many orders.' }) count: number;
  @Field(() => [HeldOrderView], { description: 'The oldest of them.' }) orders: HeldOrderView[];
}

@ObjectType('HoldingDay', { description: 'The last day that was compared with the provider, and what came since.' })
export class HoldingDayView {
  @Field(() => LocalDate) date: string;
  @Field(() => SafeInt, { description: 'What the provider says the account held when that day ended.' })
  theirFen: number;
  @Field(() => SafeInt, { description: 'By our books.' }) ourFen: number;
  @Field(() => SafeInt, { description: 'Theirs less ours, of orders that only one of the two had entered.' })
  underWayFen: number;
  @Field(() => SafeInt, { description: 'Theirs less ours when the account was compared for the first time.' })
  openingFen: number;
  @Field(() => SafeInt, { description: 'Theirs less ours that nothing explains.' }) differenceFen: number;
  @Field(() => SafeInt, { description: 'What came in and went out since, by our books.' }) sinceFen: number;
}

@ObjectType('Holding', { description: "Where the money of a party's account at the provider is." })
export class HoldingView {
  @Field(() => ID) partyId: string;
  @Field({ description: "The account's number at the provider." }) merchant: string;
  @Field(() => [HeldGroupView], { description: 'Frozen, by why.' }) groups: HeldGroupView[];
  @Field(() => SafeInt, { description: 'Settled, and not taken to the bank.' }) availableFen: number;
  @Field(() => SafeInt, { description: 'On its way to the bank, and not in the books yet.' }) withdrawingFen: number;
  @Field(() => SafeInt, { description: 'Frozen, available and on its way to the bank.' }) heldFen: number;
  @Field(() => SafeInt, { description: 'Taken to the bank, in all.' }) paidOutFen: number;
  @Field({ description: "The platform's fee that holds now, by contract or price list, in Chinese." }) feeText: string;
  @Field(() => HoldingDayView, { nullable: true, description: 'Null before the first day was compared.' })
  lastDay: HoldingDayView | null;
}
