import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';

/** Catalog's; we add what its delivery costs. */
@Directive('@key(fields: "id")')
@ObjectType('Sku')
export class SkuStub {
  @Field(() => ID) id: string;
  @Directive('@external')
  @Field(() => SafeInt)
  weightGrams: number;
  /** As catalog's API writes it. */
  @Directive('@external')
  @Field(() => Storages)
  storage: keyof typeof Storages;
}
