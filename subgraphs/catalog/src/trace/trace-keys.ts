import { createPublicKey, sign, verify } from 'node:crypto';
import { canonicalJson, sha256Hex } from '@heitu/kit/rules/canonical';
import { ConfigError } from '@heitu/kit/serving/config';
import { privateKeyOf } from '@heitu/kit/messages/signing';
import { z } from '@heitu/kit/rules/validate';

/** One key takes another's place. Both sign this; a key that was lost cannot. */
export interface Handover {
  /** Public keys, SPKI in PEM. */
  formerKey: string;
  newKey: string;
  atMs: number;
  /**
   * A seal of the former key that is dated later is not believed: the hand-over, or since when others may have had the
   * key.
   */
  formerUntilMs: number;
  reason: 'replaced' | 'leaked' | 'lost';
}
export interface SignedHandover {
  /** Canonical JSON: what was signed. */
  text: string;
  /** Ed25519 of the former key, base64url: who knows that one may follow. Null where it was lost. */
  signature: string | null;
  /**
   * Of the new key: who knows that one may believe what the former sealed. Without it anybody could name a key as its
   * predecessor.
   */
  newSignature: string;
}
export interface TraceKey {
  keyId: string;
  publicPem: string;
  /** Null for the first key: it has no predecessor that could say. */
  fromMs: number | null;
  untilMs: number | null;
  ended: Handover['reason'] | null;
}
/**
 * The platform's trace keys from the first to the one in use. They come from the configuration: a row of the database
 * brings no key.
 */
export interface TraceKeys {
  all: readonly TraceKey[];
  handovers: readonly SignedHandover[];
  byId(keyId: string): TraceKey | undefined;
}

const KIND = 'heitu-trace-key-1';
const KEY_ID_LETTERS = 16;
export const keyIdOf = (publicPem: string): string => sha256Hex(publicPem).slice(0, KEY_ID_LETTERS);
export const publicPemOf = (privatePem: string): string =>
  createPublicKey(privateKeyOf(privatePem)).export({ type: 'spki', format: 'pem' }).toString();
export const isSignedBy = (publicPem: string, text: string, signature: string): boolean =>
  verify(null, Buffer.from(text), createPublicKey(publicPem), Buffer.from(signature, 'base64url'));

/** `former`, `next`: private keys, PEM; the former is null where it was lost. */
export function signHandover(
  handover: Handover,
  { former, next }: { former: string | null; next: string },
): SignedHandover {
  const text = canonicalJson({ kind: KIND, ...handover });
  const signedBy = (pem: string) => sign(null, Buffer.from(text), privateKeyOf(pem)).toString('base64url');
  return { text, signature: former && signedBy(former), newSignature: signedBy(next) };
}

const signedSchema = z.array(
  z.object({ text: z.string(), signature: z.string().nullable(), newSignature: z.string() }).strict(),
);
const time = z.number().int().min(0);
const handoverSchema = z
  .object({
    kind: z.literal(KIND),
    formerKey: z.string(),
    newKey: z.string(),
    atMs: time,
    formerUntilMs: time,
    reason: z.enum(['replaced', 'leaked', 'lost']),
  })
  .strict();

const wrong = (what: string) => new ConfigError(`TRACE_KEY_HANDOVERS: ${what}`);
function parsed<T>(schema: z.ZodType<T>, text: string, what: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw wrong(what);
  }
}

/**
 * Throws a ConfigError where the hand-overs do not lead, each signed, to the key in use: phones would take it for a
 * stranger's.
 */
export function traceKeysOf(currentPem: string, given: string | undefined): TraceKeys {
  const handovers = given ? parsed(signedSchema, given, 'not a list of {text, signature, newSignature}') : [];
  const steps = handovers.map(({ text, signature, newSignature }, i) => {
    const step = parsed(handoverSchema, text, `number ${i + 1} is none`);
    const isSigned = signature === null ? step.reason === 'lost' : isSignedBy(step.formerKey, text, signature);
    if (!isSigned) throw wrong(`number ${i + 1} is not signed by the former key`);
    if (!isSignedBy(step.newKey, text, newSignature)) throw wrong(`number ${i + 1} is not signed by the new key`);
    if (step.formerUntilMs > step.atMs) throw wrong(`number ${i + 1} ends the former key after the hand-over`);
    return step;
  });
  steps.forEach((step, i) => {
    const before = steps[i - 1];
    if (before && (before.newKey !== step.formerKey || before.atMs > step.atMs))
      throw wrong(`number ${i + 1} does not follow on the one before`);
  });
  const last = steps.at(-1);
  if (last && last.newKey !== currentPem)
    throw wrong(`they end with key ${keyIdOf(last.newKey)}, in use is ${keyIdOf(currentPem)}`);
  const all = [...steps.map(({ formerKey }) => formerKey), currentPem].map((publicPem, i): TraceKey => {
    const end = steps[i];
    return {
      keyId: keyIdOf(publicPem),
      publicPem,
      fromMs: steps[i - 1]?.atMs ?? null,
      untilMs: end?.formerUntilMs ?? null,
      ended: end?.reason ?? null,
    };
  });
  if (new Set(all.map(({ keyId }) => keyId)).size < all.length) throw wrong('a key comes twice');
  return { all, handovers, byId: (keyId) => all.find((key) => key.keyId === keyId) };
}

/** For programs that read JSON Web Key Sets; `heitu` says what a JWK has no word for. */
export const keySetOf = ({ all, handovers }: TraceKeys): object => ({
  keys: all.map(({ keyId, publicPem, fromMs, untilMs, ended }) => ({
    ...createPublicKey(publicPem).export({ format: 'jwk' }),
    kid: keyId,
    alg: 'EdDSA',
    use: 'sig',
    heitu: { publicKeyPem: publicPem, fromMs, untilMs, ended },
  })),
  handovers,
});
