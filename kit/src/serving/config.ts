import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
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

/** Environment variables as they come; read only in server.ts and standalone files, and passed on from there. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The table of variables that every process understands; README shows it. */
export const CONFIG_TABLE = [
  {
    name: 'PORT',
    standard: '4000',
    meaning: 'port of the gateway (GraphQL at /graphql), or of the one subgraph that is served',
  },
  { name: 'HOST', standard: '127.0.0.1', meaning: 'address to listen on' },
  {
    name: 'PUBLIC_URL',
    standard: 'http://HOST:PORT',
    meaning: 'how the outside reaches the gateway: providers call back there',
  },
  { name: 'DATA_DIR', standard: './data', meaning: 'SQLite files, encrypted files, keys of a local start' },
  {
    name: 'DATABASE_URL',
    standard: 'sqlite:DATA_DIR',
    meaning: 'mysql://user:password@host:port for MySQL or MariaDB: one database heitu_<subgraph> each',
  },
  { name: 'DATABASE_URL_<SUBGRAPH>', standard: '', meaning: "one subgraph's own database, name included" },
  {
    name: '<SUBGRAPH>_URL',
    standard: '',
    meaning:
      'where a subgraph is served when it runs in another process: http://host:port, several replicas separated by commas. With a path (http://host:port/graphql) it is taken for a subgraph of any make, asked without our signature; without a word of it the gateway takes the address in SUPERGRAPH_FILE so, and without that file it wants all six',
  },
  {
    name: 'SANDBOX',
    standard: '1, or 0 with NODE_ENV=production',
    meaning:
      'the simulated outside world and its movable clock; with NODE_ENV=production it refuses to start unless SANDBOX_FORCE=1. Served alone it writes its settings to DATA_DIR/sandbox.env, where other processes read what their environment does not say',
  },
  {
    name: 'MASTER_KEYS',
    standard: 'generated',
    meaning:
      "keys of 64 hexadecimal digits with commas between, the newest first: they wrap the keys under which each person's data is encrypted; required in production. To change one: put the new key behind the old, then before it, in every process; when heitu_person_keys_under_older_master_key is 0 everywhere, take the old one out",
  },
  {
    name: 'SIGNING_KEY',
    standard: 'generated',
    meaning: "this process's Ed25519 private key, PEM; required in production: signs calls between processes",
  },
  {
    name: 'TRUSTED_KEYS',
    standard: 'DATA_DIR/keys',
    meaning:
      'JSON {process: public key PEM}: whose calls are accepted; two PEM blocks one after the other while a key is replaced',
  },
  {
    name: 'TRUSTED_PROXIES',
    standard: '',
    meaning:
      'addresses or networks of proxies in front of the gateway, with commas between (10.0.0.0/8,127.0.0.1): only theirs is X-Forwarded-For believed when the audit trail says where a request came from, and X-Forwarded-Proto: with NODE_ENV=production requests are taken from these by https, and from this machine',
  },
  {
    name: 'METRICS_PORT',
    standard: '',
    meaning:
      'where GET /metrics is answered instead of at PORT: a port of its own for each process, for the network of those who watch',
  },
  { name: 'METRICS_HOST', standard: '127.0.0.1', meaning: 'the address that METRICS_PORT listens on' },
  {
    name: 'METRICS_TOKEN',
    standard: '',
    meaning:
      'what a reader of /metrics shows (Authorization: Bearer …). With NODE_ENV=production and neither of the two /metrics is for this machine alone',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    standard: '',
    meaning:
      'where OpenTelemetry traces go (OTLP over HTTP): gateway, subgraphs and SQL without values; nothing is traced without it. OTEL_TRACES_SAMPLER_ARG=0.1 sees one request in ten',
  },
  { name: 'LOG_LEVEL', standard: 'info', meaning: 'fatal, error, warn, info, debug' },
] as const;

