import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '../rules/actor.ts';
import { registry } from '../serving/metrics.ts';
import { Unavailable } from './peers.ts';
import { generateSigningKey, privateKeyOf } from './signing.ts';
import { httpTransport, type NetworkTransport } from './transport.ts';

const QUESTION = 'query { n }';
const ACT = 'mutation { act }';
const REPEATABLE = 'mutation { act(requestId: "r1") }';
const SOON_MS = 1500;
/** Without the wait of half a second for a sign of life. */
const AT_ONCE_MS = 400;
/** What a sole replica is waited for, with room for a busy machine. */
const GIVEN_UP_MS = 8000;
/** A sign of life is none any more after this. */
const FRESH_MS = 100;

/** Answers with its name; hung it takes connections and answers nothing, slow it answers its health alone at once. */
interface Stub {
  name: string;
  url: string;
  asked: string[];
  isHung: boolean;
  hangsAtActs: boolean;
  isReady: boolean;
  slowMs: number;
  server: Server;
}
async function stub(name: string): Promise<Stub> {
  const held: (() => void)[] = [];
  const one: Stub & { wake(): void } = {
    name,
    url: '',
    asked: [],
    isHung: false,
    hangsAtActs: false,
    isReady: true,
    slowMs: 0,
    server: createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      if (request.method === 'POST') one.asked.push((JSON.parse(text) as { query: string }).query);
      one.isHung ||= one.hangsAtActs && text.includes('act');
      if (one.isHung) await new Promise<void>((resolve) => held.push(resolve));
      if (request.url === '/health/live') return void response.end('{}');
      if (request.url === '/health/ready') return void response.writeHead(one.isReady ? 200 : 503).end('{}');
      await sleep(one.slowMs);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { name } }));
    }),
    wake() {
      one.isHung = false;
      for (const go of held.splice(0)) go();
    },
  };
  await new Promise<void>((resolve) => one.server.listen(0, '127.0.0.1', resolve));
  one.url = `http://127.0.0.1:${(one.server.address() as { port: number }).port}`;
  return one;
}
const wake = (one: Stub): void => (one as Stub & { wake(): void }).wake();

