import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts personal data at rest: AES-256-GCM, one derived key per person, the key's version in front so that it can rotate. */
export interface Vault {
  /** `subjectId`: whose data it is. The result is text, safe for a column. */
  seal(subjectId: string, plain: string): string;
  /** Throws where the text was altered or belongs to another subject. */
  open(subjectId: string, sealed: string): string;
  sealBytes(subjectId: string, plain: Uint8Array): Buffer;
  openBytes(subjectId: string, sealed: Uint8Array): Buffer;
  /** A keyed hash to find by exact value (a phone, an ID number); `purpose` keeps indexes apart. */
  blindIndex(purpose: string, value: string): string;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createVault(masterKey: Uint8Array): Vault {
  if (masterKey.length !== 32) throw new Error('the master key is 32 bytes');
  const keyOf = (info: string) => Buffer.from(hkdfSync('sha256', masterKey, 'heitu', info, 32));
  const indexKey = keyOf('blind-index');
  const sealBytes = (subjectId: string, plain: Uint8Array): Buffer => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', keyOf(`person:${subjectId}`), nonce).setAAD(Buffer.from(subjectId));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body]);
  };
  const openBytes = (subjectId: string, sealed: Uint8Array): Buffer => {
    const bytes = Buffer.from(sealed);
    if (bytes[0] !== VERSION) throw new Error('sealed with an unknown key version');
    const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
    const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(`person:${subjectId}`), nonce).setAAD(Buffer.from(subjectId)).setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  };
  return {
    sealBytes,
    openBytes,
    seal: (subjectId, plain) => sealBytes(subjectId, Buffer.from(plain)).toString('base64'),
    open: (subjectId, sealed) => openBytes(subjectId, Buffer.from(sealed, 'base64')).toString(),
    blindIndex: (purpose, value) => createHmac('sha256', indexKey).update(`${purpose}\0${value}`).digest('base64url'),
  };
}

/** `13812345678` → `138****5678`; short values keep only their last character. */
export function maskMiddle(text: string, head: number, tail: number): string {
  const characters = [...text];
  if (characters.length <= head + tail) return '*'.repeat(Math.max(characters.length - 1, 0)) + (characters.at(-1) ?? '');
  return characters.slice(0, head).join('') + '****' + characters.slice(characters.length - tail).join('');
}
export const maskPhone = (phone: string): string => maskMiddle(phone, 3, 4);
/** `王小明` → `王**` */
export const maskName = (name: string): string => {
  const characters = [...name];
  return (characters[0] ?? '') + '*'.repeat(Math.max(characters.length - 1, 0));
};
