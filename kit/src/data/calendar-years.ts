import type { SqlEntityManager } from '@mikro-orm/sql';
import { jsonOf } from '../rules/checked.ts';
import { z } from '../rules/validate.ts';
import { CalendarYear } from './entities.ts';
import { learnHolidays, type HolidayPlan } from '../rules/holidays.ts';
import { rowsOf, type Orm } from './orm.ts';

const days = z.object({ holidays: z.array(z.string()), workingDays: z.array(z.string()) });
/** A plan with where it was published. */
export interface PublishedPlan extends HolidayPlan {
  source: string;
}

/** What is kept of loaded plans, the newest version of each year last. */
export async function keptPlans(em: SqlEntityManager): Promise<(PublishedPlan & { loadedAtMs: number })[]> {
  const rows = await rowsOf<[typeof CalendarYear]>(em)
    .selectFrom('CalendarYear')
    .selectAll()
    .orderBy('year')
    .orderBy('version')
    .execute();
  return rows.map(({ id: _id, days: text, ...row }) => ({ ...row, ...jsonOf(days, text) }));
}

/** Every process learns what was loaded, whichever of its replicas heard of it. */
export async function learnKeptPlans(orm: Orm): Promise<void> {
  for (const plan of await keptPlans(orm.em.fork())) learnHolidays(plan);
}

/** Keeps a plan: each version of a year once, by its key. */
export async function keepPlan(em: SqlEntityManager, plan: PublishedPlan, nowMs: number): Promise<void> {
  const { year, version, holidays, workingDays, source } = plan;
  await em.insert(CalendarYear, {
    id: `${year}:${version}`,
    year,
    version,
    days: JSON.stringify({ holidays, workingDays }),
    source,
    loadedAtMs: nowMs,
  });
}

/** What another room loaded is kept here and counted by at once; other replicas learn it within a minute. */
export async function hearPlan(em: SqlEntityManager, plan: PublishedPlan, nowMs: number): Promise<void> {
  await keepPlan(em, plan, nowMs);
  learnHolidays(plan);
}
