import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { startGateway } from '@heitu/gateway/gateway';
import { NoSuchSubgraph, type GraphAnswer, type Transport } from '@heitu/kit/messages/peers';
import { runMain } from '@heitu/kit/serving/serve';
import { NAMES, subgraph, supergraph, type Asked, type SubgraphName } from './shop.ts';

/**
 * One process of the comparison: `subgraphs FILE` writes the supergraph and serves; `stock FILE`, `in-process` serve
 * it. Tells its port to who forked it.
 */
const [role, file = ''] = process.argv.slice(2);
const tell = (port: number): void => void process.send!({ port });

async function serveSubgraphs(): Promise<void> {
  const urls = {} as Record<SubgraphName, string>;
  for (const name of NAMES) {
    const ask = subgraph(name);
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const body = JSON.stringify(await ask(JSON.parse(Buffer.concat(chunks).toString()) as Asked));
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
          .end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }
  writeFileSync(
    file,
    supergraph((name) => urls[name]),
  );
  tell(0);
}

/** As the documentation of @apollo/gateway shows it. */
async function serveStock(): Promise<void> {
  const [{ ApolloServer }, { startStandaloneServer }, { ApolloGateway }] = await Promise.all([
    import('@apollo/server'),
    import('@apollo/server/standalone'),
    import('@apollo/gateway'),
  ]);
  const silent = { debug() {}, info() {}, warn() {}, error: console.error };
  const server = new ApolloServer({
    gateway: new ApolloGateway({ supergraphSdl: readFileSync(file, 'utf8'), logger: silent }),
    logger: silent,
  });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  tell(Number(new URL(url).port));
}

/** Our gateway with its whole front, and the subgraphs in the same process. */
async function serveInProcess(): Promise<void> {
  const subgraphs = new Map<string, (asked: Asked) => Promise<unknown>>(NAMES.map((name) => [name, subgraph(name)]));
  const nobody = async (to: string): Promise<never> => {
    throw new NoSuchSubgraph(to);
  };
  const transport: Transport = {
    execute: (to, request) => subgraphs.get(to)!(request) as Promise<GraphAnswer>,
    deliver: nobody,
    edge: nobody,
    authenticate: async () => null,
  };
  const server = await startGateway({
    supergraphSdl: supergraph((name) => `http://${name}.invalid/`),
    transport,
    authority: 'nobody',
    port: 0,
    host: '127.0.0.1',
    isProduction: true,
    log: pino({ level: 'warn' }),
    ready: async () => true,
    front: {
      trustedDocuments: [],
      freeQueries: 'anyone',
      answerKeepMs: 0,
      costMax: 1_000_000,
      rates: { perCaller: null, perAddress: null, strangersPerAddress: null },
      queueMsMax: 0,
    },
  });
  tell((server.server.address() as AddressInfo).port);
}

process.once('disconnect', () => process.exit(0));
await runMain({ subgraphs: serveSubgraphs, stock: serveStock, 'in-process': serveInProcess }[role!]!);
