import { connectionOf, DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { Field, ID, ObjectType } from 'type-graphql';
import { PoolShareStates, TraceUnits } from '../enums.ts';
import type { TraceUnit } from '../trace/trace.policy.ts';
import type { PoolShareState } from './pool-share.lifecycle.ts';

@ObjectType('PoolShare', {
  description: "What a member's harvest brings into a pooled lot, and at which price; for the two of them.",
})
export class PoolShareView {
  partyId: string;
  growerId: string;
  parts: number;
  @Field(() => ID) id: string;
  @Field(() => PoolShareStates) state: PoolShareState;
  @Field({ description: 'Printed on the bags.' }) lotCode: string;
  @Field({ description: 'What the lot is sold as.' }) goodsTitle: string;
  @Field() plotName: string;
  @Field() crop: string;
  @Field(() => LocalDate) harvestedOn: string;
  @Field(() => TraceUnits) unit: TraceUnit;
  @Field() grade: string;
  @Field(() => SafeInt, { description: 'For one unit of the harvest.' }) priceFen: number;
  @Field(() => DateTime, { name: 'offeredAt' }) offeredAtMs: number;
  @Field(() => DateTime, { name: 'answerDueAt', description: 'Unanswered by then the offer is over.' })
  answerDueAtMs: number;
  @Field(() => DateTime, { name: 'answeredAt', nullable: true }) answeredAtMs: number | null;
}
export const PoolShareConnection = connectionOf('PoolShare', PoolShareView);
