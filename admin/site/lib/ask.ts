import useSWR from 'swr';
import { noteStale, type GraphqlAnswer } from '../../../miniprogram/src/lib/answers.ts';
import type { TypedDocument } from '../api.ts';

/** What a page could not get, in words for its reader. */
export class Trouble extends Error {}

const WITHIN_MS = 20_000;
const OFFLINE = '网络不通，请检查网络后再试';
const FAILED = '平台暂时没有回应，请稍后再试';

/** Asks a registered operation by its hash; nobody is signed in here. */
export async function ask<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ documentId: `sha256:${document.hash}`, variables }),
      signal: AbortSignal.timeout(WITHIN_MS),
    });
  } catch {
    throw new Trouble(OFFLINE);
  }
  const answer: GraphqlAnswer<Result> = await response.json().catch(() => ({}));
  const { data, errors = [] } = answer;
  const isLost = (root: string): boolean =>
    data?.[root] === null && !document.optional?.includes(root) && errors.some(({ path }) => !path || path[0] === root);
  const isWhole = !Object.keys(data ?? {}).some(isLost);
  if (!data || !isWhole) throw new Trouble(response.status === 429 ? '问得太频繁了，请稍等一会儿' : FAILED);
  noteStale(answer);
  return data;
}

/** Sends a photo for a form here; answers its id. */
export async function sendPhoto(purpose: string, photo: Blob): Promise<string> {
  const response = await fetch(`/edges/trust/files?purpose=${purpose}`, { method: 'POST', body: photo }).catch(() => {
    throw new Trouble(OFFLINE);
  });
  const { id, message = FAILED }: { id?: string; message?: string } = await response.json().catch(() => ({}));
  if (!id) throw new Trouble(message);
  return id;
}

export type Asked<Result> =
  | { state: 'loading' }
  | { state: 'trouble'; text: string; again: () => void }
  | { state: 'there'; data: Result };

/** A page's one question; asked again when what it is about changes. */
export function useAsk<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
): Asked<Result> {
  const { data, error, isValidating, mutate } = useSWR<Result, unknown>(
    [document.hash, JSON.stringify(variables)],
    () => ask(document, variables),
    { revalidateOnFocus: false, revalidateOnReconnect: false, shouldRetryOnError: false },
  );
  if (data !== undefined) return { state: 'there', data };
  if (!error || isValidating) return { state: 'loading' };
  return { state: 'trouble', text: error instanceof Trouble ? error.message : FAILED, again: () => void mutate() };
}

export interface SiteFacts {
  /** Where the simulated WeChat is; null on a real platform. */
  sandbox: string | null;
  /** Where a phone in the same network finds this platform. */
  phone: string | null;
}
export const siteFacts = (): Promise<SiteFacts> =>
  fetch('/site.json')
    .then((response): Promise<SiteFacts> => response.json())
    .catch(() => ({ sandbox: null, phone: null }));

export interface People {
  people: { as: string; name: string; what: string; role: string | null }[];
  staff: { as: string; what: string }[];
}
export const demoPeople = (sandbox: string): Promise<People> =>
  fetch(`${sandbox}/h5/people`).then((response): Promise<People> => response.json());
