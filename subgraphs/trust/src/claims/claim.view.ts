import type { ClaimAbout, ClaimCause, HolderPart } from '@heitu/events/logistics.shipment-refused.v1';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import type { ClauseRef } from '@heitu/standard';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { ClaimAbouts, ClaimAnswers, ClaimCauses, ClaimFixes, ClaimStates, HolderParts } from '../enums.ts';
import type { ClaimState } from './claim.lifecycle.ts';
import type { ClaimAnswer, ClaimFixed } from './claim.policy.ts';

@ObjectType('ClaimHeld', { description: 'Who had the goods for a while, by documents that both sides signed.' })
export class ClaimHeldView {
  @Field(() => HolderParts) part: HolderPart;
  @Field(() => ID) partyId: string;
  @Field(() => String, { nullable: true, description: "The vehicle's plate, or the store's name." })
  where?: string | null;
  @Field(() => DateTime, { name: 'fromAt' }) fromMs: number;
  @Field(() => DateTime, { name: 'toAt' }) toMs: number;
  @Field(() => Int, { description: 'For how long the goods were outside of their range meanwhile.' })
  minutesOut: number;
  @Field(() => Number, { nullable: true, description: 'The reading that was furthest outside.' })
  worstCelsius: number | null;
  @Field({ description: 'A thermometer reported all the while; nothing is watched where the goods need no cold.' })
  isWatched: boolean;
}

@ObjectType('ClaimWeighed', { description: 'What the buyer weighed at home.' })
export class ClaimWeighedView {
  @Field() title: string;
  @Field(() => Int, { description: 'How many units lay on the scales.' }) units: number;
  @Field(() => Int, { description: 'What their labels say together.' }) statedGrams: number;
  @Field(() => Number, { description: 'So much of that may be missing.' }) allowedGrams: number;
  @Field(() => Int) weighedGrams: number;
  @Field(() => [ID], { description: 'GET /edges/orders/files/<id>' }) photoIds: string[];
}

@ObjectType('ClaimShare', { description: 'What one party bears of a claim, and what it says to that.' })
export class ClaimShareView {
  @Field(() => ID) id: string;
  @Field(() => HolderParts) part: HolderPart;
  @Field(() => ID) partyId: string;
  @Field(() => Int, { description: 'As the records say, in thousandths.' }) permille: number;
  @Field(() => Int, { nullable: true, description: 'As the mediator says.' }) decidedPermille: number | null;
  @Field(() => ClaimAnswers, { nullable: true }) answer: ClaimAnswer | null;
  @Field(() => DateTime, { name: 'answeredAt', nullable: true }) answeredAtMs: number | null;
  @Sealed('partyId') @Field(() => String, { nullable: true }) text: string | null;
  @Field(() => SafeInt, { nullable: true, description: 'What it came to.' })
  amountFen: number | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Claim', {
  description: 'Who is liable for refused or refunded goods. Seen by the parties that bear of it and who mediates.',
})
export class ClaimView {
  @Field(() => ID) id: string;
  @Field() number: string;
  @Field(() => ID) orderId: string;
  @Field() orderNumber: string;
  shipmentId: string;
  @Field(() => ClaimAbouts) about: ClaimAbout;
  @Field(() => ClaimCauses) cause: ClaimCause;
  @Field(() => SafeInt, { description: 'Of a refused parcel goods and delivery; else what is asked back.' })
  amountFen: number;
  @Field(() => String, { description: 'The rule by which the shares were proposed.' }) clause: ClauseRef;
  @Field(() => ClaimStates) state: ClaimState;
  sellerPartyId: string;
  buyerAccountId: string;
  decidedBy: string | null;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'answerDueAt' }) answerDueAtMs: number;
  @Field(() => DateTime, { name: 'decideDueAt', nullable: true }) decideDueAtMs: number | null;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
  @Sealed('sellerPartyId') @Field(() => String, { nullable: true }) finding: string | null;
  @Field(() => DateTime, { name: 'reviewDueAt', nullable: true }) reviewDueAtMs: number | null;
  @Sealed('sellerPartyId') @Field(() => String, { nullable: true }) reviewNote: string | null;
  @Field(() => ClaimFixes, { nullable: true }) fixed: ClaimFixed | null;
  @Field(() => DateTime, { name: 'fixedAt', nullable: true }) fixedAtMs: number | null;
  @Field(() => DateTime, { name: 'settledAt', nullable: true }) settledAtMs: number | null;
}
export const ClaimConnection = connectionOf('Claim', ClaimView);
