import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, type TypedDocument } from './client';
import { asProblem, type Problem } from './problem';
import { tokenOf } from './session';
import { keepOwn, ownKept } from './holder';
import { keep, kept } from './storage';
import { answered } from './transport';

export interface Query<T> {
  data: T | null;
  problem: Problem | null;
  loading: boolean;
  /** What is shown was kept from an earlier visit; the platform has not answered yet, or cannot be reached. */
  isKept: boolean;
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
}

/** What a page shows: one question to the platform, asked again when its variables change. */
export function useQuery<TResult, TVariables>(
  document: TypedDocument<TResult, TVariables>,
  variables: TVariables,
  { skip = false, keepAs, own = false }: Options = {},
): Query<TResult> {
  const [seen, see] = own ? ([ownKept, keepOwn] as const) : ([kept, keep] as const);
  const asked = JSON.stringify(variables);
  const [state, setState] = useState<{
    data: TResult | null;
    problem: Problem | null;
    loading: boolean;
    isKept: boolean;
  }>(() => {
    const early = keepAs && !skip ? (answered(document, variables, tokenOf()) as TResult | null) : null;
    if (early) return { data: early, problem: null, loading: false, isKept: false };
    const before = keepAs ? seen<{ hash: string; data: TResult }>(`seen.${keepAs}`) : null;
    // What an earlier version of the page asked may lack what this one shows.
    const data = before?.hash === document.hash ? before.data : null;
    return { data, problem: null, loading: !skip, isKept: data !== null };
  });
  const wasAnswered = useRef(!state.loading && state.data !== null);
  const newest = useRef(0);
  // What an earlier tap asks again once it is done is what is shown by then: somebody may have gone on to another tab.
  const current = useRef(asked);
  current.current = asked;

  const reload = useCallback(async () => {
    const turn = ++newest.current;
    setState((before) => ({ ...before, loading: true }));
    try {
      const data = await ask(document, JSON.parse(current.current) as TVariables);
      if (turn !== newest.current) return;
      if (keepAs) see(`seen.${keepAs}`, { hash: document.hash, data });
      setState({ data, problem: null, loading: false, isKept: false });
    } catch (error) {
      if (turn === newest.current) setState((before) => ({ ...before, problem: asProblem(error), loading: false }));
    }
  }, [document, asked, keepAs, see]);

  useEffect(() => {
    if (wasAnswered.current && keepAs) see(`seen.${keepAs}`, { hash: document.hash, data: state.data });
    else if (!skip) void reload();
    wasAnswered.current = false;
    // What is under way when the page goes is not shown any more.
    return () => void newest.current++;
  }, [reload, skip]);

  const change = useCallback((data: TResult) => setState((before) => ({ ...before, data })), []);
  return { ...state, reload, change };
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
    reload: first.reload,
    change: () => undefined,
    hasMore: following.hasMore,
    loadingMore,
    more,
  };
}
