import type { TypedDocument } from '../api/admin.ts';
import {
  lostIn,
  notePartial,
  noteStale,
  type AnswerError,
  type GraphqlAnswer,
} from '../../../miniprogram/src/lib/answers.ts';
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

/** What went wrong, in words. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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

const clientErrorOf = ({ message, extensions }: AnswerError): ClientError =>
  new ClientError(KINDS[extensions?.code ?? ''] ?? 'failed', message, extensions?.requestId);

const unreadable = () => new ClientError('failed', '服务器的回答读不懂，请稍后再试');
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
  let answer: GraphqlAnswer<Result>;
  try {
    answer = await response.json();
  } catch {
    throw unreadable();
  }
  const error = answer.errors?.[0];
  noteStale(answer);
  if (!error && answer.data) return answer.data;
  if (!error) throw unreadable();
  if (clientErrorOf(error).kind === 'unauthenticated' && askedWith && askedWith === tokenNow()) endSession('expired');
  const { data } = answer;
  // A field that this role may not see is null, and the rest of the page is there: only a page without anything is
  // refused.
  const isThere = !!data && Object.values(data).some((value) => value !== null);
  const lost = lostIn(document, answer);
  if (!isThere || lost) throw clientErrorOf(lost ?? error);
  notePartial(answer);
  return data;
}

/** Why an act was not done; nothing was changed. */
export interface Refusal {
  message: string;
  clause?: string | null;
  details: readonly RefusalDetail[];
}
export interface RefusalDetail {
  /** Where in the input; none where it is about no field of it. */
  path?: readonly string[] | null;
  text: string;
}
/** The name of the field as a form knows it: `villages.0.code`; empty where it is about none. */
export const placeOf = ({ path }: RefusalDetail): string => path?.join('.') ?? '';

const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' &&
  answer !== null &&
  '__typename' in answer &&
  String(answer.__typename).endsWith('Refused');
/** The refusal in a mutation's answer, if it is one. Every mutation answers its result or a …Refused. */
export function refusalIn(result: object): Refusal | null {
  const [answer]: unknown[] = Object.values(result);
  return isRefusal(answer) ? answer : null;
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

/** Sends a scan; answers its id. What the platform says against it is told as it says it. */
export async function uploadFile(edge: string, purpose: string, file: File): Promise<string> {
  const headers = { 'content-type': file.type };
  const response = await post(`/edges/${edge}/files?purpose=${purpose}`, file, headers, tokenNow());
  const { id, message }: { id?: string; message?: string } = await response.json().catch(() => ({}));
  if (!response.ok || !id) throw new ClientError('failed', message ?? '没有传上去，请稍后再试');
  return id;
}

/** 128 bits of chance. Not `randomUUID`: over plain http to another machine a browser has none. */
export const newRequestId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
