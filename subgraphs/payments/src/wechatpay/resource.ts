import { z } from '@heitu/kit/rules/validate';
import { constants, createDecipheriv, privateDecrypt, type KeyObject } from 'node:crypto';

/**
 * What callbacks and /v3/certificates carry encrypted: AES-256-GCM under the API v3 key, base64 of data then a 16-byte
 * tag.
 */
export const encryptedResource = z.object({
  algorithm: z.string(),
  nonce: z.string(),
  /** May be empty or missing. */
  associated_data: z.string().nullish(),
  ciphertext: z.string(),
});
export type EncryptedResource = z.output<typeof encryptedResource>;

const ALGORITHM = 'AEAD_AES_256_GCM';
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
export const API_V3_KEY_BYTES = 32;

/** The plain text, or null when it was not encrypted for this key or was altered. */
export function decryptResource(resource: EncryptedResource, apiV3Key: string): string | null {
  const { algorithm, nonce, associated_data: associatedData, ciphertext } = resource;
  if (algorithm !== ALGORITHM) return null;
  return (
    open(Buffer.from(ciphertext, 'base64'), Buffer.from(apiV3Key), nonce, associatedData ?? '')?.toString('utf8') ??
    null
  );
}

/** A part of a bill, sealed under a key that was itself sealed for our merchant key; null where it is another's. */
export function decryptBill(bytes: Buffer, part: { key: string; nonce: string }, privateKey: KeyObject): Buffer | null {
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const key = privateDecrypt({ key: privateKey, padding, oaepHash: 'sha1' }, Buffer.from(part.key, 'base64'));
    return open(bytes, key, part.nonce, '');
  } catch {
    return null;
  }
}

function open(bytes: Buffer, key: Buffer, nonce: string, associatedData: string): Buffer | null {
  const iv = Buffer.from(nonce);
  if (bytes.length < TAG_BYTES || iv.length !== NONCE_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(associatedData));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
