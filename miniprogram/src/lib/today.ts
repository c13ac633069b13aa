import { gcm } from '@noble/ciphers/aes.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { useEffect } from 'react';
import { base64Of, bytesOf } from './base64';
import { chinaToday } from './china-day';
import { keepOwn, ownKept } from './holder';
import { openOffline } from './platform';
import { asProblem, type ProblemKind } from './problem';
import { askAhead, lastSeen, type Place } from './query';
import { newId } from './request-id';
import { tokenOf } from './session';
import { textOfBytes, utf8ToBytes } from './utf8';

/**
 * Today's work, for where there is no network: other people's names, places and phones. It is encrypted with a key that
 * is made of the session and the day, and kept nowhere: without the session, or on another day, nobody reads it.
 */
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const keyOf = (token: string, day: string): Uint8Array =>
  hkdf(sha256, utf8ToBytes(token), utf8ToBytes(day), utf8ToBytes('heitu-today-1'), KEY_BYTES);

interface Box {
  day: string;
  nonce: string;
  box: string;
}
const nameOf = (name: string): string => `today.${name}`;

export const TODAY: Place = {
  kept<T>(name: string): T | null {
    const [token, box] = [tokenOf(), ownKept<Box>(nameOf(name))];
    const day = chinaToday();
    if (!token || box?.day !== day) return null;
    try {
      const bytes = gcm(keyOf(token, day), bytesOf(box.nonce)).decrypt(bytesOf(box.box));
      const value: T = JSON.parse(textOfBytes(bytes));
      return value;
    } catch {
      // It was kept under another session.
      return null;
    }
  },
  keep(name, value) {
    const token = tokenOf();
    if (!token) return;
    const day = chinaToday();
    // Unlike all others of this key; it need not be secret.
    const nonce = sha256(utf8ToBytes(`${newId()} ${name}`)).slice(0, NONCE_BYTES);
    const bytes = gcm(keyOf(token, day), nonce).encrypt(utf8ToBytes(JSON.stringify(value)));
    const text = (of: Uint8Array): string => base64Of(of.slice().buffer);
    keepOwn(nameOf(name), { day, nonce: text(nonce), box: text(bytes) } satisfies Box);
  },
};

export type Ahead = () => Promise<void>;
interface AheadOptions<TResult> {
  /** What it leads to. */
  next?: (data: TResult) => readonly Ahead[];
  /**
   * So long what is kept is not fetched anew, whoever asked for it: another look at the list, or the app of before. A
   * page that shows it asks all the same, and keeps that.
   */
  freshMs?: number;
}
/** Of a document that a page will ask, so that the page is there before it is needed. */
export const ahead =
  <TResult, TVariables>(
    document: Parameters<typeof askAhead<TResult, TVariables>>[0],
    variables: TVariables,
    keepAs: string,
    { next = () => [], freshMs = 0 }: AheadOptions<TResult> = {},
  ): Ahead =>
  async () => {
    const where = { keepAs, place: TODAY };
    const data = lastSeen(document, where, freshMs) ?? (await askAhead(document, variables, where));
    for (const fetch of next(data)) await fetch();
  };
/** Of these nothing is there for this person, or not now: the rest is fetched nevertheless. */
const ONLY_THIS: readonly ProblemKind[] = ['forbidden', 'refused', 'failed'];

const FRESH_MS = 10 * 60_000;
const asked = new Map<string, number>();
/** Fetches what today's work will want, one after the other; what was fetched a moment ago is not fetched again. */
export function useAhead(pages: Readonly<Record<string, Ahead>>): void {
  const names = Object.keys(pages).join(' ');
  useEffect(() => {
    let isOver = false;
    openOffline();
    void (async () => {
      for (const [name, fetch] of Object.entries(pages)) {
        if (isOver) return;
        if (Date.now() - (asked.get(name) ?? 0) < FRESH_MS) continue;
        try {
          await fetch();
        } catch (error) {
          // No network, or too many: the next look at the list tries again.
          if (!ONLY_THIS.includes(asProblem(error).kind)) return;
        }
        asked.set(name, Date.now());
      }
    })();
    return () => void (isOver = true);
  }, [names]);
}
