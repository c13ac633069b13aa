import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hashOf } from '@heitu/kit/rules/canonical';
import { readConfig, type Environment, type ProcessConfig } from '@heitu/kit/serving/config';
import { createLogger } from '@heitu/kit/serving/logging';
import { openDatabase } from '@heitu/kit/data/orm';
import { onShutdown } from '@heitu/kit/serving/serve';
import { assertConfigured } from '@heitu/kit/serving/settings';
import { startTracing } from '@heitu/kit/serving/tracing';
import { frontSettingProblems } from '@heitu/gateway/front/front.config';
import {
  MANIFESTS,
  openSubgraphs,
  STANDALONE_KEYS,
  startStandalone,
  type Standalone,
  type StandaloneOptions,
} from '@heitu/gateway/standalone';
import { sandboxEnvironment, type SandboxWorld } from '@heitu/sandbox';
import { COUNTY } from '@heitu/sandbox/county';
import { CLIENT } from '@heitu/sandbox/seed';
import { CHAIN_MEMORY_FILE } from '@heitu/trust';
import { phoneUrlOf } from './addresses.ts';
import { buildInBackground } from './background-build.ts';
import { SITES } from './client-targets.ts';
import { seedCounty, signInHelp } from './seed.ts';
import { say, step } from './progress.ts';
import { openSandbox, startThermometers, tellOfPast } from './sandbox.ts';

/** The platform with its simulated outside world, as `./run start` and tests have it. */
export interface StartedPlatform {
  config: ProcessConfig;
  platform: Standalone;
  sandbox: SandboxWorld | null;
  close(): Promise<void>;
}

/**
 * SQLite is for trying out: its schema is made from the entities. Where they have changed since the files were made, or
 * another county is asked for, the old files are set aside (not deleted) and the demo county is loaded anew.
 */
async function setOldFilesAside(config: ProcessConfig): Promise<void> {
  const sqlite = MANIFESTS.filter((manifest) => config.databaseUrl(manifest.name).startsWith('sqlite:'));
  if (sqlite.length === 0) return;
  const statements: string[] = [];
  for (const manifest of sqlite) {
    const orm = await openDatabase({ name: manifest.name, entities: manifest.entities, url: 'sqlite::memory:' });
    statements.push(await orm.schema.getCreateSchemaSQL());
    await orm.close();
  }
  const fingerprint = hashOf([COUNTY.code, ...statements]);
  const file = join(config.dataDir, 'schema-fingerprint');
  mkdirSync(config.dataDir, { recursive: true });
  const known = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (known !== null && known !== fingerprint) {
    const aside = join(config.dataDir, `before-${new Date().toISOString().replaceAll(':', '')}`);
    mkdirSync(aside);
    for (const manifest of sqlite) {
      const path = config.databaseUrl(manifest.name).slice('sqlite:'.length);
      for (const suffix of ['', '-wal', '-shm'])
        if (existsSync(path + suffix)) renameSync(path + suffix, join(aside, manifest.name + '.db' + suffix));
    }
    // What was signed last speaks of the database that is set aside.
    const memory = join(config.dataDir, CHAIN_MEMORY_FILE);
    if (existsSync(memory)) renameSync(memory, join(aside, basename(memory)));
    say(`the entities or the county have changed: the old databases now lie in ${aside}`);
  }
  writeFileSync(file, fingerprint);
}

export async function startPlatform(
  env: Environment,
  options: { seed: boolean; products?: number; orders?: number } & Pick<StandaloneOptions, 'progressOf'>,
): Promise<StartedPlatform> {
  const config = readConfig('standalone', env);
  const log = createLogger('heitu', config.logLevel);
  // What the sandbox will say is not known yet, and not missing.
  assertConfigured(config.sandbox ? [] : MANIFESTS, config, env, {
    keys: STANDALONE_KEYS,
    others: frontSettingProblems(env, config.isProduction),
  });
  await setOldFilesAside(config);
  let { port } = config;
  const place = () => ({ ...config, port });
  const sandbox = config.sandbox
    ? await openSandbox(config, Number(env['SANDBOX_PORT'] ?? (config.port === 0 ? 0 : config.port + 100)), place)
    : null;
  const full: Environment = sandbox
    ? {
        ...sandboxEnvironment(sandbox),
        ...(options.seed && { GRAPHIQL_CLIENT: `${CLIENT.clientId}:${CLIENT.secret}` }),
        ...env,
      }
    : env;
  const endTracing = await startTracing('standalone', full);
  const subgraphs = await step('opening the six subgraphs', () => openSubgraphs(config, full, log));
  if (options.seed && config.sandbox)
    await seedCounty(
      subgraphs,
      { products: options.products, orders: options.orders },
      sandbox ? (payments) => tellOfPast(sandbox, payments) : undefined,
    );
  const platform = await step('opening the gateway', () =>
    startStandalone(config, full, log, { subgraphs, progressOf: options.progressOf, phoneUrl: phoneUrlOf(config) }),
  );
  port = Number(new URL(platform.url).port);
  return {
    config,
    platform,
    sandbox,
    async close() {
      await platform.close();
      await sandbox?.close();
      await endTracing();
    },
  };
}

/** `./run start` */
export async function start(env: Environment): Promise<void> {
  // Who lets phones in gives them this machine's address in the network too, in codes and links.
  const phoneUrl = phoneUrlOf(readConfig('standalone', env));
  const quiet: Environment = { LOG_LEVEL: 'warn', SITES, ...(phoneUrl && { PUBLIC_URL: phoneUrl }), ...env };
  // Tests and who only wants the API: NO_CLIENTS=1.
  const building = env['NO_CLIENTS'] === '1' || quiet['SITES'] !== SITES ? null : buildInBackground();
  const started = await startPlatform(quiet, { seed: true, progressOf: building?.progressOf }).catch(
    (error: unknown) => {
      building?.stop();
      throw error;
    },
  );
  const { platform, sandbox } = started;
  if (sandbox) await startThermometers(sandbox, platform.url);
  say('');
  say(`Heitu is up.`);
  say(
    `  pages        ${platform.url}/   /m (the mini-program)   /admin${building?.isBusy() ? '   (being built: they show how far they are)' : ''}`,
  );
  say(`  GraphQL      ${platform.url}/graphql   /graphiql (for trying it out)`);
  say(`  health       ${platform.url}/health/ready   metrics ${platform.url}/metrics`);
  if (sandbox) {
    say(`  sandbox      ${sandbox.urls.control}   (the simulated outside world; its clock moves time)`);
    for (const line of signInHelp(sandbox.urls.control)) say(line);
  }
  say('');
  say('Next: ./run journey (in another terminal). Ctrl-C ends it.');
  onShutdown(createLogger('heitu', 'warn'), () => {
    building?.stop();
    return started.close();
  });
}
