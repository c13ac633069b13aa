import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { GATEWAY, isActor, type Actor } from '../rules/actor.ts';

/**
 * Each process signs what it sends to another with its own Ed25519 key; a receiver trusts the public keys it was
 * configured with.
 */
export interface Signer {
  /** The process's name: `gateway`, `orders`. Replicas share it. */
  name: string;
  privateKey: KeyObject;
}
/** By process name: one key, or two while one takes the other's place. */
export type TrustedKeys = Readonly<Record<string, readonly KeyObject[]>>;

/** How long a signed Actor is good for: longer than the slowest request, shorter than any use of a stolen one. */
export const ACTOR_LIFETIME_SECONDS = 30;
/** How far the clocks of two hosts may differ. */
const CLOCK_TOLERANCE_SECONDS = 5;
export const KEYS_PER_PROCESS_MAX = 2;

export function generateSigningKey(): { privatePem: string; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
export const privateKeyOf = (pem: string): KeyObject => createPrivateKey(pem);
/** Every public key in a PEM text, one after the other. */
export const publicKeysOf = (pem: string): KeyObject[] =>
  (pem.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []).map((block) => createPublicKey(block));

const bodyHash = (body: string | Uint8Array): string => createHash('sha256').update(body).digest('base64url');

const ids = new WeakMap<KeyObject, string>();
/** Which of its process's keys this is: read from the key, so that nobody has to name it. */
function keyId(key: KeyObject): string {
  let id = ids.get(key);
  if (!id) {
    const publicKey = key.type === 'private' ? createPublicKey(key) : key;
    id = createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64url')
      .slice(0, 16);
    ids.set(key, id);
  }
  return id;
}

/** `audience`: whom and which route it is for, `orders/graphql`. Each call is signed anew: a token is taken once. */
export function signActor(signer: Signer, audience: string, actor: Actor, body: string | Uint8Array): Promise<string> {
  return new SignJWT({ actor, body: bodyHash(body) })
    .setProtectedHeader({ alg: 'EdDSA', kid: `${signer.name}.${keyId(signer.privateKey)}` })
    .setIssuer(signer.name)
    .setAudience(audience)
    .setJti(randomBytes(16).toString('base64url'))
    .setIssuedAt()
    .setExpirationTime(`${ACTOR_LIFETIME_SECONDS}s`)
    .sign(signer.privateKey);
}

/** Why a call was not taken; told to the log and the metrics, never to the caller. */
export type CallRefusal =
  | 'unsigned'
  | 'malformed'
  | 'algorithm'
  | 'unknown-key'
  | 'signature'
  | 'expired'
  | 'audience'
  | 'issuer'
  | 'body'
  | 'speaks-for-another'
  | 'replayed';
export interface SignedCall {
  ok: true;
  actor: Actor;
  from: string;
  /** Names this call alone. */
  id: string;
  /** From then on the signature is refused as expired. Real time. */
  untilMs: number;
}
const refused = (reason: CallRefusal) => ({ ok: false as const, reason });

class UnknownKey extends Error {}

function reasonOf(error: unknown): CallRefusal {
  if (error instanceof UnknownKey) return 'unknown-key';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === 'aud' ? 'audience' : error.claim === 'iat' ? 'expired' : 'malformed';
  return 'malformed';
}

const isNobody = ({ id, grants }: Actor): boolean => id === '' && grants.length === 0;
const isItself = ({ id, grants }: Actor, process: string): boolean => id === process && grants.length === 0;
const always = (): boolean => true;
type SpeaksFor = Readonly<Partial<Record<Actor['kind'], (actor: Actor, process: string) => boolean>>>;
/**
 * For whom a process may speak, by the kind of the Actor that it signs. Nobody is \`system\` over HTTP: that is what a
 * subgraph is to itself (jobs, reactions, seeds, the console), and never leaves its process. Relays, questions to peers
 * and the backup's record speak as the peer they are.
 */
const GATEWAY_SPEAKS_FOR: SpeaksFor = { anonymous: isNobody, account: always, client: always, gateway: isItself };
const PEER_SPEAKS_FOR: SpeaksFor = { peer: isItself };
export const maySpeakFor = (process: string, actor: Actor): boolean => {
  const table = process === GATEWAY.id ? GATEWAY_SPEAKS_FOR : PEER_SPEAKS_FOR;
  const speaks = Object.hasOwn(table, actor.kind) ? table[actor.kind] : undefined;
  return Array.isArray(actor.grants) && speaks?.(actor, process) === true;
};

/** Who calls, or why the call is refused. */
export async function verifyActor(
  keys: TrustedKeys,
  audience: string,
  token: string | undefined,
  body: string | Uint8Array,
): Promise<SignedCall | { ok: false; reason: CallRefusal }> {
  if (!token) return refused('unsigned');
  try {
    const { payload, protectedHeader } = await jwtVerify(
      token,
      (header) => {
        const [name = '', id] = (header.kid ?? '').split('.');
        const key = Object.hasOwn(keys, name) ? keys[name]?.find((one) => keyId(one) === id) : undefined;
        if (!key) throw new UnknownKey();
        return key;
      },
      {
        audience,
        algorithms: ['EdDSA'],
        requiredClaims: ['exp', 'jti'],
        maxTokenAge: ACTOR_LIFETIME_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      },
    );
    const { actor, jti: id = '', iat = 0 } = payload;
    const [from = ''] = (protectedHeader.kid ?? '').split('.');
    if (payload.iss !== from) return refused('issuer');
    if (payload['body'] !== bodyHash(body)) return refused('body');
    if (!isActor(actor) || !/^[\w-]{22}$/.test(id)) return refused('malformed');
    if (!maySpeakFor(from, actor)) return refused('speaks-for-another');
    return {
      ok: true,
      actor,
      from,
      id,
      untilMs: (iat + ACTOR_LIFETIME_SECONDS + CLOCK_TOLERANCE_SECONDS) * 1000,
    };
  } catch (error) {
    return refused(reasonOf(error));
  }
}
