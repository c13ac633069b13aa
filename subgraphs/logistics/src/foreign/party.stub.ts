import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Sellers'; here it only names a carrier or a seller. */
@Directive('@key(fields: "id")')
@ObjectType('Party')
export class PartyStub {
  @Field(() => ID) id: string;
}