/** Where a subgraph finds secrets that no other has, and what it pins beside them. */
export interface Secrets {
  /** The variable's value, or what a local start makes once, in this file of its folder of keys; required in production. */
  secret(variable: string, file: string, make: () => string): string;
  /** The variable's value, or what stands in this file of a local start's folder of keys. Nothing is made. */
  kept(variable: string, file: string): string | undefined;
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
export type KeySetting = 'MASTER_KEYS' | 'SIGNING_KEY' | 'TRUSTED_KEYS';

/** What is wrong with a subgraph's own private key (Ed25519, PEM): missing where it comes from outside, or none at all. */
export function privateKeyProblems(settings: Environment, name: string, text: string): SettingProblem[] {
  const given = settings[name];
  if (!given) return settings['NODE_ENV'] === 'production' && settings['SANDBOX'] !== '1' ? [{ name, text }] : [];
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
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  const values = parsed.data;
  const isProduction = values.NODE_ENV === 'production';
  const sandbox = (values.SANDBOX ?? (isProduction ? '0' : '1')) === '1';
  if (sandbox && isProduction && values.SANDBOX_FORCE !== '1') {
    throw new ConfigError(
      'SANDBOX=1 with NODE_ENV=production: the simulated world takes no real money; set SANDBOX_FORCE=1 if that is meant',
    );
  }
  const dataDir = resolve(values.DATA_DIR);
  const keysDir = join(dataDir, 'keys');
  const required = (variable: string): never => {
    throw new ConfigError(`${variable} is required with NODE_ENV=production`);
  };
  const offsetFile = join(dataDir, 'clock-offset-ms');
  const readOffsetMs = () => (existsSync(offsetFile) ? Number(readFileSync(offsetFile, 'utf8').trim()) || 0 : 0);
  const keysFromOutside = isProduction && !sandbox;
  const config: ProcessConfig = {
    name,
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`,
    dataDir,
    isProduction,
    sandbox,
    logLevel: values.LOG_LEVEL,
    metrics: {
      own: values.METRICS_PORT === undefined ? null : { host: values.METRICS_HOST, port: values.METRICS_PORT },
      token: values.METRICS_TOKEN ?? null,
      isGuarded: isProduction,
    },
    trustedProxies: values.TRUSTED_PROXIES,
    clock: createClock(sandbox ? readOffsetMs : undefined),
    subgraphUrls: Object.fromEntries(
      Object.entries(env).flatMap(([key, value]) => {
        const match = /^([A-Z]+)_URL$/.exec(key);
        return match && value && !['PUBLIC', 'DATABASE', 'REDIS'].includes(match[1]!)
          ? [[match[1]!.toLowerCase(), addresses(key, value)]]
          : [];
      }),
    ),
    databaseUrl(subgraph) {
      const own = env[`DATABASE_URL_${subgraph.toUpperCase()}`];
      if (own) return own;
      const shared = values.DATABASE_URL;
      if (shared?.startsWith('mysql:')) return `${shared.replace(/\/+$/, '')}/heitu_${subgraph}`;
      if (shared && !shared.startsWith('sqlite:'))
        throw new ConfigError(`DATABASE_URL: ${shared.split(':')[0]} is not supported; use mysql:// or sqlite:`);
      return `sqlite:${join(shared ? resolve(shared.slice('sqlite:'.length)) : dataDir, `${subgraph}.db`)}`;
    },
    keyRing() {
      const keys =
        values.MASTER_KEYS ??
        (keysFromOutside
          ? required('MASTER_KEYS')
          : localSecret(keysDir, 'master.hex', () => randomBytes(KEY_BYTES).toString('hex')));
      return createKeyRing(keys.split(',').map((key) => Buffer.from(key, 'hex')));
    },
    secret: (variable, file, make) =>
      env[variable] || (isProduction && !sandbox ? required(variable) : localSecret(keysDir, file, make)),
    kept(variable, file) {
      const path = join(keysDir, file);
      return env[variable] || (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
    },
    signer() {
      const pem = env['SIGNING_KEY'] ?? (keysFromOutside ? required('SIGNING_KEY') : localKey(keysDir, name));
      try {
        return { name, privateKey: privateKeyOf(pem) };
      } catch {
        throw new ConfigError('SIGNING_KEY: not an Ed25519 private key in PEM');
      }
    },
    trustedKeys() {
      if (env['TRUSTED_KEYS']) {
        const keys = JSON.parse(env['TRUSTED_KEYS']) as Record<string, string>;
        return Object.fromEntries(Object.entries(keys).map(([process, pem]) => [process, trusted(process, pem)]));
      }
      if (keysFromOutside) return required('TRUSTED_KEYS');
      return folderKeys(keysDir);
    },
    keyProblems(names) {
      const read = { MASTER_KEYS: config.keyRing, SIGNING_KEY: config.signer, TRUSTED_KEYS: config.trustedKeys };
      return names.flatMap((name) => {
        if (!env[name]) return keysFromOutside ? [{ name, text: meaningOf(name) }] : [];
        try {
          read[name]();
          return [];
        } catch (error) {
          return [{ name, text: (error as Error).message }];
        }
      });
    },
  };
  return config;
}

/** The first sentence of what the table says. */
const meaningOf = (name: KeySetting): string =>
  CONFIG_TABLE.find((row) => row.name === name)!.meaning.split(/[;.]/)[0]!;

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
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    rmSync(draft);
  }
  return readFileSync(path, 'utf8').trim();
}

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
