import type { SqlEntityManager } from '@mikro-orm/sql';
import { CalendarYear } from './entities.ts';
import { learnHolidays, type HolidayPlan } from '../rules/holidays.ts';
import { rowsOf, type Orm } from './orm.ts';

type Days = Pick<HolidayPlan, 'holidays' | 'workingDays'>;
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
  return rows.map(({ year, version, days, source, loadedAtMs }) => ({
    year,
    version,
    source,
    loadedAtMs: Number(loadedAtMs),
    ...(JSON.parse(days) as Days),
  }));
}

/** Every process learns what was loaded, whichever of its replicas heard of it. */
export async function learnKeptPlans(orm: Orm): Promise<void> {
  for (const plan of await keptPlans(orm.em.fork() as SqlEntityManager)) learnHolidays(plan);
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
