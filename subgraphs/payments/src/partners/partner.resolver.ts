import { GraphQLError } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { LocalDate, PageArgs, Tag } from '@heitu/kit/rules/graphql';
import type { PaymentsContext } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { partnerPayments, payouts, salesByDay } from './partner.loader.ts';
import { PartnerPayment, PartnerPaymentConnection, PayoutConnection, SalesDay } from './partner.view.ts';

const DAYS_MAX = 366;
const dayStart = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

@Resolver(() => PartnerPayment)
export class PartnerMoneyResolver {
  @Tag('partner', 'scope/marketing-accounts')
  @Query(() => [SalesDay], {
    description: 'Sales, refunds and commission by seller and day, both days included; a year at most.',
  })
  salesByDay(
    @Ctx() context: PaymentsContext,
    @Arg('fromDate', () => LocalDate, { description: 'The first day, in China.' }) fromDate: string,
    @Arg('toDate', () => LocalDate, { description: 'The last day, in China.' }) toDate: string,
  ) {
    const [fromMs, toMs] = [dayStart(fromDate), dayStart(toDate) + DAY_MS];
    if (toMs - fromMs > DAYS_MAX * DAY_MS)
      throw new GraphQLError(`一次最多查${DAYS_MAX}天`, {
        extensions: { code: 'BAD_USER_INPUT', max: DAYS_MAX, asked: Math.round((toMs - fromMs) / DAY_MS) },
      });
    return salesByDay(context, fromMs, toMs);
  }
  @Tag('partner', 'scope/payment')
  @Query(() => PartnerPaymentConnection, { description: "Payments of the sellers' orders, newest first." })
  partnerPayments(@Ctx() context: PaymentsContext, @Args(() => PageArgs) page: PageArgs) {
    return partnerPayments(context, page);
  }
  @Tag('partner', 'scope/bank')
  @Query(() => PayoutConnection, { description: "What the provider moved to the sellers' accounts, newest first." })
  payouts(@Ctx() context: PaymentsContext, @Args(() => PageArgs) page: PageArgs) {
    return payouts(context, page);
  }
}

@Resolver(() => SalesDay)
export class SalesDayResolver {
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: SalesDay): PartyStub {
    return { id: partyId };
  }
}
