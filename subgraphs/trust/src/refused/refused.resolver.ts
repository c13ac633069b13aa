import { Ctx, Query, Resolver } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { refusedMonths } from './refused-months.ts';
import { MONTHS_SHOWN } from './refused.policy.ts';
import { RefusedMonthsView } from './refused.view.ts';

@Resolver()
export class RefusedResolver {
  @Query(() => RefusedMonthsView, {
    description: `What was refused at the gateways, month by month: the last ${MONTHS_SHOWN}.`,
  })
  refusedMonths(@Ctx() context: TrustContext) {
    return refusedMonths(context);
  }
}
