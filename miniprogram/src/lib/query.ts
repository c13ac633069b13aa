import { useCallback, useEffect, useRef, useState } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import { ask, type TypedDocument } from './client';
import { asProblem, type Problem } from './problem';
import { tokenOf } from './session';
import { keepOwn, ownKept } from './holder';
import { keep, kept } from './storage';
import { isPartial, staleOf } from './answers';
import { answered } from './transport';

export interface Query<T> {
  data: T | null;
  problem: Problem | null;
  loading: boolean;
  /** What is shown was kept from an earlier visit; the platform has not answered yet, or cannot be reached. */
  isKept: boolean;
  /** A part of the platform did not answer: what it would have added is missing. */
  isPartial: boolean;
  /** In words, from when what is shown is, where the platform itself could not ask anew. */
  stale: string | null;
  reload(): Promise<void>;
  /** Changes what is shown without asking, after an action that said what became of it. */
  change(data: T): void;
}

interface Options {
  /** Not asked yet. */
  skip?: boolean;
  /** Kept on the phone and shown at once, offline too: what anybody may see, or, with `own`, what is this person's. */
  keepAs?: string;
  own?: boolean;
  /** Kept elsewhere than in the open: today's work (lib/today.ts). */
  place?: Place;
}
export interface Place {
  kept<T>(name: string): T | null;
  keep(name: string, value: unknown): unknown;
}
const OPEN: Place = { kept, keep };
const OWN: Place = { kept: ownKept, keep: keepOwn };
/** Only what is whole, and of now, is kept on the phone. */
const isWhole = (data: unknown): boolean => !isPartial(data) && staleOf(data) === null;
const nameOf = (keepAs: string): string => `seen.${keepAs}`;

interface Seen<T> {
  hash: string;
  data: T;
  /** By the phone's clock; not kept by earlier versions. */
  atMs?: number;
}
const seenNow = <T>({ hash }: { hash: string }, data: T): Seen<T> => ({ hash, data, atMs: Date.now() });

/** Asks for what will be wanted where there is no network. */
export async function askAhead<TResult, TVariables>(
  document: TypedDocument<TResult, TVariables>,
  variables: TVariables,
  { keepAs, place }: { keepAs: string; place: Place },
): Promise<TResult> {
  const data = await ask(document, variables);
  if (isWhole(data)) place.keep(nameOf(keepAs), seenNow(document, data));
  return data;
}

/** What was answered at an earlier look, on this page or another, so long ago at most; null where nothing is kept. */
export function lastSeen<TResult, TVariables>(
  document: TypedDocument<TResult, TVariables>,
  { keepAs, place }: { keepAs: string; place: Place },
  withinMs = Infinity,
): TResult | null {
  const last = withinMs > 0 ? place.kept<Seen<TResult>>(nameOf(keepAs)) : null;
  // What an earlier version of the page asked may lack what this one shows.
  return last?.hash === document.hash && Date.now() - (last.atMs ?? 0) < withinMs ? last.data : null;
}

/** By then the first screen stands. */
const KEEP_AFTER_MS = 500;
let pagesAsking = 0;
/** What was answered before anybody asked, or kept from an earlier visit. */
interface Before<T> {
  data?: T;
  isKept: boolean;
}

