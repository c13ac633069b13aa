import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('UnpaidHolder')
export class UnpaidHolderView {
  @Field(() => ID) accountId: string;
  @Field(() => Int) checkouts: number;
  @Field(() => Int) orders: number;
  @Field(() => Int) units: number;
  @Field(() => SafeInt) goodsFen: number;
  @Field(() => DateTime, { description: 'When the oldest of these orders was placed.' }) sinceAt: number;
}
@ObjectType('HeldUnpaid', { description: 'Goods that are promised to orders nobody has paid.' })
export class HeldUnpaidView {
  @Field(() => Int) accounts: number;
  @Field(() => Int) checkouts: number;
  @Field(() => Int) orders: number;
  @Field(() => Int) units: number;
  @Field(() => SafeInt) goodsFen: number;
  @Field(() => Int, { description: 'Of the checkouts, those placed within the last hour.' })
  checkoutsOfLastHour: number;
  @Field(() => [UnpaidHolderView], { description: 'Who holds most units, at most ten.' }) holders: UnpaidHolderView[];
}
