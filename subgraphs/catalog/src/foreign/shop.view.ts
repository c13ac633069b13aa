import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Sellers owns it; what is sold in it is added here. */
@Directive('@key(fields: "id")')
@ObjectType('Shop')
export class ShopView {
  @Field(() => ID) id: string;
}
