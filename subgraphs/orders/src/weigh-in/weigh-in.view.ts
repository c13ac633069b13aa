import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('WeighIn', { description: 'What a buyer weighed at home and found too light.' })
export class WeighInView {
  @Field(() => ID) id: string;
  @Field(() => ID) lineId: string;
  @Field(() => Int, { description: 'How many units lay on the scales.' }) units: number;
  @Field(() => Int, { description: 'What their labels say together.' }) statedGrams: number;
  @Field(() => Float, { description: 'So much of that may be missing.' }) allowedGrams: number;
  @Field(() => Int) weighedGrams: number;
  @Field(() => SafeInt, { description: 'The missing part, by the price that was charged.' }) owedFen: number;
  @Field(() => DateTime, { name: 'weighedAt' }) weighedAtMs: number;
  @Field(() => SafeInt, { nullable: true, description: 'What it came to; null while it is not settled.' })
  paidFen: number | null;
}
