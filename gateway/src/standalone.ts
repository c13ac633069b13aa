import { readFileSync } from 'node:fs';
import { catalog } from '@heitu/catalog';
import type { Environment, ProcessConfig } from '@heitu/kit/serving/config';
import type { Logger } from '@heitu/kit/serving/logging';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { openSubgraph, type OnStatement } from '@heitu/kit/serving/serve';
import { isReadyInTime } from '@heitu/kit/serving/server';
import { assertConfigured } from '@heitu/kit/serving/settings';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { localTransport } from '@heitu/kit/messages/transport';
import { logistics } from '@heitu/logistics';
import { orders } from '@heitu/orders';
import { payments } from '@heitu/payments';
import { sellers } from '@heitu/sellers';
import { trust } from '@heitu/trust';
import { readFrontSettings } from './front/front.config.ts';
import { startGateway, type GatewayOptions } from './gateway.ts';
import { STANDARD_DOORS } from './standard-doors.ts';

/** Every subgraph of the supergraph, for one process. */
export const MANIFESTS: readonly Manifest[] = [sellers, catalog, orders, logistics, payments, trust];
/** One process trusts itself. */
export const STANDALONE_KEYS = ['MASTER_KEYS', 'SIGNING_KEY'] as const;
export const SUPERGRAPH_FILE = new URL('../../dist/schema/supergraph.graphql', import.meta.url);

export interface Standalone {
  subgraphs: ReadonlyMap<string, RunningSubgraph>;
  url: string;
  close(): Promise<void>;
}

/** The six subgraphs in this process, relaying and working, not yet reachable from outside. */
export async function openSubgraphs(
  config: ProcessConfig,
  env: Environment,
  log: Logger,
  onStatement?: OnStatement,
): Promise<Map<string, RunningSubgraph>> {
  assertConfigured(MANIFESTS, config, env, { keys: STANDALONE_KEYS });
  const running = new Map<string, RunningSubgraph>();
  const transport = localTransport(running);
  for (const manifest of MANIFESTS)
    running.set(manifest.name, await openSubgraph(manifest, config, env, transport, log, onStatement));
  return running;
}

/** What one subgraph cannot answer, others can; the first that is ready says so for all. */
async function anyReady(subgraphs: readonly RunningSubgraph[]): Promise<boolean> {
  const ready = subgraphs.map(async (one) => {
    if (!(await one.ready())) throw new Error(`${one.name} is not ready`);
    return true;
  });
  return Promise.any(ready).catch(() => false);
}

export interface StandaloneOptions extends Pick<GatewayOptions, 'progressOf' | 'phoneUrl'> {
  /** Opened already; left out: they are opened here. */
  subgraphs?: Map<string, RunningSubgraph>;
}

/** The whole platform in one process: six subgraphs behind the gateway. */
export async function startStandalone(
  config: ProcessConfig,
  env: Environment,
  log: Logger,
  { subgraphs, ...told }: StandaloneOptions = {},
): Promise<Standalone> {
  const running = subgraphs ?? (await openSubgraphs(config, env, log));
  const server = await startGateway({
    supergraphSdl: readFileSync(SUPERGRAPH_FILE, 'utf8'),
    transport: localTransport(running),
    authority: 'trust',
    doors: STANDARD_DOORS,
    port: config.port,
    host: config.host,
    isProduction: config.isProduction,
    metrics: config.metrics,
    trustedProxies: config.trustedProxies,
    // The simulated world's time can be moved; phones go by what answers say of it.
    ...(config.sandbox && { clock: config.clock }),
    front: readFrontSettings(env, config.isProduction),
    ...told,
    log,
    ready: () => anyReady([...running.values()]),
    units: async () =>
      Object.fromEntries(
        await Promise.all([...running].map(async ([name, one]) => [name, await isReadyInTime(one.ready())] as const)),
      ),
  });
  for (const subgraph of running.values()) subgraph.start();
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  return {
    subgraphs: running,
    url: `http://${config.host}:${port}`,
    async close() {
      await server.close();
      for (const subgraph of running.values()) await subgraph.close();
    },
  };
}
