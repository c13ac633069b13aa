import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { HOUR_MS, type Clock } from '@heitu/kit/rules/clock';
import { ConfigError, readConfig, type Environment, type ProcessConfig } from '@heitu/kit/serving/config';
import { z } from '@heitu/kit/rules/validate';
import { SUBGRAPHS } from '@heitu/standard';
import { RECOMMENDED_PERIODS, type Periods, type Place } from './backup.policy.ts';
import { BackupRefused } from './backup.refusals.ts';
import type { Repository } from './restic.ts';

export interface BackupConfig {
  process: ProcessConfig;
  env: Environment;
  clock: Clock;
  engine: 'mariadb' | 'sqlite';
  /** Subgraph → its database: a name on the server, or a file. */
  databases: Readonly<Record<string, string>>;
  /** The server's address without a database; empty on SQLite. */
  serverUrl: string;
  filesDir: string;
  workDir: string;
  /** Where the server's log is archived. */
  logDir: string;
  periods: Periods;
  repositories: Readonly<Record<Place, Repository | null>>;
}

const hours = (standardMs: number) =>
  z.coerce
    .number()
    .positive()
    .max(24 * 366)
    .default(standardMs / HOUR_MS);
const schema = z.object({
  BACKUP_REPOSITORY: z.string().optional(),
  BACKUP_OFFSITE_REPOSITORY: z.string().optional(),
  BACKUP_PASSWORD_FILE: z.string().optional(),
  BACKUP_DATABASE_URL: z.string().startsWith('mysql:').optional(),
  BACKUP_FULL_HOURS: hours(RECOMMENDED_PERIODS.everyMs.full),
  BACKUP_DIFFERENTIAL_HOURS: hours(RECOMMENDED_PERIODS.everyMs.differential),
  BACKUP_INCREMENTAL_HOURS: hours(RECOMMENDED_PERIODS.everyMs.incremental),
  BACKUP_WORK_DIR: z.string().optional(),
  BACKUP_LOG_DIR: z.string().optional(),
});

export function readBackupConfig(env: Environment): BackupConfig {
  const config = readConfig('backup', env);
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  const values = parsed.data;
  const demanded = (name: 'BACKUP_REPOSITORY' | 'BACKUP_PASSWORD_FILE', local: () => string): string => {
    if (values[name]) return values[name];
    if (config.isProduction && !config.sandbox) throw new ConfigError(`${name} is required with NODE_ENV=production`);
    return local();
  };
  const workDir = resolve(values.BACKUP_WORK_DIR ?? join(config.dataDir, 'backup'));
  const passwordFile = demanded('BACKUP_PASSWORD_FILE', () =>
    localPassword(join(config.dataDir, 'keys', 'backup-password')),
  );
  if (!existsSync(passwordFile)) throw new BackupRefused('PASSWORD_FILE_MISSING', passwordFile);
  const at = (url: string): Repository => ({ url, passwordFile });
  return {
    process: config,
    env,
    clock: config.clock,
    workDir,
    logDir: resolve(values.BACKUP_LOG_DIR ?? join(workDir, 'log')),
    ...databasesOf(config, values.BACKUP_DATABASE_URL),
    filesDir: join(config.dataDir, 'files'),
    periods: {
      ...RECOMMENDED_PERIODS,
      everyMs: {
        full: values.BACKUP_FULL_HOURS * HOUR_MS,
        differential: values.BACKUP_DIFFERENTIAL_HOURS * HOUR_MS,
        incremental: values.BACKUP_INCREMENTAL_HOURS * HOUR_MS,
      },
    },
    repositories: {
      local: at(demanded('BACKUP_REPOSITORY', () => join(workDir, 'repository'))),
      'off-site': values.BACKUP_OFFSITE_REPOSITORY ? at(values.BACKUP_OFFSITE_REPOSITORY) : null,
    },
  };
}

/** One moment can be held for one server: databases on several are backed up one server at a time. */
function databasesOf(
  config: ProcessConfig,
  backupUrl: string | undefined,
): Pick<BackupConfig, 'engine' | 'databases' | 'serverUrl'> {
  const urls = SUBGRAPHS.map((name) => [name, config.databaseUrl(name)] as const);
  const server = urls.filter(([, url]) => url.startsWith('mysql:'));
  const [first] = server;
  if (!first)
    return {
      engine: 'sqlite',
      serverUrl: '',
      databases: Object.fromEntries(urls.map(([name, url]) => [name, url.slice('sqlite:'.length)])),
    };
  const hostOf = (url: string): string => new URL(url).host;
  const chosen = hostOf(backupUrl ?? first[1]);
  const here = server.filter(([, url]) => hostOf(url) === chosen);
  if (here.length === 0 || (!backupUrl && here.length < SUBGRAPHS.length))
    throw new BackupRefused('ONE_SERVER_ONLY', server.map(([name, url]) => `${name}: ${hostOf(url)}`).join(', '));
  const address = new URL(backupUrl ?? first[1]);
  address.pathname = '';
  return {
    engine: 'mariadb',
    serverUrl: address.href,
    databases: Object.fromEntries(here.map(([name, url]) => [name, new URL(url).pathname.slice(1)])),
  };
}

/** Lies beside the keys, which are never in a backup: whoever finds a repository alone can read nothing. */
function localPassword(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return file;
}
