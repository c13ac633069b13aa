import { useSyncExternalStore } from 'react';

/** A value that several pages watch. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  use(): T;
}
const persons = new Set<() => void>();
/** Stores of a person's things are read anew: what was kept is gone, or another person's. */
export const rereadPersons = (): void => persons.forEach((reread) => reread());

/** `ofPerson`: it belongs to whoever is signed in, and is read anew when that person changes. */
export function createStore<T>(initial: () => T, { ofPerson = false }: { ofPerson?: boolean } = {}): Store<T> {
  let value: T | undefined;
  let isRead = false;
  const watchers = new Set<() => void>();
  const get = (): T => {
    if (!isRead) {
      value = initial();
      isRead = true;
    }
    return value as T;
  };
  const subscribe = (watcher: () => void): (() => void) => {
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  };
  const tell = (): void => watchers.forEach((watcher) => watcher());
  if (ofPerson) persons.add(() => ((isRead = false), tell()));
  return {
    get,
    set(next) {
      isRead = true;
      value = next;
      tell();
    },
    use: () => useSyncExternalStore(subscribe, get, get),
  };
}
