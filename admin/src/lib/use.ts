import { useCallback, useRef, useState } from 'react';
import useSWR, { mutate, type SWRConfiguration } from 'swr';
import type { TypedDocument } from '../api/admin.ts';
import { ask, messageOf, refusalIn, type ClientError, type Refusal } from './client.ts';
import { sessionNow } from './session.ts';
import { forgetWaiting } from './waiting.ts';

export interface Asked<Result> {
  data: Result | undefined;
  error: ClientError | undefined;
  loading: boolean;
  again: () => void;
}

/** What a page asks for; kept while it is asked again, so that a table does not flash. Null asks nothing. */
export function useAsk<Result, Variables>(
  document: TypedDocument<Result, Variables> | null,
  variables: Variables,
  options?: SWRConfiguration,
): Asked<Result> {
  // The account is part of the key: the next person at this tab sees nothing of the last.
  const key = document && [document.hash, JSON.stringify(variables), sessionNow()?.accountId ?? ''];
  const {
    data,
    error,
    isLoading,
    mutate: again,
  } = useSWR<Result, ClientError>(key, document && (() => ask(document, variables)), {
    keepPreviousData: true,
    revalidateOnFocus: false,
    revalidateOnReconnect: true,
    shouldRetryOnError: false,
    dedupingInterval: 500,
    ...options,
  });
  return { data, error, loading: isLoading, again: () => void again() };
}

/** After an act everything on the page is asked again: what it changed is the server's to know. */
export function refresh(): void {
  forgetWaiting();
  void mutate(() => true);
}

export type Done<Result> = { ok: true; result: Result } | { ok: false; refusal: Refusal };

/** One act, once: while it is under way a second press does nothing. Answers null then. */
export function useAct(): {
  busy: boolean;
  act: <Result extends object, Variables>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ) => Promise<Done<Result> | null>;
} {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const act = useCallback(
    async <Result extends object, Variables>(
      document: TypedDocument<Result, Variables>,
      variables: Variables,
    ): Promise<Done<Result> | null> => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      try {
        const result = await ask(document, variables);
        const refusal = refusalIn(result);
        if (refusal) return { ok: false, refusal };
        refresh();
        return { ok: true, result };
      } catch (error) {
        return { ok: false, refusal: { message: messageOf(error), details: [] } };
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [],
  );
  return { busy, act };
}
