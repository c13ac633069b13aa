import { randomUUID } from 'node:crypto';
import { peerActor } from '@heitu/kit/rules/actor';
import { migratorOf, openDatabase } from '@heitu/kit/data/orm';
import type { EdgeAnswer, EdgeRequest, GraphAnswer, GraphRequest } from '@heitu/kit/messages/peers';
import { httpTransport, localTransport } from '@heitu/kit/messages/transport';
import type { Environment, ProcessConfig } from '@heitu/kit/serving/config';
import { createLogger } from '@heitu/kit/serving/logging';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { openSubgraph } from '@heitu/kit/serving/serve';

/** How a process of its own speaks to trust, under its own name. */
export interface Line {
  execute(request: GraphRequest): Promise<GraphAnswer>;
  edge(request: EdgeRequest): Promise<EdgeAnswer>;
  close(): Promise<void>;
}

/** Over HTTP where trust is a process of its own (TRUST_URL), else by opening trust here on its database. */
export async function lineToTrust(name: string, process: ProcessConfig, env: Environment): Promise<Line> {
  const actor = peerActor(name);
  if (process.subgraphUrls['trust']) {
    const transport = httpTransport(process.subgraphUrls, process.signer());
    return {
      execute: (request) => transport.execute('trust', request, actor, randomUUID()),
      edge: (request) => transport.edge('trust', request, actor, randomUUID()),
      close: () => transport.close(),
    };
  }
  const { trust } = await import('@heitu/trust');
  await refuseNewerSchema(name, process, trust);
  const running = new Map<string, RunningSubgraph>();
  const transport = localTransport(running);
  const subgraph = await openSubgraph(trust, process, env, transport, createLogger(name, 'silent'));
  running.set('trust', subgraph);
  return {
    execute: (request) => transport.execute('trust', request, actor, randomUUID()),
    edge: (request) => transport.edge('trust', request, actor, randomUUID()),
    close: () => subgraph.close(),
  };
}

/** A backup before an upgrade runs with the new code: it must not be what migrates the database. */
async function refuseNewerSchema(
  name: string,
  process: ProcessConfig,
  trust: { name: string; entities: readonly unknown[]; migrationsPath?: string },
): Promise<void> {
  const url = process.databaseUrl('trust');
  if (url.startsWith('sqlite:')) return;
  const orm = await openDatabase({ name, entities: trust.entities, url, migrationsPath: trust.migrationsPath });
  try {
    const pending = await migratorOf(orm).getPending();
    if (pending.length > 0) throw new Error('its database awaits a migration');
  } finally {
    await orm.close();
  }
}
