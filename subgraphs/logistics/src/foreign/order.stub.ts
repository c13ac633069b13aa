import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Orders'; we add how it travels. */
@Directive('@key(fields: "id")')
@ObjectType('Order')
export class OrderStub {
  @Field(() => ID) id: string;
}
