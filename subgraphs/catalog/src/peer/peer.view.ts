import { Directive, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SafeInt } from '@heitu/kit/rules/graphql';
import type { RiseBasis } from '../emergency/emergency.kinds.ts';
import { RiseBases } from '../enums.ts';

/** What other subgraphs need of a SKU to sell, price and carry it. */
@Directive('@inaccessible')
@ObjectType()
export class SkuForSale {
  @Field(() => ID) skuId: string;
  @Field(() => ID) productId: string;
  @Field(() => ID) shopId: string;
  @Field(() => ID) partyId: string;
  @Field() title: string;
  @Field() specification: string;
  @Field(() => ID, { nullable: true }) pictureId: string | null;
  @Field(() => ID) labelId: string;
  @Field(() => Int) labelVersion: number;
  @Field(() => SafeInt) retailFen: number;
  @Field(() => Boolean) onSale: boolean;
  @Field() storage: string;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin: number | null;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax: number | null;
  @Field(() => Int, { nullable: true }) shelfLifeDays: number | null;
  @Field(() => Int) weightGrams: number;
  @Field(() => Int, { nullable: true }) netGrams: number | null;
  @Field() netText: string;
  @Field() categoryPath: string;
  @Field() categoryCode: string;
  @Field(() => Boolean) returnableWithoutReason: boolean;
}

@Directive('@inaccessible')
@ObjectType()
export class ProductBrief {
  @Field(() => ID) productId: string;
  @Field() title: string;
  @Field(() => ID) shopId: string;
  @Field(() => ID) partyId: string;
}

/** A SKU at a moment, and the label that somebody was charged by then. */
@Directive('@inaccessible')
@InputType()
export class LabelMoment {
  @Field() key: string;
  @Field(() => ID) skuId: string;
  @Field(() => ID) labelId: string;
  @Field() atMs: string;
}
@Directive('@inaccessible')
@ObjectType()
export class LabelThen {
  @Field(() => Int) version: number;
  @Field() name: string;
  @Field(() => String, { nullable: true }) specification: string | null;
  @Field() pricingUnit: string;
  @Field(() => SafeInt) retailFen: number;
}
@Directive('@inaccessible')
@ObjectType()
export class LabelInForce {
  @Field() key: string;
  @Field(() => LabelThen, { nullable: true }) label: LabelThen | null;
  @Field(() => SafeInt, { nullable: true, description: 'What the label says that was charged by.' })
  chargedFen: number | null;
  @Field(() => String, { nullable: true, description: 'Until when that label was in force; null where it still was.' })
  chargedUntilMs: string | null;
}

/** A rule for an emergency in force, for whoever is asked what a service costs. */
@Directive('@inaccessible')
@ObjectType()
export class ServiceEmergency {
  @Field(() => ID) id: string;
  @Field() document: string;
  @Field(() => RiseBases) basis: RiseBasis;
  @Field(() => Int) risePercent: number;
  @Field() startsAtMs: string;
}

/** What the produce library of the county holds (5.1.a). */
@Directive('@inaccessible')
@ObjectType()
export class ProduceFigures {
  @Field(() => Int) plots: number;
  @Field(() => Int) goods: number;
  @Field(() => Int) growers: number;
  @Field(() => Int) skus: number;
  @Field(() => Int) skusWithOrigin: number;
}

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType()
export class ConductFigure {
  @Field() partyId: string;
  @Field() metric: string;
  @Field(() => Int) good: number;
  @Field(() => Int) total: number;
}
