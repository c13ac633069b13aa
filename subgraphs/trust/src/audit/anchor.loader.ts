import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { TrustContext } from '../context.ts';

/** The newest published head at each of these moments: that of the day, or of the day before while the day has none. */
export async function anchorsAt(context: TrustContext, moments: readonly number[]) {
  const days = [...new Set(moments.flatMap((atMs) => [chinaDate(atMs), chinaDate(atMs - DAY_MS)]))];
  const rows = await context.rows
    .selectFrom('AuditAnchor')
    .selectAll()
    .where('on', 'in', days)
    .orderBy('on', 'desc')
    .execute();
  return moments.map((atMs) => rows.find((row) => row.atMs <= atMs) ?? null);
}
