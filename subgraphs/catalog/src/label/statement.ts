import { createPublicKey, verify } from 'node:crypto';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { digitalLinkPath, type IdentifiedLot } from '../epcis/identifiers.ts';
import type { TraceKey, TraceKeys } from '../trace/trace-keys.ts';
import { CLAIM_NAMES, type LabelClaim } from './label.policy.ts';

/**
 * What the platform says of one bag, so short that its QR code fits a label of 40 by 30 millimetres. Lot and serial
 * stand in the address and are signed with it; all else is in these bytes (docs/zh/合作方接入指南.md has the table):
 *
 * version 1 | key 4 | signed, seconds 4 | produced, days 2 | best before, days 2 | claims, bits 2 | length of the
 * history 2 | its last link, 16 of 32 bytes | goods: letters 1, UTF-16 | grower: letters 1, UTF-16
 */
export interface LabelStatement {
  /** The first letters of the key's id: a hint, as several keys may begin alike. */
  keyHint: string;
  signedAtMs: number;
  producedOn: string;
  expiresOn: string | null;
  claims: readonly LabelClaim[];
  /** The lot's history as it was then: so many events, and the first half of the last link. */
  length: number;
  head: string;
  goods: string;
  grower: string;
}

const SECOND_MS = 1000;
const VERSION = 1;
const KEY_HINT_LETTERS = 8;
const HEAD_LETTERS = 32;
const SIGNATURE_BYTES = 64;
/** What a phone can still show in a line; longer names are cut. */
const [GOODS_LETTERS_MAX, GROWER_LETTERS_MAX] = [14, 18];
/** Days are counted from here; 0 is none. */
const DAYS_FROM_MS = Date.parse('2019-12-31T00:00:00Z');

const dayNumber = (date: string | null): number =>
  date === null ? 0 : Math.round((Date.parse(`${date}T00:00:00Z`) - DAYS_FROM_MS) / DAY_MS);
const dateOf = (day: number): string | null =>
  day === 0 ? null : new Date(DAYS_FROM_MS + day * DAY_MS).toISOString().slice(0, 10);
const shortHead = (hash: string): string => hash.slice(0, HEAD_LETTERS);
export const isHead = (hash: string, head: string): boolean => shortHead(hash) === head;

/** At most so many UTF-16 letters, and no half of a character. */
function cut(text: string, lettersMax: number): string {
  if (text.length <= lettersMax) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length >= lettersMax) break;
    kept += character;
  }
  return `${kept}…`;
}
function textBytes(text: string, lettersMax: number): Buffer {
  const letters = cut(text, lettersMax);
  return Buffer.concat([Buffer.from([letters.length]), Buffer.from(letters, 'utf16le').swap16()]);
}

const FIXED_BYTES = 33;
export function statementBytes(said: Omit<LabelStatement, 'keyHint' | 'head'> & { keyId: string; headHash: string }) {
  const fixed = Buffer.alloc(FIXED_BYTES);
  fixed.writeUInt8(VERSION, 0);
  fixed.write(said.keyId.slice(0, KEY_HINT_LETTERS), 1, 'hex');
  fixed.writeUInt32BE(Math.floor(said.signedAtMs / SECOND_MS), 5);
  fixed.writeUInt16BE(dayNumber(said.producedOn), 9);
  fixed.writeUInt16BE(dayNumber(said.expiresOn), 11);
  fixed.writeUInt16BE(claimBits(said.claims), 13);
  fixed.writeUInt16BE(said.length, 15);
  fixed.write(shortHead(said.headHash), 17, 'hex');
  return Buffer.concat([fixed, textBytes(said.goods, GOODS_LETTERS_MAX), textBytes(said.grower, GROWER_LETTERS_MAX)]);
}
export const claimBits = (claims: readonly LabelClaim[]): number =>
  claims.reduce((bits, claim) => bits | (1 << CLAIM_NAMES.indexOf(claim)), 0);
export const claimsIn = (bits: number): LabelClaim[] => CLAIM_NAMES.filter((_, i) => (bits >> i) & 1);

