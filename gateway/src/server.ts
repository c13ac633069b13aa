import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig, sandboxSettings } from '@heitu/kit/config';
import { createLogger } from '@heitu/kit/logging';
import { onShutdown, runMain } from '@heitu/kit/serve';
import { leave } from '@heitu/kit/server';
import { startTracing } from '@heitu/kit/tracing';
import { httpTransport } from '@heitu/kit/transport';
import { CannotBeServed, servicesOf } from './execution/index.ts';
import { readFrontSettings } from './front/front.config.ts';
import { startGateway } from './gateway.ts';
import { withPlainSubgraphs } from './plain-subgraphs.ts';

/** A subgraph of this platform is told by its host alone; one at a whole address is of any make, as are those that only the supergraph's file tells of. */
const isWhole = (url: string): boolean => new URL(url).pathname !== '/';

/** The gateway alone: subgraphs over HTTP, the supergraph from a file. */
await runMain(async () => {
  const env = process.env;
  const config = readConfig('gateway', env);
  const log = createLogger('gateway', config.logLevel);
  const endTracing = await startTracing('gateway', env);
  const supergraphFile = env['SUPERGRAPH_FILE'] ?? fileURLToPath(new URL('../../schema/supergraph.graphql', import.meta.url));
  const supergraphSdl = readFileSync(supergraphFile, 'utf8');
  const signed: Record<string, readonly string[]> = {};
  const plain = new Map<string, readonly string[]>();
  for (const [name, address] of servicesOf(supergraphSdl)) {
    const urls = config.subgraphUrls[name];
    if (urls && !urls.some(isWhole)) signed[name] = urls;
    else plain.set(name, urls ?? [address]);
  }
  const peers = Object.keys(signed).length > 0 ? httpTransport(signed, config.signer(), { probeAll: true }) : undefined;
  const transport = withPlainSubgraphs(plain, peers);
  const server = await startGateway({
    supergraphSdl,
    supergraphFile,
    transport,
    authority: env['AUTHORITY'] ?? 'trust',
    port: config.port,
    host: config.host,
    isProduction: config.isProduction,
    metrics: config.metrics,
    trustedProxies: config.trustedProxies,
    // The documents beside our schema are for ours.
    front: { ...readFrontSettings({ SANDBOX_PAGES_URL: sandboxSettings(config)['SANDBOX_PAGES_URL'], ...env }, config.isProduction), ...(env['SUPERGRAPH_FILE'] && !env['TRUSTED_DOCUMENTS'] && { trustedDocuments: [] }) },
    log,
    // What one subgraph cannot answer, others can: nobody is sent away for it.
    ready: async () => transport.isAnyReady(),
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
