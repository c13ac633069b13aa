import { must } from '@heitu/kit/rules/checked';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { figuresOf, periodsOver, RETURN_KINDS, returnPeriod, StatisticalReturn, type TrustContext } from '@heitu/trust';
import { ADMIN, OPENED_DAY } from './trust-people.ts';

/**
 * What the county has filed since it opened, each return from its own figures: all but those whose day is still to
 * come, which are made by themselves and wait for people.
 */
export async function seedReturns({ rows, em }: Pick<TrustContext, 'rows' | 'em'>, nowMs: number): Promise<void> {
  for (const kind of RETURN_KINDS)
    for (const period of periodsOver(kind, nowMs + OPENED_DAY * DAY_MS, nowMs)) {
      const span = must(returnPeriod(kind, period), period);
      if (span.dueAtMs > nowMs) continue;
      const id = idFrom(`return:${kind}:${period}`);
      const filed = {
        id,
        kind,
        period,
        version: 1,
        state: 'filed' as const,
        content: JSON.stringify(await figuresOf({ rows }, kind, span)),
        producedAtMs: span.toMs + HOUR_MS,
        dueAtMs: span.dueAtMs,
        approvedBy: ADMIN,
        approvedAtMs: span.toMs + 3 * DAY_MS,
        filedAtMs: span.toMs + 5 * DAY_MS,
        receipt: `回执${period.replaceAll('-', '')}${id.slice(-6)}`,
      };
      // A platform that runs makes each return of a county that it meets, perhaps before this comes to it.
      await em.upsert(StatisticalReturn, filed, {
        onConflictFields: ['kind', 'period', 'version'],
        onConflictExcludeFields: ['id'],
      });
    }
}
