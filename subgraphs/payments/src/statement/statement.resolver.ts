import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { LocalDate } from '@heitu/kit/rules/graphql';
import type { PaymentsContext } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { moneyStatement } from './statement.loader.ts';
import { MoneyStatementView } from './statement.view.ts';

@Resolver(() => MoneyStatementView)
export class MoneyStatementResolver {
  @Query(() => MoneyStatementView, {
    nullable: true,
    description: 'A month of the account of a party of mine; null where it has none.',
  })
  moneyStatement(
    @Ctx() context: PaymentsContext,
    @Arg('partyId', () => ID, { description: 'Whose account.' }) partyId: string,
    @Arg('on', () => LocalDate, { description: 'Any day of the month, in China.' }) on: string,
  ) {
    return moneyStatement(context, partyId, on.slice(0, 7));
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: MoneyStatementView): PartyStub {
    return { id: partyId };
  }
}
