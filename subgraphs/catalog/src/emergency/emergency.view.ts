import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { connectionOf, DateTime, SafeInt, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { EmergencyStates, PriceHoldStates, RiseBases } from '../enums.ts';
import type { RiseBasis } from './emergency.kinds.ts';
import type { EmergencyState, PriceHoldState } from './emergency.lifecycle.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('PriceEmergency', {
  description: 'What an authority declared of prices in an emergency; its numbers are the document’s (6.5.c).',
})
export class PriceEmergencyView {
  @Field(() => ID) id: string;
  @Field() issuer: string;
  @Field() document: string;
  @Field({ description: 'Where it holds, as the document says.' }) region: string;
  @Field(() => RiseBases) basis: RiseBasis;
  @Field(() => Int, { description: 'A rise of more percent than this waits for a person.' }) risePercent: number;
  @Field(() => DateTime, { name: 'startsAt' }) startsAtMs: number;
  @Field(() => DateTime, { name: 'endsAt' }) endsAtMs: number;
  @Field(() => EmergencyStates) state: EmergencyState;
  @Field(() => DateTime, { name: 'confirmDueAt' }) confirmDueAtMs: number;
}

@ObjectType('PriceHold', {
  description: 'A price that would rise more than the rule of an emergency lets it: the old one stays meanwhile.',
})
export class PriceHoldView {
  @Field(() => ID) id: string;
  @Field(() => ID) skuId: string;
  partyId: string;
  @Field({ description: 'What is sold.' }) title: string;
  @Field(() => SafeInt, { nullable: true, description: 'What it costs meanwhile.' }) currentFen: number | null;
  @Field(() => SafeInt, { description: 'What its seller wants it to cost.' }) retailFen: number;
  @Field(() => SafeInt, { description: 'What it is measured against.' }) baseFen: number;
  @Field(() => SafeInt, { description: 'Up to this it would have gone on sale by itself.' }) limitFen: number;
  @Field(() => PriceHoldStates) state: PriceHoldState;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt', description: 'Looked at by then, or it was not raised.' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
  @Sealed('partyId')
  @Field(() => String, { nullable: true, description: 'What was found out.' })
  reason: string | null;
}
export const PriceHoldConnection = connectionOf('PriceHold', PriceHoldView);
