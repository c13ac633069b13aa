import { createHash, randomFillSync } from 'node:crypto';
import { must } from './checked.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
let lastMs = 0;
let lastTime = idAt(0);
let counter = 0;

/** Drawn in bulk: a few bytes at a time cost more than the rest of an id. */
const drawn = new Uint8Array(4096);
let used = drawn.length;
function randomByte(): number {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  return must(drawn[used++], 'a byte of those drawn');
}

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
    lastTime = idAt(nowMs);
    counter = randomByte() * 256 + randomByte();
  } else counter += 1;
  let tail = '';
  for (let left = counter, place = 0; place < 5; place++, left = Math.floor(left / 32))
    tail = ALPHABET[left % 32] + tail;
  for (let i = 0; i < 11; i++) tail += ALPHABET[randomByte() % 32];
  return lastTime + tail;
}

/**
 * A stable id of the same form for a readable key (`sku:rice-5kg`): the demo county names its rows alike in every
 * subgraph.
 */
export function idFrom(key: string): string {
  const bytes = createHash('sha256').update(key).digest();
  let id = '0';
  for (const byte of bytes.subarray(0, 25)) id += ALPHABET[byte % 32];
  return id;
}
