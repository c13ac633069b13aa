import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { ledgerPage, trialBalance } from './ledger.loader.ts';
import { LedgerBalance, LedgerBalanceConnection, TrialBalance } from './ledger.view.ts';

@Resolver()
export class LedgerResolver {
  @Query(() => TrialBalance, {
    description: 'The sum over all accounts of the books, which is zero where nothing is wrong.',
  })
  trialBalance(@Ctx() context: PaymentsContext) {
    return trialBalance(context);
  }
  @Query(() => LedgerBalanceConnection, {
    description: 'The accounts of the books, some for each party: by account, or sorted by balanceFen.',
  })
  ledgerBalances(
    @Ctx() context: PaymentsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
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