describe('a subgraph over the network', () => {
  let stubs: Stub[] = [];
  let transport: NetworkTransport;
  const start = async (...names: string[]) => {
    stubs = await Promise.all(names.map(stub));
    const signer = { name: 'gateway', privateKey: privateKeyOf(generateSigningKey().privatePem) };
    transport = httpTransport({ goods: stubs.map(({ url }) => url) }, signer, { probeAll: true });
    await until(() => metric('heitu_subgraph_ready{subgraph="goods"}') === 1);
    return stubs;
  };
  afterEach(async () => {
    for (const one of stubs) wake(one);
    await transport.close();
    for (const { server } of stubs) {
      server.closeAllConnections();
      server.close();
    }
    registry.resetMetrics();
  });
  let known = '';
  const metric = (name: string): number =>
    Number(
      known
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length + 1) ?? NaN,
    );
  const readiness = ({ url }: Stub): number =>
    metric(`heitu_replica_ready{subgraph="goods",replica="${new URL(url).host}"}`);
  async function until(holds: () => boolean): Promise<void> {
    for (const endMs = Date.now() + 10_000; ; await sleep(20)) {
      known = await registry.metrics();
      if (holds()) return;
      if (Date.now() > endMs) throw new Error('waited in vain');
    }
  }
  /** Who answered, and after how long. */
  async function ask(query: string, signal?: AbortSignal): Promise<{ who: unknown; tookMs: number }> {
    const began = performance.now();
    const answer = transport.execute('goods', { query }, ANONYMOUS, 'request-1', signal);
    const who = await answer.then(
      ({ data }) => data!['name'],
      (error: Error) => error,
    );
    return { who, tookMs: performance.now() - began };
  }

  it('answers by one replica while the other hangs, at first soon, then at once, and by both later', async () => {
    const [hung, fine] = (await start('hung', 'fine')) as [Stub, Stub];
    hung.isHung = true;
    const first = await Promise.all([ask(QUESTION), ask(QUESTION)]);
    expect(first.map(({ who }) => who)).toEqual(['fine', 'fine']);
    expect(Math.max(...first.map(({ tookMs }) => tookMs))).toBeLessThan(SOON_MS);
    const asked = hung.asked.length;
    for (let i = 0; i < 10; i++) {
      const { who, tookMs } = await ask(QUESTION);
      expect([who, tookMs < AT_ONCE_MS]).toEqual(['fine', true]);
    }
    expect(hung.asked).toHaveLength(asked);
    await until(() => readiness(hung) === 0);
    expect([readiness(fine), metric('heitu_subgraph_ready{subgraph="goods"}')]).toEqual([1, 1]);
    wake(hung);
    await until(() => readiness(hung) === 1);
    const both = [await ask(QUESTION), await ask(QUESTION)];
    expect(new Set(both.map(({ who }) => who))).toEqual(new Set(['hung', 'fine']));
  });

  it('is sent what cannot be sent twice only where somebody answers, and at once where one just did', async () => {
    const [hung, fine] = (await start('hung', 'fine')) as [Stub, Stub];
    await sleep(FRESH_MS);
    hung.isHung = true;
    const acts = await Promise.all([ask(ACT), ask(ACT), ask(ACT)]);
    expect(acts.map(({ who }) => who)).toEqual(['fine', 'fine', 'fine']);
    expect([hung.asked, fine.asked]).toEqual([[], [ACT, ACT, ACT]]);
  });

  it('is not sent a second time what cannot be, when it hangs after it had come', async () => {
    const [hung, fine] = (await start('hung', 'fine')) as [Stub, Stub];
    // It is there when it is knocked at, and hangs from the act on.
    hung.hangsAtActs = true;
    const acts = await Promise.all([1, 2].map(() => ask(ACT, AbortSignal.timeout(GIVEN_UP_MS))));
    expect(acts.map(({ who }) => (who instanceof Error ? 'no answer' : who)).sort()).toEqual(['fine', 'no answer']);
    expect([hung.asked, fine.asked]).toEqual([[ACT], [ACT]]);
  });

  it('is sent what changes something a second time under a request id', async () => {
    const [hung, fine] = (await start('hung', 'fine')) as [Stub, Stub];
    hung.isHung = true;
    const repeated = await Promise.all([ask(REPEATABLE), ask(REPEATABLE)]);
    expect(repeated.map(({ who }) => who)).toEqual(['fine', 'fine']);
    const times = ({ asked }: Stub) => asked.filter((query) => query === REPEATABLE).length;
    expect([times(hung), times(fine)]).toEqual([1, 2]);
  });

  it('whose only replica hangs is waited for briefly, then refused at once, and asked when it answers', async () => {
    const [only] = (await start('only')) as [Stub];
    only.isHung = true;
    const first = await ask(QUESTION);
    expect([first.who, first.tookMs < GIVEN_UP_MS]).toEqual([expect.any(Unavailable), true]);
    const asked = only.asked.length;
    for (const query of [QUESTION, REPEATABLE, ACT]) {
      const { who, tookMs } = await ask(query);
      expect([who, tookMs < AT_ONCE_MS]).toEqual([expect.any(Unavailable), true]);
    }
    expect([only.asked.length, transport.isAnyReady(), Object.values(transport.readiness())]).toEqual([
      asked,
      false,
      [false],
    ]);
    setTimeout(() => wake(only), 300);
    // Whoever asks again and again without a pause does not keep it from being found again.
    while ((await ask(QUESTION)).who !== 'only');
    await until(() => transport.isAnyReady());
    expect((await ask(ACT)).who).toBe('only');
  });

  it('is waited for where a call was sent again, however long the first stays silent', async () => {
    const [hung, slow] = (await start('hung', 'slow')) as [Stub, Stub];
    hung.isHung = true;
    slow.slowMs = 3000;
    const both = await Promise.all([ask(QUESTION), ask(QUESTION)]);
    expect(both.map(({ who }) => who)).toEqual(['slow', 'slow']);
  });

  it('that is only slow is asked once', async () => {
    const [slow, other] = (await start('slow', 'other')) as [Stub, Stub];
    for (const one of [slow, other]) one.slowMs = 2500;
    /** How often both were asked by two at once and by one alone. */
    const asked = async (): Promise<number[]> => {
      for (const one of [slow, other]) one.asked.length = 0;
      const atOnce = await Promise.all([ask(QUESTION), ask(QUESTION)]);
      expect(new Set(atOnce.map(({ who }) => who))).toEqual(new Set(['slow', 'other']));
      const each = [slow.asked.length, other.asked.length];
      expect((await ask(QUESTION)).who).not.toBeInstanceOf(Error);
      return [...each, slow.asked.length + other.asked.length];
    };
    // A machine that stands still for half a second is late with the signs of life, too: not twice in a row.
    let times = await asked();
    if (times.join() !== '1,1,3') times = await asked();
    expect(times).toEqual([1, 1, 3]);
  });

  it('is not asked at a replica that says it is not ready, while another is', async () => {
    const [away, ready] = (await start('away', 'ready')) as [Stub, Stub];
    away.isReady = false;
    await until(() => readiness(away) === 0);
    for (let i = 0; i < 4; i++) expect((await ask(QUESTION)).who).toBe('ready');
    ready.isReady = false;
    await until(() => metric('heitu_subgraph_ready{subgraph="goods"}') === 0);
    // Whether what is asked needs what they miss is not known here.
    expect((await ask(QUESTION)).who).not.toBeInstanceOf(Error);
  });
});
