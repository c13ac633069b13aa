import { readFileSync } from 'node:fs';
import { readConfig } from '@heitu/kit/config';
import { createLogger } from '@heitu/kit/logging';
import { onShutdown, runMain } from '@heitu/kit/serve';
import { leave } from '@heitu/kit/server';
import { httpTransport } from '@heitu/kit/transport';
import { readFrontSettings } from './front/front.config.ts';
import { startGateway } from './gateway.ts';

/** One replica that answers is enough. */
async function anyReady(urls: readonly string[]): Promise<boolean> {
  const answers = await Promise.all(urls.map((url) => fetch(new URL('/health/ready', url)).then(({ ok }) => ok, () => false)));
  return answers.includes(true);
}

/** The gateway alone: subgraphs over HTTP, the supergraph from a file. */
await runMain(async () => {
  const env = process.env;
  const config = readConfig('gateway', env);
  const log = createLogger('gateway', config.logLevel);
  const transport = httpTransport(config.subgraphUrls, config.signer());
  const server = await startGateway({
    supergraphSdl: readFileSync(env['SUPERGRAPH_FILE'] ?? new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
    transport,
    authority: env['AUTHORITY'] ?? 'trust',
    port: config.port,
    host: config.host,
    isProduction: config.isProduction,
    trustedProxies: config.trustedProxies,
    front: readFrontSettings(env, config.isProduction),
    log,
    ready: async () => (await Promise.all(Object.values(config.subgraphUrls).map(anyReady))).every(Boolean),
  });
  log.info({ port: config.port }, 'gateway is up');
  onShutdown(log, async () => {
    await leave(server);
    await transport.close();
  });
});
