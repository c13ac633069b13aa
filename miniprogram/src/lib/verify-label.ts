import type { LabelAddress } from './label-address.ts';
import { knownKeys, type Handover } from './trace-keys.ts';
import { areSigned, bytesToHex, rawKey, sha } from './trace-sums.ts';
import { utf8ToBytes } from './utf8.ts';

/**
 * The label of one bag, verified by whoever holds it, without asking anybody: what the platform signed, by which of its
 * keys, and whether that key was in use then. Runs in the mini-program and in the public page. (How a label is made:
 * subgraphs/catalog/src/label/statement.ts.)
 */

export { addressOf, labelIn, type LabelAddress } from './label-address.ts';

/** A claim's bit, by its place: the API's names (LabelClaim), in the order in which they were added. */
const CLAIMS = [
  'REPORT',
  'PROMISE',
  'SELF_CHECK',
  'CONFORMITY',
  'PRODUCTION_LICENCE',
  'ORGANIC',
  'GREEN_FOOD',
  'GEOGRAPHICAL_INDICATION',
  'QUARANTINE',
] as const;
export type Claim = (typeof CLAIMS)[number];

export interface Statement {
  signedAtMs: number;
  producedOn: string;
  expiresOn: string | null;
  claims: Claim[];
  /** The lot's history as it was then: so many events, and the first half of its last link. */
  length: number;
  head: string;
  goods: string;
  grower: string;
}

export interface HeldKey {
  /** How the platform names it. */
  id: string;
  /** Its 32 bytes. */
  key: string;
  fromMs: number | null;
  untilMs: number | null;
}
/** The platform's keys as this phone holds them. */
export interface HeldKeys {
  keys: readonly HeldKey[];
  /** The one in use, as it was then. */
  current: string;
  /** When the platform was asked for them; null where they came with the build. */
  heldAtMs: number | null;
}
/** What the platform publishes (GET /edges/catalog/trace-keys). */
export interface PublishedKeys {
  keys: readonly { heitu: { publicKeyPem: string } }[];
  handovers: readonly Handover[];
}
const KEY_ID_LETTERS = 16;
const idOf = (pem: string): string => sha(pem).slice(0, KEY_ID_LETTERS);

/** The key that came with the build, until the platform has been asked. */
export const keysOfBuild = (pem: string): HeldKeys | null =>
  pem
    ? {
        keys: [{ id: idOf(`${pem.trim()}\n`), key: rawKey(pem), fromMs: null, untilMs: null }],
        current: rawKey(pem),
        heldAtMs: null,
      }
    : null;

/** Those of the published keys that may be believed; null where none leads on from what is known. */
export function keysOf(
  { keys, handovers }: PublishedKeys,
  anchors: { kept: string | null; builtIn: string | null },
  nowMs: number,
): HeldKeys | null {
  const pems = keys.map(({ heitu }) => heitu.publicKeyPem);
  const last = pems[pems.length - 1];
  const known = last && knownKeys(handovers, rawKey(last), anchors);
  if (!known || known.is === 'unknown' || known.current !== rawKey(last)) return null;
  const believed = pems.flatMap((pem): HeldKey[] => {
    const key = rawKey(pem);
    const until = known.until(key);
    return until === 'never'
      ? []
      : [{ id: idOf(pem), key, fromMs: known.since(key), untilMs: until === 'always' ? null : until }];
  });
  return { keys: believed, current: known.current, heldAtMs: nowMs };
}

export type LabelVerdict =
  | { is: 'genuine'; statement: Statement; key: HeldKey }
  /** By a key that is not known here: the platform may have taken a new one since. */
  | { is: 'unknown-key'; statement: Statement }
  /** A letter is not as it was signed, or it was signed for another bag. */
  | { is: 'altered' }
  /** By a key that was not in use then: whoever holds a key that ended can still sign with it. */
  | { is: 'out-of-time'; statement: Statement; key: HeldKey }
  /** No statement that this version can read. */
  | { is: 'unreadable' };

const VERSION = 1;
const SIGNATURE_BYTES = 64;
const FIXED_BYTES = 33;
const [DIGITS_OF_TWO, DIGITS_OF_ONE] = [5, 3];

/** Five digits are two bytes, three at the end are one. */
function bytesOfDigits(digits: string): Uint8Array | null {
  const rest = digits.length % DIGITS_OF_TWO;
  if (rest !== 0 && rest !== DIGITS_OF_ONE) return null;
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += DIGITS_OF_TWO) {
    const number = Number(digits.slice(at, at + DIGITS_OF_TWO));
    if (at + DIGITS_OF_TWO <= digits.length) bytes.push(number >> 8, number & 0xff);
    else bytes.push(number);
  }
  return bytes.every((byte) => byte <= 0xff) ? Uint8Array.from(bytes) : null;
}

const DAY_MS = 86_400_000;
const DAYS_FROM_MS = Date.parse('2019-12-31T00:00:00Z');
const dateOf = (day: number): string | null =>
  day === 0 ? null : new Date(DAYS_FROM_MS + day * DAY_MS).toISOString().slice(0, 10);

function statementOf(bytes: Uint8Array): { statement: Statement; keyHint: string } | null {
  if (bytes[0] !== VERSION || bytes.length < FIXED_BYTES) return null;
  const number = (at: number, size: number): number =>
    bytes.slice(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0);
  let at = FIXED_BYTES;
  const nextText = (): string => {
    const letters = number(at, 1);
    const codes = Array.from({ length: letters }, (_, i) => number(at + 1 + 2 * i, 2));
    at += 1 + 2 * letters;
    return String.fromCharCode(...codes);
  };
  const [goods, grower] = [nextText(), nextText()];
  const producedOn = dateOf(number(9, 2));
  if (at !== bytes.length || producedOn === null) return null;
  const bits = number(13, 2);
  return {
    keyHint: bytesToHex(bytes.slice(1, 5)),
    statement: {
      signedAtMs: number(5, 4) * 1000,
      producedOn,
      expiresOn: dateOf(number(11, 2)),
      claims: CLAIMS.filter((_, i) => (bits >> i) & 1),
      length: number(15, 2),
      head: bytesToHex(bytes.slice(17, FIXED_BYTES)),
      goods,
      grower,
    },
  };
}

/** To the second, as the statement has it. */
export const wasInUse = ({ fromMs, untilMs }: HeldKey, atMs: number): boolean =>
  (fromMs === null || atMs + 1000 > fromMs) && (untilMs === null || atMs <= untilMs);

/** Computes it: nothing is asked of anybody. */
export function verifyLabel({ path, digits }: LabelAddress, held: HeldKeys | null): LabelVerdict {
  const all = bytesOfDigits(digits);
  const bytes = all?.slice(0, -SIGNATURE_BYTES);
  const read = bytes && statementOf(bytes);
  if (!all || !bytes || !read) return { is: 'unreadable' };
  const { statement, keyHint } = read;
  const candidates = (held?.keys ?? []).filter(({ id }) => id.startsWith(keyHint));
  if (candidates.length === 0) return { is: 'unknown-key', statement };
  const prefix = utf8ToBytes(`heitu-label-1:${path}:`);
  const signed = new Uint8Array(prefix.length + bytes.length);
  signed.set(prefix);
  signed.set(bytes, prefix.length);
  const key = candidates.find((one) => areSigned(signed, all.slice(-SIGNATURE_BYTES), one.key));
  if (!key) return { is: 'altered' };
  return { is: wasInUse(key, statement.signedAtMs) ? 'genuine' : 'out-of-time', statement, key };
}
