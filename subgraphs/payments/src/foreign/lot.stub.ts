import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A lot, as payments knows it: its id. The catalog owns the rest. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Lot')
export class LotStub {
  @Field(() => ID) id: string;
}
