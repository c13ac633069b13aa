import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Period } from '../rules/evidence.ts';

/**
 * What evidence of a period is counted from: what began in it, and what began before and was not done yet when it
 * began. What lies undone is so told of in each period until somebody does it, not in the first one alone. Each of the
 * three is a range of one index, on `began` or on `done`: nothing is read that ended before the period.
 */
export function ofPeriod(began: string, done: string, { fromMs, toMs }: Period): RawBuilder<SqlBool> {
  const [start, end] = [sql.ref(began), sql.ref(done)];
  const beganIn = sql<SqlBool>`(${start} >= ${fromMs} and ${start} < ${toMs})`;
  const isOpen = sql<SqlBool>`(${end} is null and ${start} < ${fromMs})`;
  const wasOpen = sql<SqlBool>`(${end} >= ${fromMs} and ${start} < ${fromMs})`;
  return sql<SqlBool>`(${beganIn} or ${isOpen} or ${wasOpen})`;
}
