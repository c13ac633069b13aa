import { useCallback, useEffect, useRef, useState } from 'react';
import { forgetOwn, keepOwn, ownKept, useOwner } from './holder';
import { knowHolder } from './session';

export interface Draft<T> {
  value: T;
  /** Kept on the phone at once: a lost network, a closed page or an empty battery loses nothing. */
  set(change: Partial<T>): void;
  clear(): void;
  /** There was something from an earlier time. */
  wasKept: boolean;
}
interface Options {
  /**
   * What it starts from is what the platform has, and is shown until somebody types; otherwise it is proposed once, and
   * anew when the form is cleared.
   */
  follows?: boolean;
  /** Names of fields that are never kept: other people's numbers. */
  never?: readonly string[];
}

/** Never on the phone's store, whatever form asks for it: who a person is, what opens a door. */
const NEVER = ['idNumber', 'bankAccount', 'password', 'secret'];

const nameOf = (key: string): string => `draft.${key}`;
interface Held<T> {
  owner: string | null;
  name: string;
  found: Partial<T> | null;
  typed: T | null;
}

/**
 * A form half filled in, of whoever is signed in and of whom they act for: nobody else sees it, and it is gone when
 * they sign out. `clear` it only when the platform has answered that it is done.
 */
export function useDraft<T extends object>(key: string, empty: T, { follows, never = [] }: Options = {}): Draft<T> {
  const owner = useOwner();
  const name = nameOf(key);
  const open = (before: T | null): Held<T> => {
    const found = ownKept<Partial<T>>(name);
    const isUntouched = before === null && follows && !found;
    return { owner, name, found, typed: isUntouched ? null : { ...empty, ...before, ...found } };
  };
  const [state, setState] = useState(() => open(null));
  let held = state;
  if (held.owner !== owner || held.name !== name) {
    // Who has signed in meanwhile goes on with what they have typed; of whoever was signed in before nothing is left.
    held = open(held.owner === null && held.name === name ? held.typed : null);
    setState(held);
  }
  useEffect(() => {
    if (owner === null) void knowHolder();
  }, [owner]);
  const value = held.typed ?? empty;
  const latest = useRef({ value, empty });
  latest.current = { value, empty };
  const left = [...NEVER, ...never].join();
  const set = useCallback(
    (change: Partial<T>) => {
      const next = { ...latest.current.value, ...change };
      latest.current.value = next;
      keepOwn(name, Object.fromEntries(Object.entries(next).filter(([field]) => !left.split(',').includes(field))));
      setState((before) => ({ ...before, typed: next }));
    },
    [name, left],
  );
  const clear = useCallback(() => {
    forgetOwn(name);
    setState((before) => ({ ...before, typed: follows ? null : latest.current.empty }));
  }, [name, follows]);
  return { value, set, clear, wasKept: held.found !== null };
}
