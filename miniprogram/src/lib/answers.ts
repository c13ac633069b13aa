/** What the platform answers, as the mini-program, the office and the public pages read it. */
export interface GraphqlAnswer<Result = unknown> {
  data?: (Result & Record<string, unknown>) | null;
  errors?: {
    message: string;
    path?: readonly (string | number)[];
    extensions?: { code?: string; requestId?: string; retryAfter?: number };
  }[];
  /** While a part of the platform is away it shows what it answered last, and says since when. */
  extensions?: { stale?: { message: string } };
}

export type AnswerError = NonNullable<GraphqlAnswer['errors']>[number];

/**
 * The error that took a root away without which there is no page; null where none did. One without a path may be why
 * any root is missing. What somebody may not see need not be there.
 */
export function lostIn(
  { must = [], optional = [] }: { must?: readonly string[]; optional?: readonly string[] },
  { data, errors = [] }: GraphqlAnswer,
): AnswerError | null {
  const missing = Object.keys(data ?? {}).filter((root) => data?.[root] === null && !optional.includes(root));
  const tookAway = ({ path, extensions }: AnswerError): boolean =>
    missing.some((root) => (!path || path[0] === root) && (must.includes(root) || extensions?.code !== 'FORBIDDEN'));
  return errors.find(tookAway) ?? null;
}

const partial = new WeakSet<object>();
/** Remembers that something of the answer is missing because a part of the platform did not answer. */
export function notePartial({ data, errors = [] }: GraphqlAnswer): void {
  if (data && errors.some(({ extensions }) => extensions?.code !== 'FORBIDDEN')) partial.add(data);
}
export const isPartial = (data: unknown): boolean => typeof data === 'object' && data !== null && partial.has(data);

const stale = new WeakMap<object, string>();
/** Remembers how old the platform says that the answer is. */
export function noteStale({ data, extensions }: GraphqlAnswer): void {
  if (data && extensions?.stale) stale.set(data, extensions.stale.message);
}
/** In words, from when it is; null where it is of now. */
export const staleOf = (data: unknown): string | null =>
  typeof data === 'object' && data !== null ? (stale.get(data) ?? null) : null;
