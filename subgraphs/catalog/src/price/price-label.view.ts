import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { PriceFlagStates, PriceMoves, PricingTypes } from '../enums.ts';
import type { PriceFlagState } from './price-flag.lifecycle.ts';
import type { PriceMove, PricingType } from './price-label.policy.ts';

@Directive('@key(fields: "id")')
@Directive(SAME_FOR_ALL)
@ObjectType('PriceLabel', {
  description: 'A price label as it is shown (7.3.5.c). A version never changes; the next one takes effect at once.',
})
export class PriceLabelView {
  @Field(() => ID) id: string;
  @Field(() => ID) skuId: string;
  @Field(() => Int) version: number;
  @Field({ description: '品名' }) name: string;
  @Field(() => String, { nullable: true, description: '产地' }) origin: string | null;
  @Field(() => String, { nullable: true, description: '等级' }) grade: string | null;
  @Field(() => String, { nullable: true, description: '规格' }) specification: string | null;
  @Field({ description: '计价单位' }) pricingUnit: string;
  @Field(() => PricingTypes) pricingType: PricingType;
  @Field(() => SafeInt) retailFen: number;
  referenceFen: number | null;
  @Field(() => SafeInt, { nullable: true, description: 'Null while the platform has no members: nobody could pay it.' })
  memberFen: number | null;
  @Field(() => SafeInt, { nullable: true }) bandMinFen: number | null;
  @Field(() => SafeInt, { nullable: true }) bandMaxFen: number | null;
  @Field(() => String, { nullable: true, description: '物价管理人员' }) priceManager: string | null;
  @Field(() => String, { nullable: true, description: '价格监督' }) priceSupervision: string | null;
  @Field(() => Boolean, { description: 'Nothing that clause 7.3.5.c asks for is missing.' }) isComplete: boolean;
  @Field(() => DateTime, { name: 'effectiveAt' }) effectiveAtMs: number;
}

@ObjectType('PriceFlag', { description: 'A sudden price move (6.5.c).' })
export class PriceFlagView {
  @Field(() => ID) id: string;
  @Field(() => ID) skuId: string;
  @Field(() => PriceMoves) rule: PriceMove;
  @Field(() => SafeInt) fromFen: number;
  @Field(() => SafeInt) toFen: number;
  partyId: string;
  @Field(() => PriceFlagStates) state: PriceFlagState;
  @Sealed('partyId') @Field(() => String, { nullable: true }) note: string | null;
  @Field(() => DateTime, { name: 'raisedAt' }) raisedAtMs: number;
}
export const PriceFlagConnection = connectionOf('PriceFlag', PriceFlagView);
