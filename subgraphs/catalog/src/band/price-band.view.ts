import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateTime, SafeInt, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { BandWeights, GovernedTypes } from '../enums.ts';
import type { BandWeight, GovernedType } from './price-band.policy.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('PriceBand', {
  description: 'What a government document allows goods of a kind to cost, as the operator published it (7.3.5.a).',
})
export class PriceBandView {
  @Field(() => ID) id: string;
  categoryId: string;
  @Field(() => GovernedTypes, { description: 'Whether one price is set, or a range.' }) pricingType: GovernedType;
  @Field(() => BandWeights, { description: 'The weight that minFen and maxFen are stated for.' }) per: BandWeight;
  @Field(() => SafeInt) minFen: number;
  @Field(() => SafeInt) maxFen: number;
  @Field({ description: 'The authority that issued it.' }) issuer: string;
  @Field({ description: 'Its number: 黑发改价格〔2026〕12号' }) document: string;
  @Field(() => DateTime, { name: 'effectiveAt' }) effectiveAtMs: number;
  @Field(() => DateTime, { name: 'endsAt', nullable: true, description: 'Null: until the next one.' })
  endsAtMs: number | null;
}
