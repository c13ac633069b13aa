import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** The order as payments knows it: its id. Orders owns the rest. */
@Directive('@key(fields: "id")')
@ObjectType('Order')
export class OrderStub {
  @Field(() => ID) id: string;
}
