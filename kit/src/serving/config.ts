import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { codeOf, errorOf, jsonOf } from '../rules/checked.ts';
import { createClock, type Clock } from '../rules/clock.ts';
import {
  generateSigningKey,
  KEYS_PER_PROCESS_MAX,
  privateKeyOf,
  publicKeysOf,
  type Signer,
  type TrustedKeys,
} from '../messages/signing.ts';
import { createKeyRing, KEY_BYTES, type KeyRing } from '../privacy/key-ring.ts';
import type { MetricsSettings } from './metrics-door.ts';
import { z } from '../rules/validate.ts';
import { DATA_SETTINGS, PROCESS_SETTINGS } from './process.settings.ts';
import { briefly, type Setting } from './setting.ts';

/** Environment variables as they come; read only in server.ts and standalone files, and passed on from there. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a subgraph finds secrets that no other has, and what it pins beside them. */
export interface Secrets {
  /** The variable's value, or what a local start makes once, in this file of its folder of keys; required in production. */
  secret(variable: string, file: string, make: () => string): string;
  /** The variable's value, or what stands in this file of a local start's folder of keys. Nothing is made. */
  kept(variable: string, file: string): string | undefined;
  /** Since when each file of a local start's folder of keys is there; none where keys come from outside. */
  made(): Readonly<Record<string, number>>;
}

export interface ProcessConfig extends Secrets {
  name: string;
  port: number;
  host: string;
  publicUrl: string;
  dataDir: string;
  isProduction: boolean;
  sandbox: boolean;
  logLevel: string;
  clock: Clock;
  metrics: MetricsSettings;
  /** Networks of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. */
  trustedProxies: readonly string[];
  /** Addresses of subgraphs in other processes, by name; one for each replica. */
  subgraphUrls: Readonly<Record<string, readonly string[]>>;
  databaseUrl(subgraph: string): string;
  /** Loaded by who keeps personal data: the gateway has no use for it. */
  keyRing(): KeyRing;
  /** Loaded when something is signed or verified: a single process needs none. */
  signer(): Signer;
  trustedKeys(): TrustedKeys;
  /** What is wrong with these, told without making any. */
  keyProblems(names: readonly KeySetting[]): SettingProblem[];
}

/** A setting that is missing, or that nobody can work with; `text` says what it is. */
export interface SettingProblem {
  name: string;
  text: string;
}
const KEY_SETTINGS = [...PROCESS_SETTINGS.settings, ...DATA_SETTINGS.settings];
export type KeySetting = 'MASTER_KEYS' | 'SIGNING_KEY' | 'TRUSTED_KEYS';

/** What is wrong with a subgraph's own private key (Ed25519, PEM): missing where it comes from outside, or none at all. */
export function privateKeyProblems(
  settings: Environment,
  name: string,
  declared: readonly Setting[],
): SettingProblem[] {
  const given = settings[name];
  if (!given) {
    const isRequired = settings['NODE_ENV'] === 'production' && settings['SANDBOX'] !== '1';
    return isRequired ? [{ name, text: briefly(declared, name) }] : [];
  }
  try {
    privateKeyOf(given);
    return [];
  } catch {
    return [{ name, text: 'not an Ed25519 private key in PEM' }];
  }
}

/** A configuration that cannot be run; the process exits with 78 (EX_CONFIG). */
export class ConfigError extends Error {}
export const EX_CONFIG = 78;
/** What is needed does not answer; starting again later may help. */
export const EX_UNAVAILABLE = 69;

type Values = z.output<typeof schema>;
/** What the keys of a process are read by: from outside in production, else made once and kept in its folder. */
interface KeySources {
  name: string;
  env: Environment;
  values: Values;
  keysDir: string;
  keysFromOutside: boolean;
}

const required = (variable: string): never => {
  throw new ConfigError(`${variable} is required with NODE_ENV=production`);
};

function readValues(env: Environment): Values {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}

function isSandboxed({ SANDBOX, SANDBOX_FORCE }: Values, isProduction: boolean): boolean {
  const sandbox = (SANDBOX ?? (isProduction ? '0' : '1')) === '1';
  if (!sandbox || !isProduction || SANDBOX_FORCE === '1') return sandbox;
  throw new ConfigError(
    'SANDBOX=1 with NODE_ENV=production: the simulated world takes no real money; set SANDBOX_FORCE=1 if that is meant',
  );
}

