import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';
import type { Storage } from '@heitu/standard';
import { GmoStatuses, StandardClasses } from '../enums.ts';
import type { GmoStatus } from '../product/product.policy.ts';
import type { StandardClass } from '../standard/standard.policy.ts';

@ObjectType()
export class TemplateSku {
  @Field() specification: string;
  @Field() unit: string;
  @Field(() => SafeInt, { nullable: true }) netGrams: number | null;
  @Field(() => SafeInt, { nullable: true }) netMillilitres: number | null;
  @Field(() => SafeInt, { nullable: true }) netCount: number | null;
  @Field(() => Storages) storage: Storage;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin: number | null;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax: number | null;
  @Field(() => Int, { nullable: true }) shelfLifeDays: number | null;
  @Field(() => SafeInt) weightGrams: number;
}

@ObjectType('ProductTemplate', {
  description: 'What the county has written down once about a kind of goods: a seller adds a picture and a price.',
})
export class ProductTemplateView {
  @Field(() => ID) id: string;
  @Field() name: string;
  @Field(() => ID) categoryId: string;
  @Field({ description: '粮食 / 大米' }) categoryPath: string;
  @Field({ description: '{place} stands for where the goods come from.' }) titlePattern: string;
  @Field({ description: '{place} stands for where the goods come from.' }) copyPattern: string;
  @Field(() => StandardClasses) standardClass: StandardClass;
  @Field(() => String, { nullable: true }) standardCode: string | null;
  @Field(() => String, { nullable: true }) characteristics: string | null;
  @Field(() => GmoStatuses, { nullable: true }) gmoStatus: GmoStatus | null;
  @Field() origin: string;
  @Field() grade: string;
  @Field({ description: "How to keep and prepare it; for the lot's label too." }) usage: string;
  @Field(() => [TemplateSku]) skus: TemplateSku[];
  @Field({ description: 'False: kept for the record, no longer proposed.' }) offered: boolean;
}
