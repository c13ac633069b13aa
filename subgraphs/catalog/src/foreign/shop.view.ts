import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Sellers owns it; what is sold in it is added here. */
@Directive('@key(fields: "id")')
@Directive(SAME_FOR_ALL)
@ObjectType('Shop')
export class ShopView {
  @Field(() => ID) id: string;
}
