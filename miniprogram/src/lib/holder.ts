import { underWay, visit } from './platform';
import type { StaffRight } from '@/api/shop';
import { dropPhoto } from './photos';
import { keptRights } from './rights';
import { forget, keep, kept, keptKeys } from './storage';
import { createStore, rereadPersons } from './store';

/**
 * Who holds the phone: whose the session is, and for whom is acted. All that somebody types or leaves here is kept
 * under that name, seen by nobody else, and gone when they sign out. Who has not signed in has a visit (platform.ts),
 * which becomes theirs when they do.
 */

/** Somebody who sells, for whom an agent acts by their leave. */
export interface ActingFor {
  partyId: string;
  name: string;
  /** What was handed over. */
  rights: readonly StaffRight[];
  /** The last moment. */
  until: string;
}

const TOKEN = 'session';
/** One's own session, while one acts for another. */
const OWN_TOKEN = 'session.own';
const ACTING = 'session.acting';
/** Whose one's own session is; kept when it lapses, so that the same person finds everything again. */
const ACCOUNT = 'session.account';
const OF = 'of.';
/** The phone's own, whoever holds it; everything else goes when a person does. */
const OF_PHONE = ['care', 'home-place', 'seen.', 'trace'];
/** What earlier versions kept under nobody's name. */
const NAMELESS = ['draft.', 'request.', 'search.history', 'handover-keeper', 'courier-name', 'seen.seller-templates'];
/** What waits to be sent (lib/outbox): somebody else's stays theirs, and unseen, until they come back or sign out. */
const OUTBOX = '.outbox.';
/** Enough to tell two sessions apart. */
const MARK_LETTERS = 12;

const token = createStore<string | null>(() => kept<string>(TOKEN));
const acting = createStore<ActingFor | null>(actingKept);
const owner = createStore<string | null>(ownerNow);

function actingKept(): ActingFor | null {
  const other = kept<string>(OWN_TOKEN) ? kept<ActingFor>(ACTING) : null;
  return other && { ...other, rights: keptRights(other.rights) };
}
export const tokenOf = (): string | null => token.get();
export const useToken = token.use;
export const actingFor = (): ActingFor | null => acting.get();
export const useActingFor = acting.use;
/** Under whose name things are kept; null while nobody has signed in. */
export const useOwner = owner.use;
export const ownerOf = owner.get;

const ownToken = (): string | null => kept<string>(OWN_TOKEN) ?? token.get();
const markOf = (of: string): string => of.slice(-MARK_LETTERS);

/** Whose one's own session is; null where that is not known (a session from before this was kept). */
export function accountOf(): string | null {
  const [known, held] = [kept<{ id: string; mark: string }>(ACCOUNT), ownToken()];
  return known && held && known.mark === markOf(held) ? known.id : null;
}
function ownerNow(): string | null {
  const id = accountOf();
  const other = acting.get();
  return id && other ? `${id}~${other.partyId}` : id;
}
/** A session whose account is not known yet, with which to ask for it. */
export const unknownToken = (): string | null => (accountOf() === null ? ownToken() : null);

export function keepOwn(name: string, value: unknown): void {
  const of = owner.get();
  if (of === null) visit.write(name, value);
  else keep(`${OF}${of}.${name}`, value);
}
export function ownKept<T>(name: string): T | null {
  const of = owner.get();
  return of === null ? (visit.read(name) as T | null) : kept<T>(`${OF}${of}.${name}`);
}
export function forgetOwn(name: string): void {
  const of = owner.get();
  if (of === null) visit.remove(name);
  else forget(`${OF}${of}.${name}`);
}

const TODAY = '.today.';
/** What was kept for one day's work (lib/today.ts) goes when that day is over, whoever's it was. */
export const forgetOtherDays = (day: string): void =>
  forgetAll(keptKeys().filter((key) => key.includes(TODAY) && kept<{ day?: string }>(key)?.day !== day));

