import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { SafeInt } from '@heitu/kit/rules/graphql';

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

/** What the produce library of the county holds (5.1.a). */
@Directive('@inaccessible')
@ObjectType()
export class ProduceFigures {
  @Field(() => Int) plots: number;
  @Field(() => Int) goods: number;
  @Field(() => Int) growers: number;
  @Field(() => Int) skus: number;
  @Field(() => Int) skusFromField: number;
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
