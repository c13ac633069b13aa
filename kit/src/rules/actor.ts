import { isRecord } from './checked.ts';

/** Who is calling. Verified once (gateway or peer transport), then passed on signed; never taken from a header as it is. */
export interface Grant {
  role: string;
  /** The party (organisation or person in business) that the role is held for. */
  partyId?: string;
  /** What a staff member, or a program, may do for the party; absent means everything the role may. */
  rights?: readonly string[];
}

/** How many requests a caller has by contract, and how many of the day's are known to be used. */
export interface Quota {
  /** The day (China) by the clock of who knows the contract. */
  day: string;
  minuteMax: number;
  dayMax: number;
  usedToday: number;
}

export interface Actor {
  kind: 'anonymous' | 'account' | 'client' | 'peer' | 'gateway' | 'system';
  /** Account id, client id, or the process's name. Empty for anonymous. */
  id: string;
  grants: readonly Grant[];
  /** Of a program: the party whose it is. Its grants name others besides. */
  partyId?: string;
  sessionId?: string;
  /** For the gateway, which counts. */
  quota?: Quota;
  /**
   * Set where this account acts for another by that other's leave: both names stand on each act. Its grants are then
   * the delegated ones only.
   */
  delegation?: { id: string; delegatorId: string };
  /** Where the request came from, as the gateway saw it: for the audit trail only. */
  from?: string;
  /** What the client says it is (User-Agent): shown to the owner of a session, and decides nothing. */
  device?: string;
}

/** Whether it says who it is; for whom a process may speak is judged elsewhere (messages/signing.ts). */
export const isActor = (told: unknown): told is Actor =>
  isRecord(told) && typeof told['kind'] === 'string' && typeof told['id'] === 'string';

export const ANONYMOUS: Actor = { kind: 'anonymous', id: '', grants: [] };
/**
 * The gateway in its own business: to ask who holds a token, and to tell what callers used. It is no peer, and no
 * permission names it.
 */
export const GATEWAY: Actor = { kind: 'gateway', id: 'gateway', grants: [] };
export const systemActor = (name: string): Actor => ({ kind: 'system', id: name, grants: [{ role: 'system' }] });
export const peerActor = (name: string): Actor => ({ kind: 'peer', id: name, grants: [] });

export const isSignedIn = (actor: Actor): boolean => actor.kind === 'account' || actor.kind === 'client';
export const rolesOf = (actor: Actor): string[] => [...new Set(actor.grants.map((grant) => grant.role))];
export const hasRole = (actor: Actor, ...roles: string[]): boolean =>
  actor.grants.some((grant) => roles.includes(grant.role));

/** A program that was let use this scope, for at least one party. */
export const hasScope = (actor: Actor, scope: string): boolean =>
  actor.kind === 'client' && actor.grants.some(({ rights }) => !rights || rights.includes(scope));

/**
 * The parties for which this actor may use `right` through one of `roles`: the `where` of whose-row checks.
 * `partiesFor(actor, ['seller-owner', 'seller-staff'], 'orders')`
 */
export function partiesFor(actor: Actor, roles: readonly string[], right?: string): string[] {
  const held = actor.grants.flatMap(({ partyId, role, rights }) =>
    partyId && roles.includes(role) && (!right || !rights || rights.includes(right)) ? [partyId] : [],
  );
  return [...new Set(held)];
}

/** Who sees rows beside those whose they are: overseers of all, and a party's staff with this right. */
export interface SeenBy {
  overseers: readonly string[];
  staff: readonly string[];
  right: string;
}
/** Whether the actor sees a row of this person and this party. */
export const sees = (
  actor: Actor,
  { overseers, staff, right }: SeenBy,
  { personId, partyId }: { personId?: string; partyId: string | null },
): boolean =>
  personId === actor.id ||
  hasRole(actor, ...overseers) ||
  (partyId !== null && partiesFor(actor, staff, right).includes(partyId));