const NO_SUBGRAPHS = ['PUBLIC', 'DATABASE', 'REDIS'];
/** Of each `ORDERS_URL`, where orders is served. */
const subgraphUrlsOf = (env: Environment): ProcessConfig['subgraphUrls'] =>
  Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => {
      const name = /^([A-Z]+)_URL$/.exec(key)?.[1];
      return name && value && !NO_SUBGRAPHS.includes(name) ? [[name.toLowerCase(), addresses(key, value)]] : [];
    }),
  );

function databaseUrlOf(subgraph: string, env: Environment, shared: string | undefined, dataDir: string): string {
  const own = env[`DATABASE_URL_${subgraph.toUpperCase()}`];
  if (own) return own;
  if (shared?.startsWith('mysql:')) return `${shared.replace(/\/+$/, '')}/heitu_${subgraph}`;
  if (shared && !shared.startsWith('sqlite:'))
    throw new ConfigError(`DATABASE_URL: ${shared.split(':')[0]} is not supported; use mysql:// or sqlite:`);
  return `sqlite:${join(shared ? resolve(shared.slice('sqlite:'.length)) : dataDir, `${subgraph}.db`)}`;
}

function keyRingOf({ values, keysDir, keysFromOutside }: KeySources): KeyRing {
  const made = () => randomBytes(KEY_BYTES).toString('hex');
  const local = () => (keysFromOutside ? required('MASTER_KEYS') : localSecret(keysDir, 'master.hex', made));
  const keys = values.MASTER_KEYS ?? local();
  return createKeyRing(keys.split(',').map((key) => Buffer.from(key, 'hex')));
}
function signerOf({ name, env, keysDir, keysFromOutside }: KeySources): Signer {
  const pem = env['SIGNING_KEY'] ?? (keysFromOutside ? required('SIGNING_KEY') : localKey(keysDir, name));
  try {
    return { name, privateKey: privateKeyOf(pem) };
  } catch {
    throw new ConfigError('SIGNING_KEY: not an Ed25519 private key in PEM');
  }
}
function trustedKeysOf({ env, keysDir, keysFromOutside }: KeySources): TrustedKeys {
  if (env['TRUSTED_KEYS']) {
    const keys = jsonOf(z.record(z.string(), z.string()), env['TRUSTED_KEYS']);
    return Object.fromEntries(Object.entries(keys).map(([process, pem]) => [process, trusted(process, pem)]));
  }
  return keysFromOutside ? required('TRUSTED_KEYS') : folderKeys(keysDir);
}

