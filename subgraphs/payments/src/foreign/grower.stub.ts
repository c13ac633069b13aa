import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A member of a cooperative, as payments knows them: their id. The catalog says who reads the name. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('MemberGrower')
export class GrowerStub {
  @Field(() => ID) id: string;
}
