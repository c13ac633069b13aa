/**
 * What is looked at before it is believed: each tells what was missing or wrong, where a cast or a mark would be
 * silent.
 */
import type { z } from 'zod';

/**
 * What has to be there, by what the code before it made sure of: `must(byId.get(id), 'the row of a loaded key')`. That
 * it is not is a bug, so it throws.
 */
export function must<T>(value: T, what: string): NonNullable<T> {
  if (value === undefined || value === null) throw new Error(`missing: ${what}`);
  return value;
}

/** Whether a value has fields to look at: an object, an array too. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A JSON text by its schema: `jsonOf(z.array(z.string()), row.tags)`. Text that is not so throws. */
export const jsonOf = <Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> =>
  schema.parse(JSON.parse(text));

/** Whether a word is one of a table's: `if (isKeyOf(DESKS, word)) DESKS[word]`. */
export const isKeyOf = <T extends object>(table: T, word: PropertyKey): word is keyof T => Object.hasOwn(table, word);

/** The words of a table that is written in code, and so has no others: `keysOf(DESKS)`. */
export function keysOf<T extends object>(table: T): (keyof T & string)[] {
  const keys: (keyof T & string)[] = [];
  for (const key in table) if (Object.hasOwn(table, key)) keys.push(key);
  return keys;
}

/** What is told of each word of a table, by the same words. */
export const tableOf = <T extends object, V>(
  table: T,
  tell: (entry: T[keyof T & string], word: keyof T & string) => V,
): Readonly<Record<keyof T & string, V>> =>
  // The language knows of an object made from entries only that its values are alike.
  Object.fromEntries(keysOf(table).map((word) => [word, tell(table[word], word)])) as Record<keyof T & string, V>;

/** What was thrown, as an error: in JavaScript anything can be thrown. */
export const errorOf = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** The code by which libraries tell their errors apart; empty where there is none. */
export const codeOf = (thrown: unknown): string => (isRecord(thrown) ? String(thrown['code'] ?? '') : '');

/** Whether all these columns of a row hold something: `rows.filter((row) => holds(row, 'paidAtMs'))`. */
export const holds = <Row extends object, Name extends keyof Row>(
  row: Row,
  ...names: readonly Name[]
): row is Row & { [N in Name]: NonNullable<Row[N]> } =>
  names.every((name) => row[name] !== undefined && row[name] !== null);
