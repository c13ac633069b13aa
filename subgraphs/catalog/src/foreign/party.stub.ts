import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Sellers'; here it only names who sells. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Party')
export class PartyStub {
  @Field(() => ID) id: string;
}
