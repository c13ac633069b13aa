import { randomBytes, sign } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSigningKey, privateKeyOf } from '@heitu/kit/messages/signing';
import { privateKeyProblems, type Environment, type SettingProblem } from '@heitu/kit/serving/config';
import type { ServiceSetup } from '@heitu/kit/serving/subgraph';
import { CATALOG_SETTINGS } from './catalog.settings.ts';
import { keyIdOf, publicPemOf, traceKeysOf, type TraceKeys } from './trace/trace-keys.ts';

/**
 * Signs the Merkle roots over trace chains, and the labels of bags, with Ed25519; the public key is pinned by whoever
 * checks.
 */
export interface TraceSigner {
  keyId: string;
  publicPem: string;
  sign(content: string | Buffer): string;
}

export interface CatalogServices {
  traceSigner: TraceSigner;
  /** The key in use and those before it: a seal is verified with its own. */
  traceKeys: TraceKeys;
  /** The simulated world: only there can an event be falsified on purpose, to see that it is found out. */
  sandbox: boolean;
  publicUrl: string;
  newSalt(): string;
}

export function traceSignerOf(privatePem: string): TraceSigner {
  const privateKey = privateKeyOf(privatePem);
  const publicPem = publicPemOf(privatePem);
  return {
    keyId: keyIdOf(publicPem),
    publicPem,
    sign: (content) => sign(null, Buffer.from(content), privateKey).toString('base64url'),
  };
}

export const TRACE_KEY = { variable: 'TRACE_SIGNING_KEY', file: 'trace.pem' } as const;
export const TRACE_HANDOVERS = { variable: 'TRACE_KEY_HANDOVERS', file: 'trace.handovers.json' } as const;

/** Where a local start kept its key before there was one folder for all. */
function keyOfBefore(dataDir: string | undefined): string | null {
  const path = dataDir && join(dataDir, 'trace', 'signing.pem');
  return path && existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Without the key, or with one that is none, no trace could be sealed. */
export const catalogSettingProblems = (settings: Environment): SettingProblem[] =>
  privateKeyProblems(settings, TRACE_KEY.variable, CATALOG_SETTINGS.settings);

/** From the settings of every process and those of catalog.settings.ts. */
export function catalogServices({ settings, secrets }: ServiceSetup): CatalogServices {
  const makeKey = () => keyOfBefore(settings['DATA_DIR']) ?? generateSigningKey().privatePem;
  const traceSigner = traceSignerOf(secrets.secret(TRACE_KEY.variable, TRACE_KEY.file, makeKey));
  return {
    traceSigner,
    traceKeys: traceKeysOf(traceSigner.publicPem, secrets.kept(TRACE_HANDOVERS.variable, TRACE_HANDOVERS.file)),
    sandbox: settings['SANDBOX'] === '1',
    publicUrl: settings['PUBLIC_URL'] ?? '',
    newSalt: () => randomBytes(16).toString('hex'),
  };
}