/** What waits of this person, in their own name and by others' leave. */
export function outboxKept<T>(): T[] {
  const [own] = (owner.get() ?? '').split('~');
  const isMine = (key: string): boolean => key.startsWith(`${OF}${own}`) && key.includes(OUTBOX);
  return own
    ? keptKeys()
        .filter(isMine)
        .flatMap((key) => kept<T>(key) ?? [])
    : [];
}
export const keepInOutbox = (of: string, id: string, value: unknown): boolean =>
  keep(`${OF}${of}${OUTBOX}${id}`, value);
export const forgetInOutbox = (of: string, id: string): void => forget(`${OF}${of}${OUTBOX}${id}`);

/**
 * Somebody has signed in, or a session has been found to be theirs: what was left on the visit is theirs now, what
 * others left is gone.
 */
export function begin(accountId: string, value: string): void {
  const last = kept<{ id: string }>(ACCOUNT);
  if (last && last.id !== accountId) {
    // What was typed since may be the last person's, whose session had only lapsed.
    visit.clear();
    forgetPersons();
  }
  keep(ACCOUNT, { id: accountId, mark: markOf(value) });
  if (!actingFor()) setToken(value);
  const of = ownerNow();
  takeOverVisit(of);
  owner.set(of);
  rereadPersons();
}

const isFilled = (value: unknown): boolean =>
  value !== null && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0);
const isForm = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Of a form that was begun twice, what was filled in last stands. */
function takeOverVisit(of: string | null): void {
  for (const name of of === null ? [] : visit.names()) {
    const key = `${OF}${of}.${name}`;
    const [left, before] = [visit.read(name), kept<unknown>(key)];
    const filled = isForm(left) ? Object.fromEntries(Object.entries(left).filter(([, value]) => isFilled(value))) : {};
    keep(key, isForm(left) && isForm(before) ? { ...before, ...filled } : left);
    visit.remove(name);
  }
}

/** The session is over, but not the person: what they typed waits for them. */
export function lapse(): void {
  setToken(null);
}

/** The person leaves: nothing of theirs stays on the phone. */
export function leave(): void {
  const own = accountOf();
  visit.clear();
  underWay.clear();
  if (own) forgetAll(keptKeys().filter((key) => key.startsWith(`${OF}${own}`)));
  forgetPersons();
  token.set(null);
  acting.set(null);
  owner.set(null);
}

/** From here on everything is done for another, by that person's leave; one's own session waits. */
export function actAs(value: string, other: ActingFor): void {
  const own = ownToken();
  keep(OWN_TOKEN, own);
  keep(ACTING, other);
  setToken(value);
  acting.set(other);
  owner.set(ownerNow());
  rereadPersons();
}
/** `forGood`: the leave has ended, and what was typed under it goes with it. */
export function backToSelf({ forGood = false }: { forGood?: boolean } = {}): void {
  const [own, of] = [kept<string>(OWN_TOKEN), owner.get()];
  if (forGood && of) forgetAll(keptKeys().filter((key) => key.startsWith(`${OF}${of}.`) && !key.includes(OUTBOX)));
  forget(OWN_TOKEN);
  forget(ACTING);
  acting.set(null);
  setToken(own);
  owner.set(ownerNow());
  rereadPersons();
}

/** At the start: what earlier versions kept under no name belongs to nobody who can be known, and goes. */
export function forgetNameless(): void {
  forgetAll(keptKeys().filter((key) => NAMELESS.some((name) => key.startsWith(name))));
  // Whom one acts for was not kept then.
  if (kept<string>(OWN_TOKEN) && !kept<ActingFor>(ACTING)) backToSelf();
}

function setToken(value: string | null): void {
  if (value) keep(TOKEN, value);
  else forget(TOKEN);
  token.set(value);
}

function forgetPersons(): void {
  forgetAll(keptKeys().filter((key) => !OF_PHONE.some((name) => key.startsWith(name)) && !key.includes(OUTBOX)));
  rereadPersons();
}

/** Photos of a form are files of their own in WeChat. */
function forgetAll(keys: readonly string[]): void {
  for (const key of keys) {
    const value = kept<{ photo?: unknown; photos?: unknown }>(key);
    for (const photo of [value?.photo, value?.photos].flat()) if (typeof photo === 'string' && photo) dropPhoto(photo);
    forget(key);
  }
}
