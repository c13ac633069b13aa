import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { Ctx, Query, Resolver } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { SOFTWARE_DAYS_MAX } from './software.policy.ts';
import { SoftwareDayView } from './software.view.ts';

@Resolver()
export class SoftwareResolver {
  @Query(() => [SoftwareDayView], {
    description: `How our software did on people's phones, the newest day first: the last ${SOFTWARE_DAYS_MAX} days.`,
  })
  softwareDays(@Ctx() { rows, clock }: TrustContext) {
    return rows
      .selectFrom('SoftwareDay')
      .selectAll()
      .where('day', '>', chinaDate(clock.now() - SOFTWARE_DAYS_MAX * DAY_MS))
      .orderBy('day', 'desc')
      .orderBy('client')
      .orderBy('release')
      .execute();
  }
}