function readBytes(bytes: Buffer): LabelStatement | null {
  if (bytes[0] !== VERSION || bytes.length < FIXED_BYTES) return null;
  let at = FIXED_BYTES;
  const nextText = (): string => {
    const end = at + 1 + (bytes[at] ?? 0) * 2;
    const text = Buffer.from(bytes.subarray(at + 1, end));
    at = end;
    return text.length % 2 === 0 ? text.swap16().toString('utf16le') : '';
  };
  const [goods, grower] = [nextText(), nextText()];
  const producedOn = dateOf(bytes.readUInt16BE(9));
  if (at !== bytes.length || producedOn === null) return null;
  return {
    keyHint: bytes.toString('hex', 1, 5),
    signedAtMs: bytes.readUInt32BE(5) * SECOND_MS,
    producedOn,
    expiresOn: dateOf(bytes.readUInt16BE(11)),
    claims: claimsIn(bytes.readUInt16BE(13)),
    length: bytes.readUInt16BE(15),
    head: bytes.toString('hex', 17, FIXED_BYTES),
    goods,
    grower,
  };
}

const [DIGITS_OF_TWO, DIGITS_OF_ONE] = [5, 3];
/** Two bytes are five digits, a last one three: a QR code takes digits in a third of a letter's room. */
export function digitsOf(bytes: Buffer): string {
  let digits = '';
  for (let at = 0; at < bytes.length; at += 2)
    digits +=
      at + 1 < bytes.length
        ? String(bytes.readUInt16BE(at)).padStart(DIGITS_OF_TWO, '0')
        : String(bytes[at]).padStart(DIGITS_OF_ONE, '0');
  return digits;
}
export function bytesOfDigits(digits: string): Buffer | null {
  const rest = digits.length % DIGITS_OF_TWO;
  if (!/^\d+$/.test(digits) || (rest !== 0 && rest !== DIGITS_OF_ONE)) return null;
  const numbers = (digits.match(/\d{1,5}/g) ?? []).map(Number);
  const bytes = numbers.flatMap((number, i) =>
    rest !== 0 && i === numbers.length - 1 ? [number] : [number >> 8, number & 0xff],
  );
  return bytes.every((byte) => byte <= 0xff) ? Buffer.from(bytes) : null;
}

/** Where a bag's code leads, below the platform's address: a GS1 Digital Link where the number was licensed. */
export const labelPath = (lot: Pick<IdentifiedLot, 'code' | 'gtin'>, serial: number): string => {
  const link = digitalLinkPath(lot);
  return link ? `${link}/21/${serial}` : `/t/${lot.code}/${serial}`;
};
/** Path and bytes are signed together: a statement is no other bag's. No other thing that this key signs begins so. */
export const signedBytes = (path: string, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`heitu-label-1:${path}:`), bytes]);

const PATH = /^(?:\/01\/\d{14}\/10\/([0-9A-Za-z-]{4,20})\/21|\/t\/([0-9A-Za-z-]{4,40}))\/([1-9]\d{0,6})$/;
export interface ReadLabel {
  code: string;
  serial: number;
  path: string;
  statement: LabelStatement;
  signed: Buffer;
  signature: Buffer;
}
/** A label's path and digits; null where they are none. Whether it is signed is another question. */
export function readLabel(path: string, digits: string): ReadLabel | null {
  const [, inLink, inPath, serial] = PATH.exec(path) ?? [];
  const code = inLink ?? inPath;
  const all = bytesOfDigits(digits);
  if (code === undefined || !all || all.length <= SIGNATURE_BYTES) return null;
  const bytes = all.subarray(0, -SIGNATURE_BYTES);
  const statement = readBytes(bytes);
  return (
    statement && {
      code,
      serial: Number(serial),
      path,
      statement,
      signed: signedBytes(path, bytes),
      signature: all.subarray(-SIGNATURE_BYTES),
    }
  );
}

/** The key was in use when the label says that it was signed, to the second. */
const held = ({ fromMs, untilMs }: TraceKey, atMs: number): boolean =>
  (fromMs === null || atMs + SECOND_MS > fromMs) && (untilMs === null || atMs <= untilMs);

/** Signed by a key of the platform in its time. */
export const isGenuine = ({ statement, signed, signature }: ReadLabel, keys: Pick<TraceKeys, 'all'>): boolean =>
  keys.all.some(
    (key) =>
      key.keyId.startsWith(statement.keyHint) &&
      held(key, statement.signedAtMs) &&
      verify(null, signed, createPublicKey(key.publicPem), signature),
  );
