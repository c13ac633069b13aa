import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Catalog's; here only named. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Lot')
export class LotStub {
  @Field(() => ID) id: string;
}
