import { keptPlans } from '@heitu/kit/data/calendar-years';
import { DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { isYearKnown } from '@heitu/kit/rules/holidays';
import { Field, Int, ObjectType } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { shownYears } from './holidays.policy.ts';

@ObjectType('CalendarYear', { description: "What is known of a year's holidays, by which working days are counted." })
export class CalendarYearView {
  @Field(() => Int) year: number;
  @Field({
    description: 'False: nobody has published it here; deadlines then leave out every day that could be a holiday.',
  })
  known: boolean;
  @Field(() => Int, {
    nullable: true,
    description: 'Of a loaded plan: 1, or more where it was corrected; null: from the software.',
  })
  version: number | null;
  @Field(() => String, { nullable: true, description: 'Where a loaded plan was published.' }) source: string | null;
  @Field(() => DateTime, { nullable: true, name: 'loadedAt' }) loadedAtMs: number | null;
  @Field(() => [LocalDate], { name: 'holidayDates', description: 'Days off of a loaded plan.' })
  holidays: string[];
  @Field(() => [LocalDate], { name: 'workingDates', description: 'Weekend days of a loaded plan that are worked.' })
  workingDays: string[];
}

export async function calendarYears(context: TrustContext): Promise<CalendarYearView[]> {
  const loaded = new Map((await keptPlans(context.em)).map((plan) => [plan.year, plan]));
  const years = new Set([...shownYears(context.clock.now()), ...loaded.keys()]);
  return [...years]
    .toSorted((one, other) => one - other)
    .map((year) => {
      const {
        version = null,
        source = null,
        loadedAtMs = null,
        holidays = [],
        workingDays = [],
      } = loaded.get(year) ?? {};
      return {
        year,
        known: isYearKnown(year),
        version,
        source,
        loadedAtMs,
        holidays: [...holidays],
        workingDays: [...workingDays],
      };
    });
}
