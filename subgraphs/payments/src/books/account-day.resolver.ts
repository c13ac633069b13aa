import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { PaymentsContext } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { ACCOUNT_DAY_SORTS, accountDayPage } from './account-day.loader.ts';
import { AccountDayConnection, AccountDayView } from './account-day.view.ts';

const AccountDayPage = sortedArgs('AccountDaySort', ACCOUNT_DAY_SORTS);

@Resolver()
export class AccountDaysResolver {
  @Query(() => AccountDayConnection, {
    description:
      'What each account held at the end of each day, by the provider and by our books. The newest first, or sorted.',
  })
  accountDays(
    @Ctx() context: PaymentsContext,
    @Args(() => AccountDayPage) page: SortedPage,
    @Arg('date', () => LocalDate, { nullable: true, description: 'Only of this day, in China.' }) date?: string,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only the account of this party.' }) partyId?: string,
    @Arg('isDifferent', () => Boolean, {
      nullable: true,
      description: 'Only those where something is left unexplained, or only those where nothing is.',
    })
    isDifferent?: boolean,
  ) {
    return accountDayPage(context, { date, partyId, isDifferent }, page);
  }
}

@Resolver(() => AccountDayView)
export class AccountDayResolver {
  @FieldResolver(() => PartyStub, { nullable: true, description: "Null for the platform's own." })
  party(@Root() { partyId }: AccountDayView): PartyStub | null {
    return partyId ? { id: partyId } : null;
  }
}
