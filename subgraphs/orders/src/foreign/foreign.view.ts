import { Tag } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType('Sku')
export class SkuStub {
  @Tag('partner') @Field(() => ID) id: string;
}
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Product')
export class ProductStub {
  @Field(() => ID) id: string;
}
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Shop')
export class ShopStub {
  @Field(() => ID) id: string;
}
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Party')
export class PartyStub {
  @Field(() => ID) id: string;
}
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Lot')
export class LotStub {
  @Field(() => ID) id: string;
}
