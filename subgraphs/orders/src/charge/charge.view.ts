import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { connectionOf, DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ChargeDifferenceStates, ChargeFindings, ChargeKinds } from '../enums.ts';
import { PartyStub } from '../foreign/foreign.view.ts';
import type { ChargeDifferenceState } from './charge.lifecycle.ts';
import type { ChargeFinding, ChargeKind } from './charge.kinds.ts';

@ObjectType('ChargeDay', {
  description: 'What was charged on a day in China, held against what was marked when it was ordered (7.3.5.b).',
})
export class ChargeDayView {
  @Field(() => LocalDate, { description: 'The day, in China.' }) date: string;
  @Field(() => DateTime, { name: 'dueAt', description: 'Compared by then, or somebody of finance looks into it.' })
  dueAtMs: number;
  @Field(() => DateTime, { name: 'comparedAt', nullable: true }) comparedAtMs: number | null;
  @Field(() => Int, { description: 'Lines of orders that were compared.' }) lines: number;
  @Field(() => Int, { description: 'Of them, other than their label.' }) differing: number;
  @Field(() => Int, { description: 'Of them, without a label that could be found.' }) unjudged: number;
  @Field(() => Int, { description: 'Delivery fees that were compared.' }) deliveries: number;
  @Field(() => Int, { description: 'Of them, other than the tariff.' }) deliveriesDiffering: number;
  @Field(() => Int, { description: 'Of them, without a tariff that could be found.' }) deliveriesUnjudged: number;
  @Field(() => Int, { description: 'What carriers and stations got of the orders that were settled on it.' })
  shares: number;
  @Field(() => Int, { description: 'Of that, more than their contracts give.' }) sharesDiffering: number;
}
export const ChargeDayConnection = connectionOf('ChargeDay', ChargeDayView);

@ObjectType('ChargeDifference', { description: 'One charge that differs from what was marked when it was ordered.' })
export class ChargeDifferenceView {
  @Field(() => ID) id: string;
  @Field(() => LocalDate, { description: 'The day of the order, in China.' }) date: string;
  @Field(() => ChargeKinds) kind: ChargeKind;
  @Field(() => ChargeFindings) finding: ChargeFinding;
  @Field(() => ChargeDifferenceStates) state: ChargeDifferenceState;
  @Field(() => PartyStub) seller: PartyStub;
  partyId: string;
  @Field(() => PartyStub, {
    nullable: true,
    description: 'Who got it of the seller; null where the buyer was charged.',
  })
  receiver: PartyStub | null;
  receiverPartyId: string | null;
  @Field({ description: 'What was ordered, as the order says it.' }) goods: string;
  @Field(() => SafeInt, { description: 'For one unit, or for the delivery.' }) chargedFen: number;
  @Field(() => SafeInt, { nullable: true }) markedFen: number | null;
  @Field(() => String, { nullable: true, description: 'What label or tariff said.' }) marked: string | null;
  @Field(() => Int) quantity: number;
  @Field(() => SafeInt, { nullable: true, description: 'What goes back to the buyer, out of the seller’s money.' })
  refundFen: number | null;
  @Field(() => DateTime, { name: 'foundAt' }) foundAtMs: number;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
  @Sealed('partyId')
  @Field(() => String, { nullable: true, description: 'What finance found out.' })
  note: string | null;
}
export const ChargeDifferenceConnection = connectionOf('ChargeDifference', ChargeDifferenceView);
