import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';

@ObjectType('AccountDay', { description: 'What an account at the provider held when a day ended.' })
export class AccountDayView {
  @Field(() => ID) id: string;
  @Field(() => LocalDate) date: string;
  @Field({ description: "The account's number at the provider." }) merchant: string;
  partyId: string | null;
  @Field(() => SafeInt, { description: 'By the provider.' }) theirFen: number;
  @Field(() => SafeInt, { description: 'By our books.' }) ourFen: number;
  @Field(() => SafeInt, {
    description: 'Theirs less ours, of orders that only one of the two had entered when the day ended.',
  })
  underWayFen: number;
  @Field(() => SafeInt, { description: 'Theirs less ours when this account was compared for the first time.' })
  openingFen: number;
  @Field(() => SafeInt, { description: 'Theirs less ours that nothing explains: zero, or something is wrong.' })
  differenceFen: number;
}

export const AccountDayConnection = connectionOf('AccountDay', AccountDayView);
