import type { SqlRow } from './books.ts';

/** What broke an invariant is noted with the rows that show it. */
export type Must = (invariant: string, broken: readonly (string | SqlRow)[]) => void;
export type Index = ReadonlyMap<string, SqlRow>;
export const by = (rows: readonly SqlRow[], key: string): Index => new Map(rows.map((row) => [String(row[key]), row]));
