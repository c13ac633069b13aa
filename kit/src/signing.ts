import { createHash, generateKeyPairSync, type KeyObject, createPrivateKey, createPublicKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Actor } from './actor.ts';

/** Each process signs what it sends to another with its own Ed25519 key; a receiver trusts the public keys it was configured with. */
export interface Signer {
  /** The process's name: `gateway`, `orders`. */
  name: string;
  privateKey: KeyObject;
}
export type TrustedKeys = Readonly<Record<string, KeyObject>>;

/** How long a signed Actor is good for: longer than the slowest request, shorter than any use of a stolen one. */
const ACTOR_LIFETIME_SECONDS = 30;

export function generateSigningKey(): { privatePem: string; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
export const privateKeyOf = (pem: string): KeyObject => createPrivateKey(pem);
export const publicKeyOf = (pem: string): KeyObject => createPublicKey(pem);

const bodyHash = (body: string | Uint8Array): string => createHash('sha256').update(body).digest('base64url');

/** `audience`: whom and which route it is for, `orders/graphql`. */
export function signActor(signer: Signer, audience: string, actor: Actor, body: string | Uint8Array): Promise<string> {
  return new SignJWT({ actor, body: bodyHash(body) })
    .setProtectedHeader({ alg: 'EdDSA', kid: signer.name })
    .setIssuer(signer.name)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${ACTOR_LIFETIME_SECONDS}s`)
    .sign(signer.privateKey);
}

/** The Actor, or null where the token is missing, forged, expired, for another audience or for another body; a process may only speak for itself, the gateway for users. */
export async function verifyActor(keys: TrustedKeys, audience: string, token: string | undefined, body: string | Uint8Array): Promise<{ actor: Actor; from: string } | null> {
  if (!token) return null;
  try {
    const { payload, protectedHeader } = await jwtVerify(
      token,
      (header) => {
        const key = keys[header.kid ?? ''];
        if (!key) throw new Error('unknown key');
        return key;
      },
      { audience, algorithms: ['EdDSA'] },
    );
    const actor = payload['actor'] as Actor;
    const from = protectedHeader.kid!;
    if (payload.iss !== from || payload['body'] !== bodyHash(body)) return null;
    if (from !== 'gateway' && !(actor.kind === 'peer' && actor.id === from)) return null;
    return { actor, from };
  } catch {
    return null;
  }
}
