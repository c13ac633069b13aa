import type { FastifyInstance } from 'fastify';
import type { Clock } from '@heitu/kit/rules/clock';
import type { Logger } from '@heitu/kit/serving/logging';
import type { Transport } from '@heitu/kit/messages/peers';
import type { MetricsSettings } from '@heitu/kit/serving/metrics-door';
import { addHealth } from '@heitu/kit/serving/server';
import { createCallers } from './callers.ts';
import { addEdges, type EdgesParts } from './edges.ts';
import type { TakeSupergraph } from './engines/engine.ts';
import { loadEngine } from './engines/index.ts';
import { assertCanBeServed, servicesOf } from './execution/index.ts';
import { readFrontSettings, type FrontSettings } from './front/front.config.ts';
import { addGuard } from './front/guard.ts';
import { Load } from './front/load.ts';
import { addHttpsOnly } from './front/https-only.ts';
import { createRates } from './front/rates.ts';
import { addGraphiql } from './graphiql/page.ts';
import { openServer } from './open-server.ts';
import { createQuotas } from './quotas.ts';
import { addRefusalHours, RefusalHours } from './refusal-hours.ts';
import { openSharedStore } from './shared-store.ts';
import { addSites } from './sites/sites.ts';
import type { Progress } from './sites/waiting-page.ts';
import { watchSupergraph } from './watch-supergraph.ts';
import { addUnits } from './units.ts';

export interface GatewayOptions {
  supergraphSdl: string;
  /** Where it was read: what is written there later is served from then on. */
  supergraphFile?: string;
  transport: Transport;
  /** The subgraph that says who holds a token. */
  authority: string;
  /** Addresses outside /edges that lead to a subgraph's edges. */
  doors?: EdgesParts['doors'];
  port: number;
  host: string;
  isProduction: boolean;
  /** Who may read /metrics; left out: anybody, or with `isProduction` this machine. */
  metrics?: MetricsSettings;
  /** Networks of the proxies whose X-Forwarded-… are believed; none: the caller is whoever connects. */
  trustedProxies?: readonly string[];
  log: Logger;
  /** Whose time the answers' Date is; left out: the machine's. */
  clock?: Clock;
  ready: () => Promise<boolean>;
  /** Of each subgraph, whether it can work now; left out: nobody may ask. */
  units?: () => Promise<Readonly<Record<string, boolean>>>;
  /** How /graphql is guarded; left out: as without a word in the environment. */
  front?: Partial<FrontSettings>;
  /** How far the pages at a path are, where somebody is building them. */
  progressOf?: (path: string) => Progress | null;
  /** Where a phone in the same network finds this machine. */
  phoneUrl?: string | null;
}

const FRONT_DOOR =
  'POST /graphql      the API\nPOST /oauth/token  access tokens for programs\nGET  /graphiql     the API in a browser, for trying out\nGET  /health/live  /health/ready  /health/units\nGET  /metrics      Prometheus\n     /edges/…      callbacks, uploads, files\n';

/**
 * Starts the gateway: /graphql, /edges/<subgraph>/…, health and metrics. Knows no product word: it serves any composed
 * supergraph.
 */
export async function startGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const settings: FrontSettings = { ...readFrontSettings({}, options.isProduction), ...options.front };
  const server = openServer({ ...options, receiveMs: settings.receiveMs });
  if (options.isProduction) addHttpsOnly(server);
  const { clock } = options;
  if (clock)
    server.addHook('onSend', async (_request, reply) => {
      void reply.header('date', new Date(clock.now()).toUTCString());
    });
  const taken = new Set<string>();
  server.addHook('onRoute', ({ url }) => void taken.add(url.split('/')[1] ?? ''));
  if (!settings.pages.sites.some((site) => site.path === '/'))
    server.get('/', (_request, reply) => reply.type('text/plain; charset=utf-8').send(FRONT_DOOR));
  await addWork(server, options, settings);
  const { graphiql } = settings;
  if (graphiql) await server.register((scope) => addGraphiql(scope, graphiql));
  addHealth(server, options.ready, options.metrics ?? { own: null, token: null, isGuarded: options.isProduction });
  if (options.units) addUnits(server, options.units);
  await server.register((scope) =>
    addSites(scope, { ...settings.pages, progressOf: options.progressOf, phoneUrl: options.phoneUrl, taken }),
  );
  await server.listen({ port: options.port, host: options.host });
  return server;
}

/** What costs work, behind one guard: /graphql by the engine that was chosen, and the edges. */
async function addWork(server: FastifyInstance, options: GatewayOptions, settings: FrontSettings): Promise<void> {
  const { transport, authority, supergraphSdl, doors = {}, log, clock } = options;
  const store = settings.redisUrl === null ? null : await openSharedStore(settings.redisUrl, log);
  const quotas = createQuotas({ transport, authority, log, store });
  const hours = new RefusalHours({ transport, authority, log, ...(clock && { nowMs: () => clock.now() }) });
  server.addHook('onClose', async () => {
    await quotas.close();
    await hours.close();
    await store?.close();
  });
  const callers = createCallers(transport, authority, quotas);
  const rates = createRates(settings.rates, store);
  const load = new Load(settings);
  const engine = await loadEngine(settings.engine);
  await server.register(async (guarded) => {
    addRefusalHours(guarded, hours);
    addGuard(guarded, rates);
    const { callerOf } = callers;
    const noteUse = quotas.note;
    await guarded.register(async (scope) => {
      const take = await engine(scope, { supergraphSdl, transport, settings, rates, load, callerOf, noteUse, log });
      scope.addHook('onClose', watchFile(options, take));
    });
    await guarded.register(async (scope) =>
      addEdges(scope, { transport, authority, callers, rates, load, doors, noteUse, log }),
    );
  });
}

/** Serves what the supergraph's file says later; answers how to stop. */
function watchFile({ supergraphFile, supergraphSdl, log }: GatewayOptions, take: TakeSupergraph): () => void {
  if (!supergraphFile) return () => {};
  const services = servicesOf(supergraphSdl);
  const use: TakeSupergraph = (sdl) => {
    assertCanBeServed(sdl);
    const unknown = [...servicesOf(sdl)].find(([name, address]) => services.get(name) !== address);
    if (unknown) throw new Error(`it names ${unknown.join(' at ')}: a process that starts anew will know the way`);
    take(sdl);
  };
  return watchSupergraph({ file: supergraphFile, supergraphSdl, use, log });
}
