import { Directive, Field, ID, ObjectType } from 'type-graphql';

/**
 * Entities of sellers, catalog, orders and logistics to which trust adds what it knows: credit, ratings, reviews, what
 * can be said of an order.
 */
@Directive('@key(fields: "id")')
@ObjectType('Shop')
export class ShopStub {
  @Field(() => ID) id: string;
}
@Directive('@key(fields: "id")')
@ObjectType('Party')
export class PartyStub {
  @Field(() => ID) id: string;
}
@Directive('@key(fields: "id")')
@ObjectType('Product')
export class ProductStub {
  @Field(() => ID) id: string;
}
@Directive('@key(fields: "id")')
@ObjectType('Order')
export class OrderStub {
  @Field(() => ID) id: string;
}
@Directive('@key(fields: "id")')
@ObjectType('Shipment')
export class ShipmentStub {
  @Field(() => ID) id: string;
}
