import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
let lastMs = 0;
let counter = 0;

/** A ULID: 26 characters, sorts by time, rising within this process. */
export function newId(nowMs: number): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = randomBytes(2).readUInt16BE();
  } else counter += 1;
  let time = '';
  for (let left = lastMs, place = 0; place < 10; place++, left = Math.floor(left / 32)) time = ALPHABET[left % 32] + time;
  let tail = '';
  for (let left = counter, place = 0; place < 5; place++, left = Math.floor(left / 32)) tail = ALPHABET[left % 32] + tail;
  for (const byte of randomBytes(11)) tail += ALPHABET[byte % 32];
  return time + tail;
}
