import type { TypedDocument } from '../api/admin.ts';
import { endSession, tokenNow } from './session.ts';

/** What went wrong, as a page must tell it apart. */
export type Trouble = 'offline' | 'unauthenticated' | 'forbidden' | 'tooMany' | 'notFound' | 'failed';

export class ClientError extends Error {
  constructor(
    readonly kind: Trouble,
    message: string,
    readonly requestId?: string,
  ) {
    super(message);
  }
}

interface GraphqlAnswer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
}

const KINDS: Readonly<Record<string, Trouble>> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  TOO_MANY_REQUESTS: 'tooMany',
  OVERLOADED: 'tooMany',
  PERSISTED_QUERY_NOT_FOUND: 'failed',
};
const ANSWER_WITHIN_MS = 30_000;

async function post(
  path: string,
  body: BodyInit,
  headers: Record<string, string>,
  token: string | undefined,
): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      body,
      headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  } catch {
    throw new ClientError('offline', navigator.onLine ? '服务器没有回应，请稍后再试' : '网络断开了，请检查网络');
  }
}

/**
 * Asks one registered operation by its hash. Answers what was asked for, or throws a ClientError; a sign-in that ended
 * leads back to the sign-in page.
 */
export async function ask<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  askedWith = tokenNow(),
): Promise<Result> {
  const response = await post(
    '/graphql',
    JSON.stringify({ documentId: `sha256:${document.hash}`, variables }),
    { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    askedWith,
  );
  let answer: GraphqlAnswer;
  try {
    answer = (await response.json()) as GraphqlAnswer;
  } catch {
    throw new ClientError('failed', '服务器的回答读不懂，请稍后再试');
  }
  const error = answer.errors?.[0];
  if (!error) return answer.data as Result;
  const kind = KINDS[error.extensions?.code ?? ''] ?? 'failed';
  if (kind === 'unauthenticated' && askedWith && askedWith === tokenNow()) endSession('expired');
  // A field that this role may not see is null, and the rest of the page is there: only a page without anything is
  // refused.
  if (answer.data && Object.values(answer.data).some((value) => value !== null)) return answer.data as Result;
  throw new ClientError(kind, error.message, error.extensions?.requestId);
}

/** Why an act was not done; nothing was changed. */
export interface Refusal {
  message: string;
  clause?: string | null;
  details: readonly { at: string; text: string }[];
}

/** The refusal in a mutation's answer, if it is one. Every mutation answers its result or a …Refused. */
export function refusalIn(result: object): Refusal | null {
  const [answer] = Object.values(result) as ({ __typename?: string } & Partial<Refusal>)[];
  return answer?.__typename?.endsWith('Refused') ? (answer as Refusal) : null;
}

/** A file that only its readers may see: its bytes as an address for this page alone. */
export async function fileAddress(path: string): Promise<{ url: string; mediaType: string }> {
  const token = tokenNow();
  let response: Response;
  try {
    response = await fetch(path, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  } catch {
    throw new ClientError('offline', '网络断开了，请检查网络');
  }
  if (!response.ok)
    throw new ClientError(
      response.status === 404 ? 'notFound' : 'failed',
      response.status === 404 ? '文件不在了，或您不能看' : '文件打不开，请稍后再试',
    );
  const blob = await response.blob();
  return { url: URL.createObjectURL(blob), mediaType: blob.type };
}

/** 128 bits of chance. Not `randomUUID`: over plain http to another machine a browser has none. */
export const newRequestId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
