import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { sha256Hex } from '@heitu/kit/rules/canonical';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { ConfigError, type Secrets } from '@heitu/kit/serving/config';
import { generateSigningKey, privateKeyOf, publicKeysOf } from '@heitu/kit/messages/signing';
import { z } from '@heitu/kit/rules/validate';
import { spkiOf } from './chain.policy.ts';

/** A public key whose signatures are believed because the configuration names it, never because a row does. */
export interface PinnedKey {
  keyId: string;
  /** SPKI, base64url, as published heads carry it. */
  spki: string;
  publicKey: KeyObject;
  /** What it signed later than this is not believed; null for the key in use. */
  untilMs: number | null;
}
export interface PinnedAuditKeys {
  /** The key in use and those that it replaced. */
  pinned: readonly PinnedKey[];
  /** Keys that signed published heads before batches were signed: believed for heads of that time only. */
  formerHeads: readonly PinnedKey[];
}
/** Signs the audit chain; a key of its own, so that who can sign a call between processes cannot sign the trail. */
export interface AuditKeys extends PinnedAuditKeys {
  keyId: string;
  publicKey: KeyObject;
  /** Ed25519, base64url. */
  sign(text: string): string;
}

interface Retired {
  publicKey: KeyObject;
  untilMs: number;
}

const KEY_ID_LETTERS = 16;
const pin = (publicKey: KeyObject, untilMs: number | null): PinnedKey => {
  const spki = spkiOf(publicKey);
  return { keyId: sha256Hex(spki).slice(0, KEY_ID_LETTERS), spki, publicKey, untilMs };
};

export function auditKeysOf(given: {
  privatePem: string;
  retired: readonly Retired[];
  formerHeads: readonly KeyObject[];
}): AuditKeys {
  const privateKey = privateKeyOf(given.privatePem);
  const own = pin(createPublicKey(privateKey), null);
  return {
    keyId: own.keyId,
    publicKey: own.publicKey,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    pinned: [own, ...given.retired.map(({ publicKey, untilMs }) => pin(publicKey, untilMs))],
    formerHeads: given.formerHeads.map((key) => pin(key, null)),
  };
}

export type SignatureFault = 'unknown' | 'wrong' | 'retired';
/** Why a signature is not believed; null where it is. `key`: the pinned one that it says it was made with. */
export function signatureFault(
  key: PinnedKey | undefined,
  signed: { text: string; signature: string; atMs: number },
): SignatureFault | null {
  if (!key) return 'unknown';
  if (!verify(null, Buffer.from(signed.text), key.publicKey, Buffer.from(signed.signature, 'base64url')))
    return 'wrong';
  return key.untilMs !== null && signed.atMs > key.untilMs ? 'retired' : null;
}
/** The end of a sentence about what a retired key signed. */
export const retiredText = (key: PinnedKey | undefined): string =>
  key?.untilMs ? `由已停用的密钥${key.keyId}签名，它只到${chinaTime(key.untilMs)}有效` : '';

const KEY_FILE = 'audit.pem';
const RETIRED_FILE = 'audit.retired.json';
const retiredSchema = z.array(z.object({ publicKey: z.string(), until: z.iso.datetime({ offset: true }) }).strict());

/**
 * `[{"publicKey": PEM, "until": ISO time}]`. Throws a ConfigError where it is anything else: a key that is not pinned
 * would be told as a forger's.
 */
function retiredKeys(secrets: Secrets): Retired[] {
  const wrong = () => new ConfigError(`AUDIT_KEYS_RETIRED: not a list of {"publicKey": PEM, "until": ISO time}`);
  let given: unknown;
  try {
    given = JSON.parse(secrets.kept('AUDIT_KEYS_RETIRED', RETIRED_FILE) ?? '[]');
  } catch {
    throw wrong();
  }
  const parsed = retiredSchema.safeParse(given);
  if (!parsed.success) throw wrong();
  return parsed.data.map(({ publicKey: pem, until }) => {
    const [publicKey, ...more] = publicKeysOf(pem);
    if (!publicKey || more.length > 0) throw wrong();
    return { publicKey, untilMs: Date.parse(until) };
  });
}

/** `signingKey`: of this process, with which heads were signed before there was an audit key. */
export const readAuditKeys = (secrets: Secrets, signingKey: () => KeyObject): AuditKeys =>
  auditKeysOf({
    privatePem: secrets.secret('AUDIT_KEY', KEY_FILE, () => generateSigningKey().privatePem),
    retired: retiredKeys(secrets),
    formerHeads: [createPublicKey(signingKey())],
  });

/** For who only verifies: makes no key where there is none. */
export function readPinnedAuditKeys(secrets: Secrets, signingKey: KeyObject | null): PinnedAuditKeys {
  const privatePem = secrets.kept('AUDIT_KEY', KEY_FILE);
  const retired = retiredKeys(secrets);
  const formerHeads = signingKey ? [createPublicKey(signingKey)] : [];
  if (privatePem) return auditKeysOf({ privatePem, retired, formerHeads });
  return {
    pinned: retired.map(({ publicKey, untilMs }) => pin(publicKey, untilMs)),
    formerHeads: formerHeads.map((key) => pin(key, null)),
  };
}
