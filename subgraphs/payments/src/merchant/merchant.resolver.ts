import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Tag } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext, RowOf } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { merchantLifecycle, type MerchantAccountState } from './merchant.lifecycle.ts';
import { MERCHANT_ACCOUNT_SORTS, merchantPage } from './merchant.loader.ts';
import { MerchantAccountView, MerchantAccountConnection } from './merchant.view.ts';
import { MerchantAccountStates } from '../enums.ts';

const MerchantAccountPage = sortedArgs('MerchantAccountSort', MERCHANT_ACCOUNT_SORTS);

@Resolver()
export class MerchantAccountsResolver {
  @Tag('partner', 'scope/bank')
  @Query(() => MerchantAccountConnection, {
    description: 'Newest first, or sorted.',
  })
  merchantAccounts(
    @Ctx() context: PaymentsContext,
    @Args(() => MerchantAccountPage) page: SortedPage,
    @Arg('state', () => MerchantAccountStates, { nullable: true, description: 'Only accounts in this state.' })
    state?: MerchantAccountState,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only the account of this party.' }) partyId?: string,
    @Arg('merchant', () => String, { nullable: true, description: 'The whole number.' }) merchant?: string,
  ) {
    return merchantPage(context, { state, partyId, merchant }, page);
  }
}

@Resolver(() => MerchantAccountView)
export class MerchantAccountResolver {
  @Tag('partner')
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: RowOf<'MerchantAccount'>): string {
    return merchantLifecycle.texts[state];
  }
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: MerchantAccountView): PartyStub {
    return { id: partyId };
  }
}
