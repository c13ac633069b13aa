import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** The complaint that was paid for, as payments knows it: its id. Trust says who may see it. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Complaint')
export class ComplaintStub {
  @Field(() => ID) id: string;
}
