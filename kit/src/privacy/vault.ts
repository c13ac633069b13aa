import { asSealed, storedText, type SealedText } from './sealed-text.ts';
import type { KeyObject } from 'node:crypto';
import DataLoader from 'dataloader';
import { decrypt, encrypt } from './key-ring.ts';
import type { OpenKey, PersonKeys, Within } from './person-keys.ts';

/** Seals with keys that are there already. */
export type Sealer = (subjectId: string, plain: string) => string;
export type { SealedText } from './sealed-text.ts';

/**
 * Encrypts personal data at rest, each person's under a key of its own that can be destroyed (AES-256-GCM; key-ring.ts,
 * person-keys.ts). Bound to a context: within its open transaction keys are read and made there. `subjectId`: whose
 * data it is.
 */
export interface Vault {
  /** The result is text, safe for a column. Throws for a person whose key was destroyed. */
  seal(subjectId: string, plain: string): Promise<string>;
  /**
   * What is about to be shown, by name of its field (`what`): where an account or a client asks for somebody else's, it
   * goes into the audit trail before the answer leaves. Null where the key was destroyed: show ERASED_TEXT. Throws
   * where it was altered or belongs to another.
   */
  open(subjectId: string, sealed: string, what: string): Promise<string | null>;
  /** Shown only through `mask`: no read of personal data. */
  openMasked(subjectId: string, sealed: string, mask: (plain: string) => string): Promise<string>;
  /**
   * Leaves no record: for work whose result shows nothing of it (a message sent, a hash compared), and for what the
   * caller is known to own.
   */
  openUnrecorded(subjectId: string, sealed: string): Promise<string | null>;
  /** Asks for a key that is soon wanted, in the message of what is read in this turn. */
  expect(subjectId: string): void;
  /** `seal` for a `column.sealedText`. */
  sealText(subjectId: string, plain: string): Promise<SealedText>;
  /**
   * What `sealText` sealed, as it is shown: ERASED_TEXT where the key was destroyed. Rows of before the column was
   * sealed open as they are.
   */
  openText(subjectId: string, text: SealedText, what: string): Promise<string>;
  openTextUnrecorded(subjectId: string, text: SealedText): Promise<string>;
  sealBytes(subjectId: string, plain: Uint8Array): Promise<Buffer>;
  openBytes(subjectId: string, sealed: Uint8Array, what: string): Promise<Buffer | null>;
  /** `seal` for many rows at once: their keys are read in one go. */
  sealer(subjectIds: readonly string[]): Promise<Sealer>;
  /** Nothing sealed under this person's key opens ever again, wherever a copy of it lies. */
  destroy(subjectId: string): Promise<void>;
  /**
   * A keyed hash to find by exact value (a phone, an ID number); `purpose` keeps indexes apart. Not the same in two
   * subgraphs.
   */
  blindIndex(purpose: string, value: string): string;
  /** A keyed hash that only this subgraph can make (a code, a signature of a record); `purpose` keeps them apart. */
  authenticate(purpose: string, value: string): string;
  /** Seals what is nobody's alone, or what the law has us keep whatever a person wishes: under this subgraph's own key. */
  sealOwn(plain: string): string;
  openOwn(text: string): string;
}

/** What stands in the place of something whose key was destroyed. */
export const ERASED_TEXT = '已依法删除';

export class KeyDestroyed extends Error {}
/** What was sealed, or what stands instead where its key was destroyed: for who was forgotten nothing is written. */
export const unlessDestroyed = <T, I>(sealing: Promise<T>, instead: I): Promise<T | I> =>
  sealing.catch((error: unknown) => (error instanceof KeyDestroyed ? instead : Promise.reject(error)));

const VERSION = 1;
/** Tells a sealed text from one that was written before its column was sealed. */
export const SEALED_MARK = 'sealed:';
export const isSealed = (text: SealedText): boolean => storedText(text).startsWith(SEALED_MARK);
/** An empty text stays empty: there is nothing to hide, and a query can tell. */
export const NO_TEXT = asSealed('');
/** For loading many rows with a `Sealer`. */
export const sealTextWith = (seal: Sealer, subjectId: string, plain: string): SealedText =>
  plain === '' ? NO_TEXT : asSealed(`${SEALED_MARK}${seal(subjectId, plain)}`);

export interface VaultParts {
  keys: PersonKeys;
  within: () => Within;
  /** Told what is shown, and whose. */
  onOpen: (subjectId: string, what: string) => void;
}

const KEYS_PER_STATEMENT_MAX = 500;
/**
 * The key of one person; what a request asks for in one turn is asked of the database in one statement, and nothing
 * twice at once.
 */
