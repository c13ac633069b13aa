import { useSyncExternalStore } from 'react';
import { RoleWords, type Role } from '../api/admin.ts';
import { askTabs, onTold, tellTabs } from './tabs.ts';

const KEY = 'heitu.admin.session';
/**
 * Who is signed in: kept in this tab, and told to a tab that is opened beside it. Nothing outlives the last tab, so
 * that the next person at this computer signs in for themselves.
 */
export interface Session {
  token: string;
  roles: readonly Role[];
  displayName: string;
  accountId: string;
}
export type Ended = 'expired' | 'left' | null;

const isRole = (word: unknown): word is Role => typeof word === 'string' && Object.hasOwn(RoleWords, word);
/** What was kept or told, where it is a session. */
function asSession(kept: unknown): Session | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { token, roles, displayName, accountId }: { [Name in keyof Session]?: unknown } = kept;
  if (typeof token !== 'string' || typeof displayName !== 'string' || typeof accountId !== 'string') return null;
  return { token, displayName, accountId, roles: Array.isArray(roles) ? roles.filter(isRole) : [] };
}
function stored(): Session | null {
  try {
    return asSession(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}

let session = stored();
let ended: Ended = null;
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());

export const tokenNow = (): string | undefined => session?.token;
export const sessionNow = (): Session | null => session;
export const howItEnded = (): Ended => ended;

export function beginSession(next: Session): void {
  session = next;
  ended = null;
  sessionStorage.setItem(KEY, JSON.stringify(next));
  tell();
}
/** A tab that was opened beside another takes its session over. */
export async function joinSession(): Promise<void> {
  const known = session ? null : asSession(await askTabs());
  if (known) beginSession(known);
}
onTold(({ what, session: told }) => {
  if (what === 'who' && session) tellTabs({ what: 'here', session });
  if (what === 'left' && session?.token === asSession(told)?.token) endSession('left');
});

export function endSession(how: Exclude<Ended, null>): void {
  if (!session) return;
  // Who leaves leaves all tabs.
  if (how === 'left') tellTabs({ what: 'left', session });
  session = null;
  ended = how;
  sessionStorage.removeItem(KEY);
  tell();
}

export const useSession = (): Session | null =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, sessionNow);
