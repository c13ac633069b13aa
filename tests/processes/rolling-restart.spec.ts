import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { buildSubgraph } from '@heitu/kit/serving/subgraph';
import { freePort } from '../journeys/platform.ts';
import { OwnProcess, until } from './process.fixture.ts';
import { tallyReplicas, type TallyReplicas } from './tally-replicas.fixture.ts';
import { tally } from './tally.fixture.ts';

const CLIENTS = 8;
const TRIES_MAX = 10;
/** Longer than a process that ends goes on answering by itself: it must wait for these. */
const LINGER_MS = 3000;
const LINES = ['a', 'b', 'c', 'd', 'e'];
const MARK = 'mutation($requestId: String!, $line: String!) { mark(requestId: $requestId, line: $line) { n } }';
const LINGER = `mutation { linger(milliseconds: ${LINGER_MS}) }`;

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { extensions?: { code?: string } }[];
  /** Why nobody has seen the request, or why its answer never came. */
  notReached?: string;
  lost?: string;
}

describe('a rolling restart under load', () => {
  let platform: TallyReplicas;
  let gateways: OwnProcess[];
  beforeAll(async () => {
    platform = await tallyReplicas('heitu_tally_rolling', 2);
    await platform.rows('insert into [Line] (name, n) values ?', [LINES.map((line) => [line, 0])]);
    const { supergraphSdl } = composeServices([
      { name: 'tally', url: 'http://tally/graphql', typeDefs: parse(buildSubgraph(tally).sdl) },
    ]);
    const file = join(platform.env['DATA_DIR']!, 'supergraph.graphql');
    writeFileSync(file, supergraphSdl!);
    gateways = await Promise.all(
      [1, 2].map(
        async (i) =>
          new OwnProcess(`gateway ${i}`, await freePort(), ['tools/src/cli.ts', 'serve', 'gateway'], {
            ...platform.env,
            SUPERGRAPH_FILE: file,
            AUTHORITY: 'tally',
          }),
      ),
    );
    await Promise.all([...platform.replicas, ...gateways].map((one) => one.start()));
  });
  afterAll(async () => {
    await Promise.all(gateways.map((one) => one.end('SIGKILL')));
    await platform.close();
  });

  it('of two gateways and two replicas of a subgraph loses no answered request, and shows no client an error', async () => {
    const balancer = balance(gateways);
    const waitedMs: number[] = [];
    const told = new Map<string, number[]>(LINES.map((line) => [line, []]));
    const began = Date.now();
    let rolling = true;
    let next = 0;
    let lingered = 0;
    const clients = [
      ...Array.from({ length: CLIENTS }, async () => {
        while (rolling) {
          const line = LINES[next++ % LINES.length]!;
          const sentMs = performance.now();
          const { mark } = await balancer.ask(MARK, { requestId: randomUUID(), line });
          waitedMs.push(performance.now() - sentMs);
          told.get(line)!.push((mark as { n: number }).n);
        }
      }),
      ...[1, 2].map(async () => {
        for (; rolling; lingered++) expect(await balancer.ask(LINGER, {})).toEqual({ linger: LINGER_MS });
      }),
    ];
    const restarts = (async () => {
      const served = new Set<number>();
      for (const one of [...platform.replicas, ...gateways]) {
        await until('every process is at work', async () =>
          (await Promise.all([...platform.replicas, ...gateways].map((each) => each.isReady()))).every(Boolean),
        );
        served.add(one.pid);
        expect([one.name, await one.end('SIGTERM')]).toEqual([one.name, 0]);
        const before = next;
        await one.start();
        await until('clients have gone on', async () => !rolling || next > before + 20);
        served.add(one.pid);
        if (!rolling) break;
      }
      rolling = false;
      return served.size;
    })();
    try {
      expect(await Promise.race([restarts, Promise.all(clients).then(() => restarts)])).toBe(8);
      await Promise.all(clients);
    } finally {
      rolling = false;
      await Promise.allSettled([restarts, ...clients]);
      balancer.close();
    }
    const seconds = (Date.now() - began) / 1000;
    await platform.settled();
    await platform.expectOnce();
    // No number was told twice, and none is missing: what was answered is there, what is there was answered.
    for (const [line, numbers] of told)
      expect([line, numbers.sort((x, y) => x - y)]).toEqual([
        line,
        Array.from({ length: numbers.length }, (_, i) => i + 1),
      ]);
    expect((await platform.rows<{ n: number }>('select sum(n) as n from [Line]')).map(({ n }) => Number(n))).toEqual([
      waitedMs.length,
    ]);
    waitedMs.sort((x, y) => x - y);
    const at = (share: number) => Math.round(waitedMs[Math.floor(waitedMs.length * share)]!);
    process.stderr.write(
      `rolling restart: ${waitedMs.length} requests and ${lingered} of ${LINGER_MS / 1000} s in ${seconds.toFixed(0)} s, ${balancer.sentAgain()} sent again, ${at(0.5)} ms at the median, ${at(0.99)} ms at p99, ${at(0.9999)} ms at most\n`,
    );
  }, 180_000);
});

/**
 * What stands before several gateways: asks each every second whether it is ready, and sends again what reached nobody,
 * or what has a request id.
 */
function balance(gateways: readonly OwnProcess[]): {
  ask(query: string, variables: Record<string, unknown>): Promise<Record<string, unknown>>;
  sentAgain(): number;
  close(): void;
} {
  let ready = [...gateways];
  let turn = 0;
  let sentAgain = 0;
  const timer = setInterval(async () => {
    const answers = await Promise.all(gateways.map((one) => one.isReady()));
    ready = gateways.filter((_one, i) => answers[i]);
  }, 1000);
  return {
    async ask(query, variables) {
      for (let tries = 0; tries < TRIES_MAX; tries++, sentAgain++) {
        const to = ready[turn++ % ready.length] ?? gateways[0]!;
        const answer = await post(to.url, query, variables);
        if (answer.data && !answer.errors) return answer.data;
        const code = answer.errors?.[0]?.extensions?.code;
        const mayAskAgain = answer.notReached || ('requestId' in variables && (answer.lost || code === 'UNAVAILABLE'));
        if (!mayAskAgain) throw new Error(`a client was answered ${JSON.stringify(answer)}`);
      }
      throw new Error('a client found nobody who answers');
    },
    sentAgain: () => sentAgain,
    close: () => clearInterval(timer),
  };
}

async function post(url: string, query: string, variables: Record<string, unknown>): Promise<Answer> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    // A server that closes has not looked at the request.
    return response.status === 503 ? { notReached: '503' } : ((await response.json()) as Answer);
  } catch (error) {
    const code = String(((error as Error).cause as { code?: string } | undefined)?.code ?? error);
    return code === 'ECONNREFUSED' ? { notReached: code } : { lost: code };
  }
}