function gatheredKeys(
  { keys, within }: Pick<VaultParts, 'keys' | 'within'>,
  make: boolean,
): (subjectId: string) => Promise<OpenKey | undefined> {
  // Not kept in a WeakMap by transaction: its entries would hold the transaction that they hang on, and V8 clears such
  // circles only in a full collection.
  let last: { within: Within; loader: DataLoader<string, OpenKey | undefined> } | undefined;
  return async (subjectId) => {
    const now = within();
    const known = keys.known(now, subjectId);
    if (known !== undefined) return known;
    if (last?.within !== now)
      last = {
        within: now,
        loader: new DataLoader((ids: readonly string[]) => keys.load(now, ids, make), {
          maxBatchSize: KEYS_PER_STATEMENT_MAX,
        }),
      };
    const { loader } = last;
    // Only while it is under way: a key may be made, or destroyed, at any time.
    return loader.load(subjectId).finally(() => loader.clear(subjectId));
  };
}

export function createVault({ keys, within, onOpen }: VaultParts): Vault {
  const find = gatheredKeys({ keys, within }, false);
  const findOrMake = gatheredKeys({ keys, within }, true);
  const sealWith = (key: KeyObject | null | undefined, subjectId: string, plain: Uint8Array): Buffer => {
    if (!key) throw new KeyDestroyed(`nothing more is sealed for ${subjectId}: the key was destroyed`);
    return Buffer.concat([Buffer.from([VERSION]), encrypt(key, subjectId, plain)]);
  };
  const openUnrecordedBytes = async (subjectId: string, sealed: Uint8Array): Promise<Buffer | null> => {
    if (sealed[0] !== VERSION) throw new Error('sealed in an unknown way');
    const key = await find(subjectId);
    if (key === undefined) throw new Error(`there never was a key of ${subjectId}`);
    return key && decrypt(key, subjectId, sealed.subarray(1));
  };
  const openUnrecorded = async (subjectId: string, sealed: string) =>
    (await openUnrecordedBytes(subjectId, Buffer.from(sealed, 'base64')))?.toString() ?? null;
  const sealBytes = async (subjectId: string, plain: Uint8Array) =>
    sealWith(await findOrMake(subjectId), subjectId, plain);
  /** Told before it is opened: what was asked for is recorded even where opening fails. */
  const shown = <V>(subjectId: string, what: string, opened: () => Promise<V>): Promise<V> => {
    onOpen(subjectId, what);
    return opened();
  };
  const openTextUnrecorded = async (subjectId: string, text: SealedText): Promise<string> => {
    const stored = storedText(text);
    return isSealed(text)
      ? ((await openUnrecorded(subjectId, stored.slice(SEALED_MARK.length))) ?? ERASED_TEXT)
      : stored;
  };
  const seal = async (subjectId: string, plain: string) =>
    (await sealBytes(subjectId, Buffer.from(plain))).toString('base64');
  return {
    sealBytes,
    openBytes: (subjectId, sealed, what) => shown(subjectId, what, () => openUnrecordedBytes(subjectId, sealed)),
    seal,
    // Where this fails, so will what wants the key.
    expect: (subjectId) => void find(subjectId).catch(() => {}),
    sealText: async (subjectId, plain) =>
      plain === '' ? NO_TEXT : asSealed(`${SEALED_MARK}${await seal(subjectId, plain)}`),
    openText: (subjectId, text, what) => shown(subjectId, what, () => openTextUnrecorded(subjectId, text)),
    openTextUnrecorded,
    open: (subjectId, sealed, what) => shown(subjectId, what, () => openUnrecorded(subjectId, sealed)),
    async openMasked(subjectId, sealed, mask) {
      const plain = await openUnrecorded(subjectId, sealed);
      return plain === null ? ERASED_TEXT : mask(plain);
    },
    openUnrecorded,
    async sealer(subjectIds) {
      const distinct = [...new Set(subjectIds)];
      const keyOf = new Map(await Promise.all(distinct.map(async (id) => [id, await findOrMake(id)] as const)));
      return (subjectId, plain) => sealWith(keyOf.get(subjectId), subjectId, Buffer.from(plain)).toString('base64');
    },
    destroy: (subjectId) => keys.destroy(within(), subjectId),
    blindIndex: keys.blindIndex,
    authenticate: keys.authenticate,
    sealOwn: keys.sealOwn,
    openOwn: keys.openOwn,
  };
}

/** `13812345678` → `138****5678`; short values keep only their last character. */
export function maskMiddle(text: string, head: number, tail: number): string {
  const characters = [...text];
  if (characters.length <= head + tail)
    return '*'.repeat(Math.max(characters.length - 1, 0)) + (characters.at(-1) ?? '');
  return characters.slice(0, head).join('') + '****' + characters.slice(characters.length - tail).join('');
}
export const maskPhone = (phone: string): string => maskMiddle(phone, 3, 4);
/** `王小明` → `王**` */
export const maskName = (name: string): string => {
  const characters = [...name];
  return (characters[0] ?? '') + '*'.repeat(Math.max(characters.length - 1, 0));
};
