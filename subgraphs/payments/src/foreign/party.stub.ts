import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Who gets the money, as payments knows it: its id. Sellers owns the rest. */
@Directive('@key(fields: "id")')
@ObjectType('Party')
export class PartyStub {
  @Field(() => ID) id: string;
}
