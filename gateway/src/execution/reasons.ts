import type { GraphQLError } from 'graphql';
import type { Place, PlanPath } from './places.ts';

/** The code of an error that says: this is null because of what came, or did not come, and nobody told why. */
export const NULL_WITHOUT_REASON = 'NULL_WITHOUT_REASON';

type Write = (one: string | number) => string;
const exactly: Write = (one) => (typeof one === 'number' ? `#${one}` : one);
/** As a plan's path: any element of a list. */
const anywhere: Write = (one) => (typeof one === 'number' ? '@' : one);
/** Every beginning of a place, the shortest first, as one text each. */
function* beginnings(place: Place, write: Write): Iterable<string> {
  let text = '';
  yield text;
  for (const one of place) yield (text += `/${write(one)}`);
}

/** Places below and above which somebody told what went wrong. */
class Explained {
  readonly #places = new Set<string>();
  readonly #above = new Set<string>();
  readonly #write: Write;
  constructor(places: Iterable<Place>, write: Write) {
    this.#write = write;
    for (const place of places) {
      let last = '';
      for (last of beginnings(place, write)) this.#above.add(last);
      this.#places.add(last);
    }
  }
  has(place: Place): boolean {
    let last = '';
    for (last of beginnings(place, this.#write)) if (this.#places.has(last)) return true;
    return this.#above.has(last);
  }
}

/**
 * Of what the executor made null by itself that which no other error explains: none stands at, above or below that
 * place, and no fetch failed that was to bring something there (`gaps`: places in the plan, since such an error has
 * none in the answer).
 */
export function unexplained(
  nulls: readonly GraphQLError[],
  errors: readonly GraphQLError[],
  gaps: readonly PlanPath[],
): readonly GraphQLError[] {
  if (nulls.length === 0 || (errors.length === 0 && gaps.length === 0)) return nulls;
  const told = new Explained(
    errors.flatMap(({ path }) => (path ? [path] : [])),
    exactly,
  );
  const failed = new Explained(gaps, anywhere);
  return nulls.filter(({ path = [] }) => !told.has(path) && !failed.has(path));
}
