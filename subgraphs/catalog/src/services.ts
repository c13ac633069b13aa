import { createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@heitu/kit/canonical';
import { generateSigningKey, privateKeyOf } from '@heitu/kit/signing';
import { ConfigError } from '@heitu/kit/config';
import type { ServiceSetup } from '@heitu/kit/subgraph';

/** Signs the Merkle roots over all trace chains, with Ed25519; the public key is pinned by whoever checks. */
export interface TraceSigner {
  keyId: string;
  publicPem: string;
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

export interface CatalogServices {
  traceSigner: TraceSigner;
  /** The simulated world: only there can an event be falsified on purpose, to see that it is found out. */
  sandbox: boolean;
  publicUrl: string;
  newSalt(): string;
}

export function traceSignerOf(privatePem: string): TraceSigner {
  const privateKey: KeyObject = privateKeyOf(privatePem);
  const publicKey = createPublicKey(privateKey);
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    keyId: sha256Hex(publicPem).slice(0, 16),
    publicPem,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    verify: (text, signature) => verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url')),
  };
}

/** A local start makes its key once and keeps it; `wx` lets one of two processes win and both read the same. */
function localKey(dataDir: string): string {
  const folder = join(dataDir, 'trace');
  const path = join(folder, 'signing.pem');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path, generateSigningKey().privatePem, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8');
}

/** Settings: TRACE_SIGNING_KEY (Ed25519 private key, PEM; required in production), SANDBOX, PUBLIC_URL, DATA_DIR. */
export function catalogServices({ settings }: ServiceSetup): CatalogServices {
  const sandbox = settings['SANDBOX'] === '1';
  const given = settings['TRACE_SIGNING_KEY'];
  if (!given && settings['NODE_ENV'] === 'production' && !sandbox) throw new ConfigError('TRACE_SIGNING_KEY is required with NODE_ENV=production');
  const pem = given ?? (settings['DATA_DIR'] ? localKey(settings['DATA_DIR']) : generateSigningKey().privatePem);
  return {
    traceSigner: traceSignerOf(pem),
    sandbox,
    publicUrl: settings['PUBLIC_URL'] ?? '',
    newSalt: () => randomBytes(16).toString('hex'),
  };
}
