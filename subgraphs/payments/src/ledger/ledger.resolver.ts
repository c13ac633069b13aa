import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { LEDGER_BALANCE_SORTS, ledgerPage, trialBalance } from './ledger.loader.ts';
import { LedgerBalance, LedgerBalanceConnection, TrialBalance } from './ledger.view.ts';

const LedgerBalancePage = sortedArgs('LedgerBalanceSort', LEDGER_BALANCE_SORTS);

@Resolver()
export class LedgerResolver {
  @Query(() => TrialBalance, {
    description: 'The sum over all accounts of the books, which is zero where nothing is wrong.',
  })
  trialBalance(@Ctx() context: PaymentsContext) {
    return trialBalance(context);
  }
  @Query(() => LedgerBalanceConnection, {
    description: 'The accounts of the books, some for each party: by account, or sorted by their balances.',
  })
  ledgerBalances(
    @Ctx() context: PaymentsContext,
    @Args(() => LedgerBalancePage) page: SortedPage,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only the accounts of this party.' }) partyId?: string,
  ) {
    return ledgerPage(context, { partyId }, page);
  }
}

@Resolver(() => LedgerBalance)
export class LedgerBalanceResolver {
  @FieldResolver(() => PartyStub, {
    nullable: true,
    description: "Null for the platform's own and the buyers' accounts.",
  })
  party(@Root() { account }: LedgerBalance): PartyStub | null {
    const id = account.split(':')[1];
    return id ? { id } : null;
  }
}
