import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType()
export class PaymentsDone {
  @Field(() => ID, { description: 'What the act was done to.' }) id: string;
}
