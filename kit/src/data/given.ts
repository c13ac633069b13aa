type Given<T> = { [K in keyof T]?: NonNullable<T[K]> };
const isGiven = <V>(value: V): value is NonNullable<V> => value !== undefined && value !== null && value !== '';

/** What a list is narrowed by, without what nobody asked for: `.where((eb) => eb.and(given({ kind, state })))`. */
export function given<T extends object>(values: T): Given<T> {
  const asked: Given<T> = {};
  for (const name in values) {
    const value = values[name];
    if (isGiven(value)) asked[name] = value;
  }
  return asked;
}

/** The same for what is more than equal: `.$call(ifGiven(after, (query, [id]) => query.where('id', '<', id)))`. */
export const ifGiven =
  <Query, V>(value: V, narrow: (query: Query, value: NonNullable<V>) => Query) =>
  (query: Query): Query =>
    isGiven(value) ? narrow(query, value) : query;
