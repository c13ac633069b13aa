import { calendarOf, type OwedPeriod } from '@heitu/kit/rules/duties';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { DUTIES } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { platform } from '../duties/trust.duties.ts';
import { RETURN_DUTIES, RETURN_KINDS, returnPeriod, type ReturnKind } from './disclosure.policy.ts';
import { makeReturn } from './produce-return.ts';

/** How far back a return is still made by itself: a year, and the time that the law gives. */
const BEHIND_MS = 400 * DAY_MS;

/** Makes the return of each period that is over, so that people find it, approve it and file it (6.1.f). */
export async function keepReturns(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const [opened] = await platform(context);
  if (!opened) return;
  for (const kind of RETURN_KINDS) {
    const over = periodsOver(kind, Math.max(opened.sinceMs, nowMs - BEHIND_MS), nowMs);
    if (over.length === 0) continue;
    const made = await context.rows
      .selectFrom('StatisticalReturn')
      .select('period')
      .where('kind', '=', kind)
      .where('period', 'in', over)
      .execute();
    const known = new Set(made.map(({ period }) => period));
    // The oldest first, one at a time: what fails holds only what comes after it.
    for (const period of over.filter((one) => !known.has(one))) await make(context, kind, period);
  }
}

/** The periods of a return that ended since, the one in which it began included. */
export function periodsOver(kind: ReturnKind, sinceMs: number, nowMs: number): string[] {
  const { each, due } = DUTIES[RETURN_DUTIES[kind]];
  return calendarOf({ each, due }, { fromMs: sinceMs, toMs: nowMs + BEHIND_MS })
    .filter(({ toMs }: OwedPeriod) => toMs > sinceMs && toMs <= nowMs)
    .map(({ period }) => period);
}

async function make(context: TrustContext, kind: ReturnKind, period: string): Promise<void> {
  const span = returnPeriod(kind, period);
  if (!span) throw new Error(`${kind} has no period ${period}`);
  await context.transaction(async (tx) => {
    const id = await makeReturn(context, tx, kind, period, span);
    if (id !== null) tx.audit({ type: 'return', id, clause: '6.1.f' });
    return ok(null);
  });
}
