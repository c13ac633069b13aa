import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { SafeInt } from '@heitu/kit/rules/graphql';

/** Catalog's; we add what its delivery costs. */
@Directive('@key(fields: "id")')
@ObjectType('Sku')
export class SkuStub {
  @Field(() => ID) id: string;
  @Directive('@external')
  @Field(() => SafeInt)
  weightGrams: number;
  @Directive('@external')
  @Field(() => String)
  storage: string;
}
