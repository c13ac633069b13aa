import { calendarPublished } from '@heitu/events/trust.calendar-published.v1';
import { keepPlan, keptPlans, type PublishedPlan } from '@heitu/kit/data/calendar-years';
import { learnHolidays, statutoryMissing } from '@heitu/kit/rules/holidays';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { aboutThing, atField, ok } from '@heitu/kit/rules/outcome';
import { asScalar, line, localDate, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { GraphQLInt } from 'graphql';
import { LocalDate } from '@heitu/kit/rules/graphql';
import { must } from '@heitu/kit/rules/checked';
import { mutation, type TrustContext } from '../context.ts';
import { DAYS_MAX } from './holidays.policy.ts';
import { calendarYears, CalendarYearView } from './holidays.view.ts';

const days = () =>
  z
    .array(asScalar(LocalDate, localDate()))
    .max(DAYS_MAX)
    .transform((list) => [...new Set(list)].toSorted());
const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
/** A plan speaks of its year and of the last days before it, which belong to its New Year. */
const isOfPlan = (date: string, year: number): boolean =>
  date.startsWith(`${year}-`) || (date >= `${year - 1}-12-29` && date < `${year}-01-01`);

/**
 * Loads a year's official plan of holidays with where it was published, or its correction as the next version; all
 * rooms count working days by it from then on (7.5.w). Deadlines that were set before stay as they were said: none of
 * them is earlier than by the plan.
 */
export const loadHolidays = mutation({
  name: 'loadHolidays',
  description: "Loads a year's official plan, or its correction.",
  may: permit.role('operator-admin'),
  input: z.object({
    year: asScalar(GraphQLInt, z.number().int().min(2026, '年份写作 2027').max(2100, '年份写作 2027')).describe(
      '2026 to 2100.',
    ),
    source: line(200, 8).describe("The notice's title and number, as published."),
    holidayDates: days().describe('Every day off, weekends within a holiday included.'),
    workingDates: days().describe('Saturdays and Sundays that are worked instead.'),
  }),
  requestId: 'must',
  refusals: {
    OTHER_YEAR: { message: '有的日期不在这一年的安排里，请核对' },
    NOT_A_WEEKEND: { message: '调休上班日只能是周六、周日，也不能同时放假，请核对' },
    STATUTORY_DAYS_MISSING: { message: '少了法定节假日，请对照国务院的通知补齐' },
    NEWER_VERSION: { message: '刚刚有人登记了这一年，请刷新后再看' },
  },
  shows: {
    View: CalendarYearView,
    of: async (context: TrustContext, plan: { year: number }) =>
      must(
        (await calendarYears(context)).find(({ year }) => year === plan.year),
        `the plan of ${plan.year}`,
      ),
  },
  async run(context, { year, source, holidayDates: holidays, workingDates: workingDays }, refuse) {
    const stray = [...holidays, ...workingDays].filter((date) => !isOfPlan(date, year));
    if (stray.length > 0)
      return refuse(
        'OTHER_YEAR',
        stray.map((date) => aboutThing(date, `不在 ${year} 年的安排里`)),
      );
    const odd = workingDays.filter((date) => !isWeekend(date) || holidays.includes(date));
    if (odd.length > 0)
      return refuse(
        'NOT_A_WEEKEND',
        odd.map((date) => aboutThing(date, '不是周六、周日，或同时写成了放假')),
      );
    const missing = statutoryMissing(year, holidays);
    if (missing.length > 0)
      return refuse(
        'STATUTORY_DAYS_MISSING',
        missing.map((title) => atField('holidayDates', title)),
      );
    let plan: PublishedPlan | undefined;
    try {
      const outcome = await context.transaction(async (tx) => {
        const version =
          Math.max(0, ...(await keptPlans(tx.em)).filter((plan) => plan.year === year).map((plan) => plan.version)) + 1;
        plan = { year, version, holidays, workingDays, source };
        await keepPlan(tx.em, plan, context.clock.now());
        tx.publish(calendarPublished, { type: 'calendar', id: String(year) }, plan);
        tx.audit({ type: 'calendar', id: String(year), clause: '7.5.w' });
        return ok({ year });
      });
      if (outcome.ok && plan) learnHolidays(plan);
      return outcome;
    } catch (error) {
      if (isDuplicateKey(error)) return refuse('NEWER_VERSION');
      throw error;
    }
  },
});