/** What a page shows: one question to the platform, asked again when its variables change. */
export function useQuery<TResult, TVariables>(
  document: TypedDocument<TResult, TVariables>,
  variables: TVariables,
  { skip = false, keepAs, own = false, place = own ? OWN : OPEN }: Options = {},
): Query<TResult> {
  const [before] = useState((): Before<TResult> => {
    if (!keepAs) return { isKept: false };
    const early = skip ? null : (answered(document, variables, tokenOf()) as TResult | null);
    if (early) return { data: early, isKept: false };
    const last = lastSeen(document, { keepAs, place });
    return last ? { data: last, isKept: true } : { isKept: false };
  });
  const isAnswered = before.data !== undefined && !before.isKept;
  const note = (data: TResult): void => void (keepAs && place.keep(nameOf(keepAs), seenNow(document, data)));
  useEffect(() => {
    const { data } = before;
    if (!isAnswered || !isWhole(data) || data === undefined) return;
    // A long answer takes an old phone a moment to write down: drawing comes first.
    setTimeout(() => note(data), KEEP_AFTER_MS);
  }, []);

  // Of this page alone: what another one has seen is not shown here, and goes with it.
  const [page] = useState(() => ++pagesAsking);
  const key = `${page} ${document.hash} ${JSON.stringify(variables)}`;
  const { cache } = useSWRConfig();
  useEffect(() => () => cache.delete(key), [cache, key]);
  const { data, error, isValidating, mutate } = useSWR<TResult, unknown>(
    skip ? null : key,
    async () => {
      const answer = await ask(document, variables);
      if (isWhole(answer)) note(answer);
      return answer;
    },
    {
      fallbackData: before.data,
      keepPreviousData: true,
      revalidateOnMount: !isAnswered,
      revalidateOnFocus: false,
      revalidateOnReconnect: false,
      shouldRetryOnError: false,
      dedupingInterval: 0,
      // The same rows asked for anew begin the list anew.
      compare: Object.is,
    },
  );
  const reload = useCallback(async () => void (await mutate()), [mutate]);
  const change = useCallback((next: TResult) => void mutate(next, { revalidate: false }), [mutate]);
  return {
    data: data ?? null,
    problem: error === undefined ? null : asProblem(error),
    loading: isValidating,
    isKept: before.isKept && data === before.data,
    isPartial: isPartial(data),
    stale: staleOf(data),
    reload,
    change,
  };
}

export interface Connection<TNode> {
  edges: readonly { node: TNode }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}
export interface List<TNode, TResult = unknown> extends Query<readonly TNode[]> {
  /** The first answer, with what else was asked for. */
  whole: TResult | null;
  hasMore: boolean;
  loadingMore: boolean;
  more(): Promise<void>;
}

/**
 * A long list, a page at a time: `pick` finds the connection in the answer. Asks again from the start when its
 * variables change.
 */
export function useList<TResult, TVariables extends { after?: string | null }, TNode>(
  document: TypedDocument<TResult, TVariables>,
  variables: TVariables,
  pick: (result: TResult) => Connection<TNode>,
  options: Options = {},
): List<TNode, TResult> {
  const first = useQuery(document, variables, options);
  const [rest, setRest] = useState<{ of: TResult | null; nodes: TNode[]; cursor: string | null; hasMore: boolean }>({
    of: null,
    nodes: [],
    cursor: null,
    hasMore: false,
  });
  const [loadingMore, setLoadingMore] = useState(false);
  const busy = useRef(false);
  const start = first.data ? pick(first.data) : null;
  const following =
    rest.of === first.data && first.data !== null
      ? rest
      : {
          of: first.data,
          nodes: [],
          cursor: start?.pageInfo.endCursor ?? null,
          hasMore: start?.pageInfo.hasNextPage ?? false,
        };

  const more = useCallback(async () => {
    if (busy.current || !following.hasMore) return;
    busy.current = true;
    setLoadingMore(true);
    try {
      const { edges, pageInfo } = pick(await ask(document, { ...variables, after: following.cursor }));
      setRest({
        of: following.of,
        nodes: [...following.nodes, ...edges.map(({ node }) => node)],
        cursor: pageInfo.endCursor ?? null,
        hasMore: pageInfo.hasNextPage,
      });
    } catch {
      // The end of the list offers to try again.
    } finally {
      busy.current = false;
      setLoadingMore(false);
    }
  }, [document, following, pick, variables]);

  const data = start ? [...start.edges.map(({ node }) => node), ...following.nodes] : null;
  return {
    whole: first.data,
    data,
    problem: first.problem,
    loading: first.loading,
    isKept: first.isKept,
    isPartial: first.isPartial,
    stale: first.stale,
    reload: first.reload,
    change: () => undefined,
    hasMore: following.hasMore,
    loadingMore,
    more,
  };
}
