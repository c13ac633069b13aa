import Taro from '@tarojs/taro';
import { noteStale, type GraphqlAnswer } from './answers';
import { hear } from './heard';
import { answeredAlready, askedAlready, urlOf } from './platform';
import { Problem, type ProblemKind } from './problem';

const TIMEOUT_MS = 20_000;

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
