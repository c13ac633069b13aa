import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { StatementKinds } from '../enums.ts';
import type { StatementKind } from './statement.policy.ts';

@ObjectType('StatementLine', { description: 'All of one kind in the month.' })
export class StatementLineView {
  @Field(() => StatementKinds) kind: StatementKind;
  @Field(() => SafeInt, { description: 'Above zero: came in.' }) fen: number;
  @Field(() => Int, { description: 'So many movements.' }) count: number;
}

@ObjectType('StatementBankLine', {
  description: "The provider's own line of the last day that was compared, and what leads from it to our closing.",
})
export class StatementBankLineView {
  @Field(() => LocalDate) date: string;
  @Field(() => SafeInt, { description: 'What the provider says the account held.' }) theirFen: number;
  @Field(() => SafeInt, { description: 'By our books.' }) ourFen: number;
  @Field(() => SafeInt, { description: 'Theirs less ours, of orders that only one of the two had entered.' })
  underWayFen: number;
  @Field(() => SafeInt, { description: 'Theirs less ours when the account was compared for the first time.' })
  openingFen: number;
  @Field(() => SafeInt, { description: 'Theirs less ours that nothing explains.' }) differenceFen: number;
  @Field(() => SafeInt, { description: 'By our books, what moved since; zero once the month is compared.' })
  sinceFen: number;
}

@ObjectType('StatementInvoices')
export class StatementInvoicesView {
  @Field(() => Int, { description: 'Issued in the month.' }) issuedCount: number;
  @Field(() => SafeInt) issuedFen: number;
  @Field(() => Int, { description: 'Turned red in the month.' }) redCount: number;
  @Field(() => SafeInt) redFen: number;
  @Field(() => Int, { description: 'Asked for until then, and neither issued nor ended yet.' }) waitingCount: number;
}

@ObjectType('MoneyStatement', {
  description:
    "A month of a party's account at the provider: opening and lines are closing, and closing is the bank's.",
})
export class MoneyStatementView {
  @Field(() => ID) partyId: string;
  @Field({ description: "The account's number at the provider." }) merchant: string;
  @Field({ description: '2026-11' }) month: string;
  @Field(() => SafeInt, { description: 'Frozen and available when it began.' }) openingFen: number;
  @Field(() => [StatementLineView]) lines: StatementLineView[];
  @Field(() => SafeInt, { description: 'Frozen and available when it ended, or now.' }) closingFen: number;
  @Field(() => SafeInt, {
    description: "What the party's deposit paid for it in the month; the deposit is no part of the account.",
  })
  fromDepositFen: number;
  @Field({ description: 'Its last day is compared.' }) isFinal: boolean;
  @Field({ description: 'The books of the month are closed: only two people can open them again.' }) isClosed: boolean;
  @Field(() => StatementBankLineView, { nullable: true, description: 'Null while no day of it is compared.' })
  bank: StatementBankLineView | null;
  @Field(() => StatementInvoicesView) invoices: StatementInvoicesView;
}
