import { calendarPublished } from '@heitu/events/trust.calendar-published.v1';
import { keepPlan, keptPlans, type PublishedPlan } from '@heitu/kit/data/calendar-years';
import { learnHolidays, statutoryMissing } from '@heitu/kit/rules/holidays';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, localDate, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { loadHolidaysRefusals } from './holidays.refusals.ts';
import { DAYS_MAX } from './holidays.policy.ts';

const days = () =>
  z
    .array(localDate())
    .max(DAYS_MAX)
    .transform((list) => [...new Set(list)].toSorted());
const schema = z.object({
  requestId: identifier(),
  year: z.number().int().min(2026, '年份写作 2027').max(2100, '年份写作 2027'),
  source: line(200, 8),
  holidays: days(),
  workingDays: days(),
});

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
/** A plan speaks of its year and of the last days before it, which belong to its New Year. */
const isOfPlan = (date: string, year: number): boolean =>
  date.startsWith(`${year}-`) || (date >= `${year - 1}-12-29` && date < `${year}-01-01`);

/**
 * Loads a year's official plan of holidays with where it was published, or its correction as the next version; all
 * rooms count working days by it from then on (7.5.w). Deadlines that were set before stay as they were said: none of
 * them is earlier than by the plan.
 */
export async function loadHolidays(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ year: number }, CodeOf<typeof loadHolidaysRefusals>>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, year, source, holidays, workingDays } = valid.value;
  const stray = [...holidays, ...workingDays].filter((date) => !isOfPlan(date, year));
  if (stray.length > 0)
    return refuse(
      loadHolidaysRefusals,
      'OTHER_YEAR',
      stray.map((at) => ({ at, text: `不在 ${year} 年的安排里` })),
    );
  const odd = workingDays.filter((date) => !isWeekend(date) || holidays.includes(date));
  if (odd.length > 0)
    return refuse(
      loadHolidaysRefusals,
      'NOT_A_WEEKEND',
      odd.map((at) => ({ at, text: '不是周六、周日，或同时写成了放假' })),
    );
  const missing = statutoryMissing(year, holidays);
  if (missing.length > 0)
    return refuse(
      loadHolidaysRefusals,
      'STATUTORY_DAYS_MISSING',
      missing.map((title) => ({ at: 'holidays', text: title })),
    );
  let plan: PublishedPlan | undefined;
  try {
    const outcome = await context.transaction(
      async (tx) => {
        const version =
          Math.max(0, ...(await keptPlans(tx.em)).filter((plan) => plan.year === year).map((plan) => plan.version)) + 1;
        plan = { year, version, holidays, workingDays, source };
        await keepPlan(tx.em, plan, context.clock.now());
        tx.publish(calendarPublished, { type: 'calendar', id: String(year) }, plan);
        tx.audit({ type: 'calendar', id: String(year), clause: '7.5.w' });
        return ok({ year });
      },
      { id: requestId, input },
    );
    if (outcome.ok && plan) learnHolidays(plan);
    return outcome;
  } catch (error) {
    if (isDuplicateKey(error)) return refuse(loadHolidaysRefusals, 'NEWER_VERSION');
    throw error;
  }
}
