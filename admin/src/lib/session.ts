import { useSyncExternalStore } from 'react';
import { RoleWords, type Role } from '../api/admin.ts';

const KEY = 'heitu.admin.session';
/** Who is signed in, kept in this tab alone: a second tab, and the next person at this computer, sign in for themselves. */
export interface Session {
  token: string;
  roles: readonly Role[];
  displayName: string;
  accountId: string;
}
export type Ended = 'expired' | 'left' | null;

const isRole = (word: string): word is Role => Object.hasOwn(RoleWords, word);
/** A tab that was open before roles were written in capitals has kept them as they were. */
const rolesKept = (roles: readonly string[]): Role[] =>
  roles.map((word) => word.replaceAll('-', '_').toUpperCase()).filter(isRole);
function stored(): Session | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Session | null;
    return kept && { ...kept, roles: rolesKept(kept.roles) };
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

export function endSession(how: Exclude<Ended, null>): void {
  if (!session) return;
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
