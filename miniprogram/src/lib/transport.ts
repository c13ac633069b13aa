import Taro from '@tarojs/taro';
import { hear } from './heard';
import { answeredAlready, askedAlready, urlOf } from './platform';
import { Problem, type ProblemKind } from './problem';

const TIMEOUT_MS = 20_000;

export interface GraphqlAnswer {
  data?: Record<string, unknown> | null;
  errors?: {
    message: string;
    path?: readonly (string | number)[];
    extensions?: { code?: string; requestId?: string; retryAfter?: number };
  }[];
  /** While a part of the platform is away it shows what it answered last, and says since when. */
  extensions?: { stale?: { message: string } };
}

type AnswerError = NonNullable<GraphqlAnswer['errors']>[number];

/** One request to the platform. Throws a Problem of kind offline where nothing came back. */
export async function send(
  path: string,
  options: { method?: 'GET' | 'POST'; token?: string | null; body?: unknown },
): Promise<{ status: number; body: unknown }> {
  try {
    const { statusCode, data, header } = await Taro.request({
      url: urlOf(path),
      method: options.method ?? 'POST',
      data: options.body,
      timeout: TIMEOUT_MS,
      header: {
        'content-type': 'application/json',
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      },
      dataType: 'json',
    });
    hear(header);
    return { status: statusCode, body: data };
  } catch {
    throw new Problem('offline');
  }
}

const questionOf = (document: { name: string; hash: string }, variables: unknown): object => ({
  documentId: `sha256:${document.hash}`,
  operationName: document.name,
  variables,
});

/**
 * What the page asked before its scripts were there and was answered by now; null where it was not, or not with data
 * alone.
 */
export function answered(
  document: { name: string; hash: string },
  variables: unknown,
  token: string | null,
): Record<string, unknown> | null {
  const answer = answeredAlready(JSON.stringify(questionOf(document, variables)), token)?.body as
    | GraphqlAnswer
    | undefined;
  if (!answer?.data || answer.errors) return null;
  noteStale(answer);
  return answer.data;
}

export const post = async (
  document: { name: string; hash: string },
  variables: unknown,
  token: string | null,
): Promise<GraphqlAnswer> => {
  const question = questionOf(document, variables);
  const asked = askedAlready(JSON.stringify(question), token);
  const { status, body } =
    (await (asked?.catch(() => null) ?? null)) ?? (await send('/graphql', { token, body: question }));
  // Whatever stands between us and the platform may answer too, and not in JSON.
  if (!body || typeof body !== 'object') throw new Problem(status >= 500 ? 'offline' : 'failed');
  return body as GraphqlAnswer;
};

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

const KINDS: Readonly<Record<string, ProblemKind>> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  TOO_MANY_REQUESTS: 'tooMany',
  OVERLOADED: 'tooMany',
  UNAVAILABLE: 'offline',
  DEADLINE_EXCEEDED: 'offline',
};

/** What the first error of an answer is to us. */
export function problemOf({ errors }: GraphqlAnswer): Problem {
  const { message, extensions } = errors?.[0] ?? { message: '' };
  return new Problem(KINDS[extensions?.code ?? ''] ?? 'failed', {
    message,
    requestId: extensions?.requestId,
    retryAfterSeconds: extensions?.retryAfter,
  });
}
