import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { buildSubgraph } from '@heitu/kit/serving/subgraph';
import { freePort } from '../journeys/platform.ts';
import { startCollector, type Collector, type SeenSpan } from './collector.fixture.ts';
import { OwnProcess, until } from './process.fixture.ts';
import { tallyReplicas, type TallyReplicas } from './tally-replicas.fixture.ts';
import { tally } from './tally.fixture.ts';

const MARK = 'mutation Mark($requestId: String!, $line: String!) { mark(requestId: $requestId, line: $line) { n } }';
const SECRET = 'line-13800001234';
const CLIENT_TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('what can be seen of a request that crosses processes', () => {
  let collector: Collector;
  let platform: TallyReplicas;
  let gateway: OwnProcess;
  const ask = async (query: string, variables: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return {
      id: response.headers.get('x-request-id')!,
      body: (await response.json()) as { data?: Record<string, any>; errors?: unknown },
    };
  };
  beforeAll(async () => {
    collector = await startCollector();
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100' };
    Object.assign(process.env, env);
    platform = await tallyReplicas('heitu_tally_seeing', 1);
    for (const name of Object.keys(env)) delete process.env[name];
    await platform.rows('insert into [Line] (name, n) values (?, 0)', [SECRET]);
    const { supergraphSdl } = composeServices([
      { name: 'tally', url: 'http://tally/graphql', typeDefs: parse(buildSubgraph(tally).sdl) },
    ]);
    const file = join(platform.env['DATA_DIR']!, 'supergraph.graphql');
    writeFileSync(file, supergraphSdl!);
    gateway = new OwnProcess('gateway', await freePort(), ['tools/src/cli.ts', 'serve', 'gateway'], {
      ...platform.env,
      ...env,
      SUPERGRAPH_FILE: file,
      AUTHORITY: 'tally',
      SLOW_OPERATION_MS: '1',
    });
    await Promise.all([platform.replicas[0]!.start(), gateway.start()]);
  });
  afterAll(async () => {
    await gateway.end('SIGKILL');
    await platform.close();
    collector.close();
  });

  it("is one trace from the gateway through the subgraph to its statements, without a value, linked to the client's own", async () => {
    const { id, body } = await ask(
      MARK,
      { requestId: 'request-0001', line: SECRET },
      { traceparent: `00-${CLIENT_TRACE}-00f067aa0ba902b7-01` },
    );
    expect(body).toEqual({ data: { mark: { n: 1 } } });
    const root = await until("the gateway's span has come", async () =>
      collector.spans.find((span) => span.attributes['heitu.request_id'] === id && span.service === 'heitu-gateway'),
    );
    const ofTrace = () => collector.spans.filter((span) => span.traceId === root.traceId);
    await until('the statements have come', async () => ofTrace().some(({ name }) => name === 'UPDATE Line'));
    const parentOf = (span: SeenSpan) => ofTrace().find(({ spanId }) => spanId === span.parentSpanId);
    const statement = ofTrace().find(({ name }) => name === 'UPDATE Line')!;
    const way: string[] = [];
    for (let span: SeenSpan | undefined = statement; span; span = parentOf(span))
      way.unshift(`${span.service}: ${span.name}`);
    expect(way).toEqual([
      'heitu-gateway: GraphQL other',
      'heitu-gateway: fetch tally',
      'heitu-tally: tally mark',
      'heitu-tally: UPDATE Line',
    ]);
    expect(statement.attributes).toMatchObject({
      'db.system.name': 'mysql',
      'db.query.text': expect.stringMatching(/^update `Line` set `n` = `n` \+ \? where `name` = \?$/),
    });
    expect(root.parentSpanId).toBe('');
    expect(root.links.map(({ traceId }) => traceId)).toEqual([CLIENT_TRACE]);
    expect(collector.texts.join('')).not.toMatch(/13800001234|request-0001/);
  });

  it('is a line in the log where it was slow: its plan, its request id and what it sent to databases', async () => {
    const { id } = await ask(MARK, { requestId: 'request-0002', line: SECRET });
    const line = await until('the line is there', async () =>
      gateway.output.split('\n').find((one) => one.includes('a slow operation') && one.includes(id)),
    );
    expect(JSON.parse(line)).toMatchObject({
      level: 40,
      requestId: id,
      operation: 'other',
      milliseconds: expect.any(Number),
      plan: 'tally mutation Mark__tally__0($requestId:String!$line:String!){mark(requestId:$requestId line:$line){n}}',
    });
    const { sql } = JSON.parse(line) as { sql: { messages: number; milliseconds: number } };
    expect(sql.messages).toBeGreaterThan(3);
    expect(line).not.toContain(SECRET);
  });

  it('costs nobody an answer where the collector is away, and keeps no process from ending', async () => {
    const alone = new OwnProcess('gateway', await freePort(), ['tools/src/cli.ts', 'serve', 'gateway'], {
      ...platform.env,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
      SUPERGRAPH_FILE: join(platform.env['DATA_DIR']!, 'supergraph.graphql'),
      AUTHORITY: 'tally',
    });
    await alone.start();
    const response = await fetch(`${alone.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ process }' }),
    });
    expect(((await response.json()) as { data: unknown }).data).toEqual({ process: platform.replicas[0]!.pid });
    expect(await alone.end('SIGTERM')).toBe(0);
  });

  it('is counted by subgraph and by operation; names that a client makes up are one', async () => {
    for (let i = 0; i < 20; i++) await ask(`query Made${i} { process }`, {});
    expect(
      await gateway.metric('heitu_gateway_fetch_seconds_count{subgraph="tally",outcome="ok"}'),
    ).toBeGreaterThanOrEqual(22);
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    const names = new Set(
      [...metrics.matchAll(/heitu_gateway_operation_seconds_count\{operation="([^"]*)"/g)].map(([, name]) => name),
    );
    expect([...names]).toEqual(['other']);
    expect(metrics).not.toContain('Made');
  });
});
