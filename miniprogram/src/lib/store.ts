import { useSyncExternalStore } from 'react';

/** A value that several pages watch. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  use(): T;
}
export function createStore<T>(initial: () => T): Store<T> {
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
  return {
    get,
    set(next) {
      isRead = true;
      value = next;
      for (const watcher of watchers) watcher();
    },
    use: () => useSyncExternalStore(subscribe, get, get),
  };
}
