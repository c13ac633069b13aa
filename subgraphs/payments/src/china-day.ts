import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { sql } from 'kysely';

const CHINA_OFFSET_MS = 8 * HOUR_MS;

/** In a statement: when the day in China began that a column's moment lies in. */
export const chinaDayOf = (column: string) =>
  sql<number>`${sql.ref(column)} - (${sql.ref(column)} + ${sql.lit(CHINA_OFFSET_MS)}) % ${sql.lit(DAY_MS)}`;
