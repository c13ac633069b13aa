import { createHash, randomBytes, randomUUID } from 'node:crypto';

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
  // The digits of a UUID that are all random: Node draws those in bulk, where a few bytes at a time cost more than the rest of an id.
  const uuid = randomUUID();
  const digits = uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(24);
  for (let i = 0; i < 22; i += 2) tail += ALPHABET[Number.parseInt(digits.slice(i, i + 2), 16) % 32];
  return idAt(lastMs) + tail;
}

/** A stable id of the same form for a readable key (`sku:wuchang-rice-5kg`): the demo county names its rows alike in every subgraph. */
export function idFrom(key: string): string {
  const bytes = createHash('sha256').update(key).digest();
  let id = '0';
  for (let i = 0; i < 25; i++) id += ALPHABET[bytes[i]! % 32];
  return id;
}