type KeysRead = Pick<ProcessConfig, 'keyRing' | 'secret' | 'kept' | 'made' | 'signer' | 'trustedKeys' | 'keyProblems'>;
function keysOf(sources: KeySources): KeysRead {
  const { env, keysDir, keysFromOutside } = sources;
  const keyRing = () => keyRingOf(sources);
  const signer = () => signerOf(sources);
  const trustedKeys = () => trustedKeysOf(sources);
  const read = { MASTER_KEYS: keyRing, SIGNING_KEY: signer, TRUSTED_KEYS: trustedKeys };
  return {
    keyRing,
    signer,
    trustedKeys,
    secret: (variable, file, make) =>
      env[variable] || (keysFromOutside ? required(variable) : localSecret(keysDir, file, make)),
    kept(variable, file) {
      const path = join(keysDir, file);
      return env[variable] || (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
    },
    made: () => (keysFromOutside ? {} : filesSince(keysDir)),
    keyProblems: (names) =>
      names.flatMap((name) => {
        if (!env[name]) return keysFromOutside ? [{ name, text: briefly(KEY_SETTINGS, name) }] : [];
        try {
          read[name]();
          return [];
        } catch (error) {
          return [{ name, text: errorOf(error).message }];
        }
      }),
  };
}

const METRICS_TOKEN_CHARACTERS_MIN = 16;
const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], '不是地址或网段');
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url().optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  NODE_ENV: z.string().optional(),
  SANDBOX: z.enum(['0', '1']).optional(),
  SANDBOX_FORCE: z.enum(['0', '1']).optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((network) => network.trim())
        .filter(Boolean),
    )
    .pipe(z.array(network)),
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_TOKEN: z.string().min(METRICS_TOKEN_CHARACTERS_MIN).optional(),
  MASTER_KEYS: z
    .string()
    .regex(/^[0-9a-f]{64}(,[0-9a-f]{64})*$/i, 'keys of 64 hexadecimal digits, with commas between')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export function readConfig(name: string, env: Environment): ProcessConfig {
  const values = readValues(env);
  const isProduction = values.NODE_ENV === 'production';
  const sandbox = isSandboxed(values, isProduction);
  const dataDir = resolve(values.DATA_DIR);
  const offsetFile = join(dataDir, 'clock-offset-ms');
  const readOffsetMs = () => (existsSync(offsetFile) ? Number(readFileSync(offsetFile, 'utf8').trim()) || 0 : 0);
  const { METRICS_HOST: host, METRICS_PORT: port, METRICS_TOKEN: token = null } = values;
  return {
    name,
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`,
    dataDir,
    isProduction,
    sandbox,
    logLevel: values.LOG_LEVEL,
    metrics: { own: port === undefined ? null : { host, port }, token, isGuarded: isProduction },
    trustedProxies: values.TRUSTED_PROXIES,
    clock: createClock(sandbox ? readOffsetMs : undefined),
    subgraphUrls: subgraphUrlsOf(env),
    databaseUrl: (subgraph) => databaseUrlOf(subgraph, env, values.DATABASE_URL, dataDir),
    ...keysOf({ name, env, values, keysDir: join(dataDir, 'keys'), keysFromOutside: isProduction && !sandbox }),
  };
}

/**
 * What the sandbox, served as a process of its own, has written down for the others; nothing where it is off or was
 * never served.
 */
export function sandboxSettings({ sandbox, dataDir }: ProcessConfig): Environment {
  const file = join(dataDir, SANDBOX_FILE);
  return sandbox && existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}
export const SANDBOX_FILE = 'sandbox.env';

function addresses(variable: string, list: string): string[] {
  return list.split(',').map((url) => {
    if (!URL.canParse(url.trim())) throw new ConfigError(`${variable}: ${url} is not an address`);
    return url.trim();
  });
}

/** The keys of one process: one, or the old and the new while they change. */
function trusted(process: string, pem: string): KeyObject[] {
  const keys = publicKeysOf(pem);
  if (keys.length === 0 || keys.length > KEYS_PER_PROCESS_MAX)
    throw new ConfigError(
      `TRUSTED_KEYS: ${process} has ${keys.length} public keys in PEM; 1 to ${KEYS_PER_PROCESS_MAX} are accepted`,
    );
  return keys;
}

/** A secret of a local start, made once: of processes that start together one wins, and all read the same, whole. */
function localSecret(folder: string, file: string, make: () => string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, file);
  if (!existsSync(path)) {
    const draft = `${path}.${randomBytes(8).toString('hex')}`;
    writeFileSync(draft, make(), { mode: 0o600 });
    try {
      linkSync(draft, path);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    rmSync(draft);
  }
  return readFileSync(path, 'utf8').trim();
}

/** They are linked once and never written again. */
const filesSince = (folder: string): Record<string, number> =>
  existsSync(folder)
    ? Object.fromEntries(readdirSync(folder).map((file) => [file, statSync(join(folder, file)).mtimeMs]))
    : {};

function localKey(folder: string, name: string): string {
  const privatePem = localSecret(folder, `${name}.pem`, () => generateSigningKey().privatePem);
  localSecret(folder, `${name}.pub.pem`, () =>
    createPublicKey(privatePem).export({ type: 'spki', format: 'pem' }).toString(),
  );
  return privatePem;
}

/** Public keys of a local start, looked up when first needed: other processes may have started later. */
function folderKeys(folder: string): TrustedKeys {
  const known = new Map<string, readonly KeyObject[]>();
  const keysOf = (name: string | symbol): readonly KeyObject[] | undefined => {
    if (typeof name !== 'string' || !/^[a-z]+$/.test(name)) return undefined;
    if (!known.has(name) && existsSync(folder) && readdirSync(folder).includes(`${name}.pub.pem`))
      known.set(name, trusted(name, readFileSync(join(folder, `${name}.pub.pem`), 'utf8')));
    return known.get(name);
  };
  return new Proxy(
    {},
    {
      get: (_target, name) => keysOf(name),
      getOwnPropertyDescriptor: (_target, name) =>
        keysOf(name) ? { value: keysOf(name), configurable: true, enumerable: true } : undefined,
    },
  );
}
