import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { SafeInt } from '@heitu/kit/rules/graphql';

@InputType('TemplateSkuInput')
export class SkuFields {
  @Field(() => String) specification: string;
  @Field(() => String, { description: '袋, 盒, 瓶 …; 斤, 公斤 for goods sold loose' }) unit: string;
  @Field(() => SafeInt, { nullable: true }) netGrams?: number;
  @Field(() => SafeInt, { nullable: true }) netMillilitres?: number;
  @Field(() => SafeInt, { nullable: true }) netCount?: number;
  @Field(() => String, { nullable: true }) gtin?: string;
  @Field(() => String, { description: 'ambient, chilled, frozen' }) storage: string;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin?: number;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax?: number;
  @Field(() => Int, { nullable: true }) shelfLifeDays?: number;
  @Field(() => SafeInt) weightGrams: number;
}

@InputType({ description: 'The first price label, set with the product.' })
export class FirstLabelInput {
  @Field(() => String, { nullable: true }) origin?: string;
  @Field(() => String, { nullable: true }) grade?: string;
  @Field(() => String, { description: 'government-set, government-guided, market, negotiated, bidding' })
  pricingType: string;
  @Field(() => SafeInt) retailFen: number;
  @Field(() => SafeInt, { nullable: true }) memberFen?: number;
  @Field(() => SafeInt, { nullable: true }) bandMinFen?: number;
  @Field(() => SafeInt, { nullable: true }) bandMaxFen?: number;
  @Field(() => String, { nullable: true }) priceManager?: string;
  @Field(() => String, { nullable: true, description: 'whom to call: 12315' }) priceSupervision?: string;
}

@InputType()
export class SkuInput extends SkuFields {
  @Field(() => FirstLabelInput, { nullable: true }) label?: FirstLabelInput;
}

@InputType()
export class CreateProductInput {
  @Field(() => String) requestId: string;
  @Field(() => ID) shopId: string;
  @Field(() => String) title: string;
  @Field(() => ID) categoryId: string;
  @Field(() => String, { description: 'mandatory, recommended, filed, non-standard' }) standardClass: string;
  @Field(() => String, { nullable: true }) standardCode?: string;
  @Field(() => String, { nullable: true }) characteristics?: string;
  @Field(() => Boolean, { nullable: true }) safetyDeclared?: boolean;
  @Field(() => String, { nullable: true, description: 'none, contains: compulsory where the category says so' })
  gmoStatus?: string;
  @Field(() => String) copy: string;
  @Field(() => ID, { nullable: true, description: 'The cover alone.' }) pictureId?: string;
  @Field(() => [ID], { nullable: true, description: 'Up to nine, the cover first; stands before pictureId.' })
  pictureIds?: string[];
  @Field(() => [SkuInput]) skus: SkuInput[];
}

@InputType()
export class ReviseProductInput {
  @Field(() => String) requestId: string;
  @Field(() => ID) productId: string;
  @Field(() => String, { nullable: true }) title?: string;
  @Field(() => ID, { nullable: true }) categoryId?: string;
  @Field(() => String, { nullable: true }) standardClass?: string;
  @Field(() => String, { nullable: true }) standardCode?: string;
  @Field(() => String, { nullable: true }) characteristics?: string;
  @Field(() => Boolean, { nullable: true }) safetyDeclared?: boolean;
  @Field(() => String, { nullable: true }) gmoStatus?: string;
  @Field(() => String, { nullable: true }) copy?: string;
  @Field(() => ID, { nullable: true, description: 'The cover alone.' }) pictureId?: string;
  @Field(() => [ID], { nullable: true, description: 'Up to nine, the cover first; stands before pictureId.' })
  pictureIds?: string[];
}

@InputType()
export class PublishProductInput {
  @Field(() => ID) productId: string;
}

@InputType()
export class WithdrawProductInput {
  @Field(() => ID) productId: string;
  @Field(() => String, { nullable: true }) reason?: string;
}

@InputType()
export class ReviewProductInput {
  @Field(() => String) requestId: string;
  @Field(() => ID) productId: string;
  @Field(() => String, { description: 'lawful, unlawful' }) finding: string;
  @Field(() => String) reason: string;
  @Field(() => String, { nullable: true, description: 'the clause that is broken: 7.3.7.l' }) clause?: string;
}

@InputType()
export class SetPriceLabelInput {
  @Field(() => String) requestId: string;
  @Field(() => ID) skuId: string;
  @Field(() => String, { nullable: true }) origin?: string;
  @Field(() => String, { nullable: true }) grade?: string;
  @Field(() => String, { nullable: true, description: "default: the SKU's" }) specification?: string;
  @Field(() => String, { description: 'government-set, government-guided, market, negotiated, bidding' })
  pricingType: string;
  @Field(() => SafeInt) retailFen: number;
  @Field(() => SafeInt, { nullable: true }) memberFen?: number;
  @Field(() => SafeInt, { nullable: true }) bandMinFen?: number;
  @Field(() => SafeInt, { nullable: true }) bandMaxFen?: number;
  @Field(() => String, { nullable: true }) priceManager?: string;
  @Field(() => String, { nullable: true, description: 'whom to call: 12315' }) priceSupervision?: string;
}

@InputType()
export class ClearPriceFlagInput {
  @Field(() => ID) flagId: string;
  @Field(() => String) note: string;
}

@InputType()
export class RegisterStandardInput {
  @Field(() => String) requestId: string;
  @Field(() => String) code: string;
  @Field(() => String) title: string;
  @Field(() => String, { description: 'mandatory, recommended, filed' }) standardClass: string;
  @Field(() => [ID]) categoryIds: string[];
  @Field(() => ID, { nullable: true, description: 'whose filed standard it is' }) partyId?: string;
  @Field(() => String, { nullable: true }) filingNumber?: string;
  @Field(() => String, { nullable: true, description: 'the national standard that its figures do not fall below' })
  notBelowCode?: string;
  @Field(() => String, { nullable: true }) validUntil?: string;
}
