import { useCallback, useRef, useState } from 'react';
import { forget, keep, kept } from './storage';

export interface Draft<T> {
  value: T;
  /** Kept on the phone at once: a lost network, a closed page or an empty battery loses nothing. */
  set(change: Partial<T>): void;
  clear(): void;
  /** There was something from an earlier time. */
  wasKept: boolean;
}

/**
 * A form half filled in. `clear` it only when the platform has answered that it is done. `follows`: what it starts from is what the platform has,
 * and is shown until somebody types; otherwise it is proposed once, and anew when the form is cleared.
 */
export function useDraft<T extends object>(key: string, empty: T, { follows }: { follows?: boolean } = {}): Draft<T> {
  const name = `draft.${key}`;
  const [found] = useState(() => kept<Partial<T>>(name));
  const [typed, setTyped] = useState<T | null>(follows && !found ? null : { ...empty, ...found });
  const value = typed ?? empty;
  const latest = useRef({ value, empty });
  latest.current = { value, empty };
  const set = useCallback((change: Partial<T>) => {
    const next = { ...latest.current.value, ...change };
    latest.current.value = next;
    keep(name, next);
    setTyped(next);
  }, [name]);
  const clear = useCallback(() => {
    forget(name);
    setTyped(follows ? null : latest.current.empty);
  }, [name, follows]);
  return { value, set, clear, wasKept: found !== null };
}
