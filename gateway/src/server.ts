import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorOf } from '@heitu/kit/rules/checked';
import {
  ConfigError,
  readConfig,
  sandboxSettings,
  type Environment,
  type SettingProblem,
} from '@heitu/kit/serving/config';
import { createLogger } from '@heitu/kit/serving/logging';
import { onShutdown, runMain } from '@heitu/kit/serving/serve';
import { leave } from '@heitu/kit/serving/server';
import { assertConfigured } from '@heitu/kit/serving/settings';
import { startTracing } from '@heitu/kit/serving/tracing';
import { httpTransport } from '@heitu/kit/messages/transport';
import { CannotBeServed, servicesOf } from './execution/index.ts';
import { frontSettingProblems, readFrontSettings } from './front/front.config.ts';
import { startGateway } from './gateway.ts';
import { STANDARD_DOORS } from './standard-doors.ts';
import { withPlainSubgraphs } from './plain-subgraphs.ts';

/**
 * A subgraph of this platform is told by its host alone; one at a whole address is of any make, as are those that only
 * the supergraph's file tells of.
 */
const isWhole = (url: string): boolean => new URL(url).pathname !== '/';

const ADDRESSES = 'http://host:port, several replicas with commas between';

/** Where a supergraph's subgraphs are, and what is missing or wrong about it. */
function readSubgraphs(env: Environment, given: Readonly<Record<string, readonly string[]>>) {
  const file =
    env['SUPERGRAPH_FILE'] || fileURLToPath(new URL('../../dist/schema/supergraph.graphql', import.meta.url));
  const signed: Record<string, readonly string[]> = {};
  const plain = new Map<string, readonly string[]>();
  const problems: SettingProblem[] = [];
  let sdl = '';
  try {
    sdl = readFileSync(file, 'utf8');
    for (const [name, address] of servicesOf(sdl)) {
      const urls = given[name];
      if (urls && !urls.some(isWhole)) signed[name] = urls;
      else if (urls || env['SUPERGRAPH_FILE']) plain.set(name, urls ?? [address]);
      // The addresses in our own file are names alone.
      else problems.push({ name: `${name.toUpperCase()}_URL`, text: `where ${name} is served: ${ADDRESSES}` });
    }
  } catch (error) {
    problems.push({ name: 'SUPERGRAPH_FILE', text: `${file}: ${errorOf(error).message.split('\n')[0]}` });
  }
  return { file, sdl, signed, plain, problems };
}

/** The gateway alone: subgraphs over HTTP, the supergraph from a file. */
await runMain(async () => {
  const env = process.env;
  const config = readConfig('gateway', env);
  const frontSettings = { SANDBOX_PAGES_URL: sandboxSettings(config)['SANDBOX_PAGES_URL'], ...env };
  const { file: supergraphFile, sdl: supergraphSdl, signed, plain, problems } = readSubgraphs(env, config.subgraphUrls);
  const isSigning = Object.keys(signed).length > 0;
  assertConfigured([], config, env, {
    // Who asks only subgraphs of other makes signs nothing.
    keys: isSigning || (problems.length > 0 && !env['SUPERGRAPH_FILE']) ? ['SIGNING_KEY'] : [],
    others: [...problems, ...frontSettingProblems(frontSettings, config.isProduction)],
  });
  const log = createLogger('gateway', config.logLevel);
  const endTracing = await startTracing('gateway', env);
  const peers = isSigning ? httpTransport(signed, config.signer(), { probeAll: true }) : undefined;
  const transport = withPlainSubgraphs(plain, peers);
  const server = await startGateway({
    supergraphSdl,
    supergraphFile,
    transport,
    authority: env['AUTHORITY'] ?? 'trust',
    doors: STANDARD_DOORS,
    port: config.port,
    host: config.host,
    isProduction: config.isProduction,
    metrics: config.metrics,
    trustedProxies: config.trustedProxies,
    ...(config.sandbox && { clock: config.clock }),
    // The documents beside our schema are for ours.
    front: {
      ...readFrontSettings(frontSettings, config.isProduction),
      ...(env['SUPERGRAPH_FILE'] && !env['TRUSTED_DOCUMENTS'] && { trustedDocuments: [] }),
    },
    log,
    // What one subgraph cannot answer, others can: nobody is sent away for it.
    ready: async () => transport.isAnyReady(),
    units: async () => transport.readiness(),
  }).catch((error: unknown) => {
    throw error instanceof CannotBeServed ? new ConfigError(`${supergraphFile}: ${error.message}`) : error;
  });
  log.info({ port: config.port }, 'gateway is up');
  onShutdown(log, async () => {
    await leave(server);
    await transport.close();
    await endTracing();
  });
});
