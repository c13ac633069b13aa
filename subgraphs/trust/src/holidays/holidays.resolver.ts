import { Ctx, Query, Resolver } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { calendarYears, CalendarYearView } from './holidays.view.ts';

@Resolver()
export class HolidaysResolver {
  @Query(() => [CalendarYearView], { description: 'The years around now, and all that were loaded.' })
  calendarYears(@Ctx() context: TrustContext) {
    return calendarYears(context);
  }
}
