import { z } from '@heitu/kit/rules/validate';
import { createDecipheriv } from 'node:crypto';

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
  const bytes = Buffer.from(ciphertext, 'base64');
  const iv = Buffer.from(nonce);
  if (bytes.length < TAG_BYTES || iv.length !== NONCE_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(associatedData ?? ''));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
