import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { utf8ToBytes } from './utf8.ts';
import { bytesOf } from './base64.ts';

hashes.sha512 = sha512;

export { bytesToHex };
/** SHA-256 in lower-case hexadecimal. */
export const shaOfBytes = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));
export const sha = (text: string): string => shaOfBytes(utf8ToBytes(text));

const KEY_BYTES = 32;
/** The last 32 bytes of an SPKI are the Ed25519 key itself. */
const keyOf = (pem: string): Uint8Array => bytesOf(pem.replace(/-----[^-]+-----/g, '')).slice(-KEY_BYTES);
/** A key by its 32 bytes, whatever line breaks its PEM has. */
export const rawKey = (pem: string): string => bytesToHex(keyOf(pem));

export const isSigned = (text: string, signature: string, publicPem: string): boolean => {
  try {
    return verify(bytesOf(signature), utf8ToBytes(text), keyOf(publicPem));
  } catch {
    return false;
  }
};

/** Of bytes, by a key's 32 bytes in hexadecimal; as strictly as other programs judge it. */
export const areSigned = (bytes: Uint8Array, signature: Uint8Array, key: string): boolean => {
  try {
    return verify(signature, bytes, hexToBytes(key), { zip215: false });
  } catch {
    return false;
  }
};

export function readJson<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}
