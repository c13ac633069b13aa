import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
let lastMs = 0;
let counter = 0;

/** How the ids of this moment begin: an id that sorts before it is older. */
export function idAt(ms: number): string {
  let time = '';
  for (let left = ms, place = 0; place < 10; place++, left = Math.floor(left / 32)) time = ALPHABET[left % 32] + time;
  return time;
}

/** A ULID: 26 characters, sorts by time, rising within this process. */
export function newId(nowMs: number): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = randomBytes(2).readUInt16BE();
  } else counter += 1;
  let tail = '';
  for (let left = counter, place = 0; place < 5; place++, left = Math.floor(left / 32)) tail = ALPHABET[left % 32] + tail;
  for (const byte of randomBytes(11)) tail += ALPHABET[byte % 32];
  return idAt(lastMs) + tail;
}

/** A stable id of the same form for a readable key (`sku:wuchang-rice-5kg`): the demo county names its rows alike in every subgraph. */
export function idFrom(key: string): string {
  const bytes = createHash('sha256').update(key).digest();
  let id = '0';
  for (let i = 0; i < 25; i++) id += ALPHABET[bytes[i]! % 32];
  return id;
}
