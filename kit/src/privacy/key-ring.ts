import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

const NONCES_DRAWN = 256;
let drawn = Buffer.alloc(0);
let used = 0;
/** Random bytes are drawn for many nonces at once: a few at a time cost more than the encryption. */
function nonceOf(): Buffer {
  if (used === drawn.length) {
    drawn = randomBytes(NONCE_BYTES * NONCES_DRAWN);
    used = 0;
  }
  return drawn.subarray(used, (used += NONCE_BYTES));
}

/**
 * AES-256-GCM with a random nonce: nonce, tag, body. `bound` is authenticated beside it and must be the same to open.
 * `key`: a KeyObject, since bytes are made into one at each call, which takes three times as long as the rest.
 */
export function encrypt(key: KeyObject, bound: string, plain: Uint8Array): Buffer {
  const nonce = nonceOf();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}
/** Throws where anything was altered, or was encrypted under another key or for another `bound`. */
export function decrypt(key: KeyObject, bound: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(bound))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

/**
 * Master keys by id. The first wraps; the others still open what they wrapped. A county keeps them apart from its
 * database and its backups.
 */
export interface KeyRing {
  /** The id of the key that wraps. */
  readonly current: string;
  readonly ids: readonly string[];
  wrap(subjectId: string, key: Uint8Array): string;
  /** Throws for a key id that the ring does not hold. */
  unwrap(subjectId: string, wrapped: { masterKeyId: string; wrappedKey: string }): Buffer;
}

/** `keys`: newest first, 32 bytes each. */
export function createKeyRing(keys: readonly Uint8Array[]): KeyRing {
  const byId = new Map(
    keys.map((key) => [
      createHash('sha256').update('heitu-master-key-id').update(key).digest('hex').slice(0, 16),
      createSecretKey(key),
    ]),
  );
  const [newest] = byId;
  if (!newest || keys.some((key) => key.length !== KEY_BYTES))
    throw new Error(`a key ring has at least one key of ${KEY_BYTES} bytes`);
  const [current, currentKey] = newest;
  return {
    current,
    ids: [...byId.keys()],
    wrap: (subjectId, key) => encrypt(currentKey, subjectId, key).toString('base64'),
    unwrap(subjectId, { masterKeyId, wrappedKey }) {
      const key = byId.get(masterKeyId);
      if (!key) throw new Error(`the key ring has no key ${masterKeyId}`);
      return decrypt(key, subjectId, Buffer.from(wrappedKey, 'base64'));
    },
  };
}
