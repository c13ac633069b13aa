import { useSyncExternalStore } from 'react';
import { sessionNow } from './session.ts';

/** On which page how much waits, and whether some of it is late: as the first page has found it, at no request more. */
export type Waiting = Readonly<Record<string, { count: string; late: boolean }>>;
const NOTHING: Waiting = {};
let known: { of: string | undefined; waiting: Waiting } = { of: undefined, waiting: NOTHING };
const told = new Set<() => void>();

export function noteWaiting(waiting: Waiting): void {
  known = { of: sessionNow()?.accountId, waiting };
  told.forEach((tell) => tell());
}
/** After an act it is no longer known: the first page counts anew. */
export const forgetWaiting = (): void => noteWaiting(NOTHING);

const onTold = (tell: () => void): (() => void) => {
  told.add(tell);
  return () => told.delete(tell);
};
export const useWaiting = (): Waiting =>
  useSyncExternalStore(onTold, () => (known.of === sessionNow()?.accountId ? known.waiting : NOTHING));
