import { useCallback, useState } from 'react';
import { forget, keep, kept } from './storage';

export interface Draft<T> {
  value: T;
  /** Kept on the phone at once: a lost network, a closed page or an empty battery loses nothing. */
  set(change: Partial<T>): void;
  clear(): void;
  /** There was something from an earlier time. */
  wasKept: boolean;
}

/** A form half filled in. `clear` it only when the platform has answered that it is done. */
export function useDraft<T extends object>(key: string, empty: T): Draft<T> {
  const name = `draft.${key}`;
  const [found] = useState(() => kept<Partial<T>>(name));
  const [value, setValue] = useState<T>({ ...empty, ...found });
  const set = useCallback((change: Partial<T>) => {
    setValue((before) => {
      const next = { ...before, ...change };
      keep(name, next);
      return next;
    });
  }, [name]);
  const clear = useCallback(() => {
    forget(name);
    setValue(empty);
    // The empty form is a literal of the page; a new one says nothing new.
  }, [name]);
  return { value, set, clear, wasKept: found !== null };
}
