import { join } from 'node:path';
import { ConfigError, EX_CONFIG, EX_UNAVAILABLE, readConfig, type Environment, type ProcessConfig } from './config.ts';
import { folderBlobStore } from '../privacy/files.ts';
import { guardHttpAgainstTransactions } from './http-guard.ts';
import { errorOf } from '../rules/checked.ts';
import { createLogger, type Logger } from './logging.ts';
import { isConnectionLost, openDatabase } from '../data/orm.ts';
import type { Transport } from '../messages/peers.ts';
import { runSubgraph, type RunningSubgraph } from './running.ts';
import { leave, serveSubgraph } from './server.ts';
import { assertConfigured, settingsOf } from './settings.ts';
import type { Manifest } from './subgraph.ts';
import { startTracing } from './tracing.ts';
import { httpTransport } from '../messages/transport.ts';

guardHttpAgainstTransactions();

/** Called with each SQL statement on SQLite: tests count with it. */
export type OnStatement = (subgraph: string, sql: string) => void;

/** Opens a manifest's database and makes it run, not yet started: used alone or beside others in one process. */
export async function openSubgraph(
  manifest: Manifest,
  config: ProcessConfig,
  env: Environment,
  transport: Transport,
  log: Logger,
  onStatement?: OnStatement,
): Promise<RunningSubgraph> {
  const url = config.databaseUrl(manifest.name);
  // Not loaded where SQLite is all there is.
  if (!url.startsWith('sqlite:')) await (await import('../data/server-database.ts')).reachDatabase(url);
  const orm = await openDatabase({
    name: manifest.name,
    entities: manifest.entities,
    url,
    migrationsPath: manifest.migrationsPath,
    onStatement: onStatement && ((sql) => onStatement(manifest.name, sql)),
  });
  return runSubgraph({
    manifest,
    orm,
    transport,
    ring: config.keyRing(),
    clock: config.clock,
    signer: () => config.signer(),
    secrets: config,
    log: log.child({ subgraph: manifest.name }),
    blobs: folderBlobStore(join(config.dataDir, 'files', manifest.name)),
    settings: settingsOf(config, env),
  });
}

/** Longer than any request may take. */
const SHUTDOWN_MS_MAX = 60_000;

/** Runs `work` at a signal to end, once, and exits: 0 when all was finished. */
export function onShutdown(log: Logger, work: () => Promise<void>): void {
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      log.info({ signal }, 'finishing what was begun');
      setTimeout(() => {
        log.error('what was begun did not finish in time');
        process.exit(1);
      }, SHUTDOWN_MS_MAX).unref();
      work().then(
        () => process.exit(0),
        (error) => {
          log.error({ err: error }, 'shutdown failed');
          process.exit(1);
        },
      );
    });
  }
}

/**
 * Starts what `start` describes; a configuration that cannot be run ends the process with 78 and a sentence, a database
 * out of reach with 69.
 */
export async function runMain(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (isConnectionLost(error)) {
      process.stderr.write(`the database cannot be reached: ${errorOf(error).message}\n`);
      process.exit(EX_UNAVAILABLE);
    }
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`configuration: ${error.message}\n`);
    process.exit(EX_CONFIG);
  }
}

/** One subgraph as a process of its own, its peers over HTTP. */
export const serve = (manifest: Manifest, env: Environment): Promise<void> =>
  runMain(async () => {
    const config = readConfig(manifest.name, env);
    assertConfigured([manifest], config, env, { keys: ['MASTER_KEYS', 'SIGNING_KEY', 'TRUSTED_KEYS'] });
    const log = createLogger(manifest.name, config.logLevel);
    const transport = httpTransport(config.subgraphUrls, config.signer());
    const endTracing = await startTracing(manifest.name, env);
    const subgraph = await openSubgraph(manifest, config, env, transport, log);
    const server = await serveSubgraph(subgraph, { ...config, trustedKeys: config.trustedKeys(), log });
    subgraph.start();
    log.info({ port: config.port }, 'subgraph is up');
    onShutdown(log, async () => {
      // What relays and works by time goes on in another replica at once; who asks is still answered for a moment.
      await Promise.all([subgraph.rest(), leave(server)]);
      await subgraph.close();
      await transport.close();
      await endTracing();
    });
  });
