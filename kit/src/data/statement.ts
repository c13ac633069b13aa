import type { Kysely } from 'kysely';
import { isRecord } from '../rules/checked.ts';

/** Text for the driver, and what goes with it. */
export interface Compiled {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /**
   * The text before, between and behind the places for parameters, where that is known: then nobody has to look for
   * them.
   */
  readonly parts?: readonly string[];
}
/** A statement with its values, for `context.read` and `writes.add`. */
export interface Statement<Row = unknown> {
  compiledBy(rows: Kysely<never>, dialect: Dialect): Compiled;
  readonly row?: Row;
}
export type StatementRow<S extends Statement> = S extends Statement<infer Row> ? Row : never;
export type Dialect = 'sqlite' | 'server';
type Values = Readonly<Record<string, unknown>>;

/** Stands for a value while the text is built; whoever looks at it has misunderstood. */
class Place {
  readonly read: (values: Values) => unknown;
  constructor(read: (values: Values) => unknown) {
    this.read = read;
  }
  [Symbol.toPrimitive](): never {
    throw new Error('a statement is built without its values: what it says may not depend on them');
  }
}

/** Lists of very many lengths would each be kept. */
const TEXTS_MAX = 200;

interface Text extends Pick<Compiled, 'sql' | 'parts'> {
  readonly form: Form;
  readonly places: readonly unknown[];
}

const isRow = (value: unknown): value is Values => isRecord(value) && !ArrayBuffer.isView(value);
/** A part of a row or of a list. */
const partOf = (whole: unknown, part: string | number): unknown => (isRecord(whole) ? whole[part] : undefined);

/** What of the values decides the text: which are there, how long lists are, and which columns rows have. */
interface Form {
  readonly names: readonly string[];
  /** Of each: undefined where it is absent, null for a value by itself, else how many, and of rows their columns. */
  readonly kinds: readonly (
    | undefined
    | null
    | { readonly count: number | null; readonly columns: readonly string[] | null }
  )[];
}
function formOf(values: Values): Form {
  const kinds = Object.values(values).map((value) => {
    if (value === undefined) return undefined;
    const first: unknown = Array.isArray(value) ? value[0] : value;
    const columns = isRow(first) ? Object.keys(first) : null;
    return Array.isArray(value) || columns ? { count: Array.isArray(value) ? value.length : null, columns } : null;
  });
  return { names: Object.keys(values), kinds };
}
function hasColumns(row: Values, columns: readonly string[]): boolean {
  let i = 0;
  for (const column in row) if (columns[i++] !== column) return false;
  return i === columns.length;
}
/** Looks without making anything: this is asked for each statement that is sent. */
function isOf({ names, kinds }: Form, values: Values): boolean {
  let i = 0;
  for (const name in values) {
    const value = values[name];
    const kind = kinds[i];
    if (names[i++] !== name || (value === undefined) !== (kind === undefined)) return false;
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (!kind) {
      if (value !== undefined && (Array.isArray(value) || isRow(first))) return false;
    } else if (
      (Array.isArray(value) ? value.length : null) !== kind.count ||
      (kind.columns ? !(isRow(first) && hasColumns(first, kind.columns)) : isRow(first))
    )
      return false;
  }
  return i === names.length;
}
function assertSameColumns(values: Values): void {
  for (const name in values) {
    const value = values[name];
    if (!Array.isArray(value) || value.length < 2 || !isRow(value[0])) continue;
    const columns = Object.keys(value[0]);
    const isLike = (row: Values): boolean =>
      hasColumns(row, columns) ||
      (Object.keys(row).length === columns.length && columns.every((column) => column in row));
    if (!value.every(isLike)) throw new Error(`rows of ${name} have different columns`);
  }
}
function placesFor(values: Values): Values {
  const placeOf = (value: unknown, read: (values: Values) => unknown): unknown => {
    if (value === undefined) return undefined;
    if (Array.isArray(value))
      return value.map((one, i) => placeOf(isRow(one) ? value[0] : one, (all) => partOf(read(all), i)));
    if (isRow(value))
      return Object.fromEntries(
        Object.keys(value).map((column) => [column, new Place((all) => partOf(read(all), column) ?? null)]),
      );
    return new Place(read);
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, placeOf(value, (all) => all[name])]));
}

/**
 * A statement whose text is built once for each form of its values, since building costs us more than sending. `build`
 * gets a value, a list for `in`, a row or a list of rows (all with the columns of the first) to insert, and must not
 * look at any: it gets places for them. It may ask whether one is there (undefined where it is not).
 */
export function statement<Rows, V extends object, Row>(
  build: (rows: Rows, values: V) => { compile(): Compiled; execute(): Promise<Row[]> },
): (values: V) => Statement<Row> {
  const texts: Record<Dialect, Text[]> = { sqlite: [], server: [] };
  function textFor(rows: Rows, dialect: Dialect, values: Values): Text {
    const known = texts[dialect];
    const at = known.findIndex(({ form }) => isOf(form, values));
    // The one that was last asked for is looked at first.
    if (at > 0) known.unshift(...known.splice(at, 1));
    const [asked] = known;
    if (at >= 0 && asked) return asked;
    // Places stand for values, of whatever type those are.
    const { sql, parameters } = build(rows, placesFor(values) as V).compile();
    const parts = sql.split('?');
    // A question mark within a literal is no place; the driver can tell.
    const text = {
      form: formOf(values),
      sql,
      places: parameters,
      ...(parts.length === parameters.length + 1 && { parts }),
    };
    if (known.length < TEXTS_MAX) known.unshift(text);
    return text;
  }
  return (values) => ({
    compiledBy(rows, dialect) {
      if (!isRecord(values)) throw new Error('the values of a statement have names');
      assertSameColumns(values);
      // Whose rows they are, `build` says.
      const { sql, places, parts } = textFor(rows as never, dialect, values);
      return { sql, parameters: places.map((place) => (place instanceof Place ? place.read(values) : place)), parts };
    },
  });
}
