import { Field, ObjectType } from 'type-graphql';
import { connectionOf, SafeInt } from '@heitu/kit/rules/graphql';

@ObjectType()
export class LedgerBalance {
  @Field() account: string;
  @Field(() => SafeInt) balanceFen: number;
}

export const LedgerBalanceConnection = connectionOf('LedgerBalance', LedgerBalance);

@ObjectType()
export class TrialBalance {
  @Field(() => SafeInt, { description: 'The sum over all accounts: zero, or something is wrong.' }) sumFen: number;
  @Field() balanced: boolean;
}
