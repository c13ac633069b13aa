import type { Kysely } from 'kysely';

/** Text for the driver, and what goes with it. */
export interface Compiled {
  readonly sql: string;
  readonly parameters: readonly unknown[];
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

const isRow = (value: unknown): value is Values => typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);

/** What of the values decides the text: how long lists are, and which columns rows have. */
function shapeOf(values: Values): string {
  let shape = '';
  for (const name in values) {
    const value = values[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (value === undefined) shape += '-';
    if (Array.isArray(value)) shape += `${value.length}`;
    if (isRow(first)) {
      const columns = Object.keys(first);
      if (Array.isArray(value) && value.some((row) => Object.keys(row as Values).length !== columns.length)) throw new Error(`rows of ${name} have different columns`);
      shape += `(${columns.join()})`;
    }
    shape += ';';
  }
  return shape;
}
function placesFor(values: Values): Values {
  const placeOf = (value: unknown, read: (values: Values) => unknown): unknown => {
    if (value === undefined) return undefined;
    if (Array.isArray(value)) return value.map((one, i) => placeOf(isRow(one) ? value[0] : one, (all) => (read(all) as unknown[])[i]));
    if (isRow(value)) return Object.fromEntries(Object.keys(value).map((column) => [column, new Place((all) => (read(all) as Values)[column] ?? null)]));
    return new Place(read);
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, placeOf(value, (all) => all[name])]));
}

/**
 * A statement whose text is built once for each form of its values, since building costs us more than sending. `build` gets a value, a list
 * for `in`, a row or a list of rows (all with the columns of the first) to insert, and must not look at any: it gets places for them. It may
 * ask whether one is there (undefined where it is not).
 */
export function statement<Rows, V extends object, Row>(build: (rows: Rows, values: V) => { compile(): Compiled; execute(): Promise<Row[]> }): (values: V) => Statement<Row> {
  const texts = { sqlite: new Map<string, { sql: string; places: readonly unknown[] }>(), server: new Map<string, { sql: string; places: readonly unknown[] }>() };
  return (given) => ({
    compiledBy(rows, dialect) {
      const values = given as Values;
      const shape = shapeOf(values);
      let text = texts[dialect].get(shape);
      if (!text) {
        const { sql, parameters } = build(rows as never, placesFor(values) as V).compile();
        text = { sql, places: parameters };
        if (texts[dialect].size < TEXTS_MAX) texts[dialect].set(shape, text);
      }
      return { sql: text.sql, parameters: text.places.map((place) => (place instanceof Place ? place.read(values) : place)) };
    },
  });
}
