import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Orders'; we add how it travels. */
@Directive('@key(fields: "id")')
@ObjectType('Order')
export class OrderStub {
  @Field(() => ID) id: string;
}
/** Orders'; here only named: orders says who sees it. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('AfterSale')
export class AfterSaleStub {
  @Field(() => ID) id: string;
}
