import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import type { RefusedKind } from '@heitu/kit/rules/refused-kinds';
import { Field, ObjectType } from 'type-graphql';
import { RefusedKinds } from '../enums.ts';

@ObjectType('RefusedCount')
export class RefusedCountView {
  @Field(() => RefusedKinds) kind: RefusedKind;
  @Field(() => SafeInt) count: number;
}
@ObjectType('RefusedMonth', { description: 'What came to the gateways in a month, and what of it was refused.' })
export class RefusedMonthView {
  @Field({ description: '2026-11' }) month: string;
  @Field(() => SafeInt, { description: 'Hours that are over in which the platform ran.' }) hoursServed: number;
  @Field(() => SafeInt, { description: 'Those of them of which every gateway told.' }) hoursTold: number;
  @Field(() => [DateTime], { name: 'missingAt', description: 'The beginnings of the hours of which not.' })
  missingMs: number[];
  @Field(() => SafeInt, { description: 'In the hours that were told.' }) requests: number;
  @Field(() => [RefusedCountView], { description: 'Of every kind.' }) refused: RefusedCountView[];
}
@ObjectType('RefusedMonths')
export class RefusedMonthsView {
  @Field(() => [RefusedMonthView], { description: 'The newest first.' }) months: RefusedMonthView[];
  @Field({ description: 'SHA-256 of them: whoever registers a review hands it back.' }) digest: string;
}
