import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Pool } from 'undici';
import { given, numberOr } from '@heitu/tools/command-line';
import { freePort, NODE_ARGS } from '../../journeys/platform.ts';
import { cpuSecondsOf } from '../cpu.ts';
import { median } from '../measure.ts';
import { BIG, SMALL } from './shop.ts';

/**
 * `./run bench gateway`: CPU seconds of the stock gateway and of ours, in turn, over the same subgraphs; every answer
 * is compared.
 */
const { values: asked } = given('bench gateway');
const isJson = asked.json === true;
const rounds = numberOr(asked.rounds, 5);

const LOADS = [
  { name: 'big', query: BIG, connections: 16, requests: 200, warmUp: 100 },
  // A hundred of them measure the compiler: two runs of the same code differed by a third.
  { name: 'bigOneConnection', query: BIG, connections: 1, requests: 400, warmUp: 200 },
  { name: 'small', query: SMALL, connections: 16, requests: 4000, warmUp: 2000 },
] as const;
type Load = (typeof LOADS)[number];
/** CPU seconds of one load's requests. */
interface Cost {
  gateway: number;
  subgraphs: number;
}

const folder = mkdtempSync(join(tmpdir(), 'heitu-bench-gateway-'));
const file = join(folder, 'supergraph.graphql');
const children: ChildProcess[] = [];
const env = { ...process.env, NODE_ENV: 'production' };
async function start(role: string): Promise<{ pid: number; port: number }> {
  const child = fork(new URL('server.ts', import.meta.url), [role, file], {
    env,
    execArgv: NODE_ARGS,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  const [{ port }] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${role} ended`))),
  ])) as [{ port: number }];
  return { pid: child.pid!, port };
}
/** As `./run serve gateway` runs it in production; what limits one client is off, since here one stands for many. */
async function startOurs(): Promise<{ pid: number; port: number }> {
  const port = await freePort();
  const child = fork('tools/src/cli.ts', ['serve', 'gateway'], {
    env: {
      ...env,
      SUPERGRAPH_FILE: file,
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      FREE_QUERIES: 'anyone',
      ANSWER_KEEP_MS: '0',
      COST_MAX: '1000000',
      RATE_PER_CALLER: 'off',
      RATE_PER_ADDRESS: 'off',
      RATE_STRANGERS: 'off',
      QUEUE_MS_MAX: '0',
    },
    execArgv: NODE_ARGS,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  while (!(await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error('the gateway ended');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { pid: child.pid!, port };
}

const expected = new Map<string, { data: unknown; bytes: number }>();
async function send(pool: Pool, { name, query, connections }: Load, requests: number): Promise<void> {
  const body = JSON.stringify({ query });
  let left = requests;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) {
        const answer = await pool.request({
          method: 'POST',
          path: '/graphql',
          headers: { 'content-type': 'application/json' },
          body,
        });
        const text = await answer.body.text();
        const known = expected.get(name);
        // Alike to the byte is alike; anything else is looked at.
        if (known && Buffer.byteLength(text) === known.bytes && left % 50 > 0) continue;
        const { data, errors } = JSON.parse(text) as { data: unknown; errors?: unknown };
        if (errors || (known && !isDeepStrictEqual(known.data, data)))
          throw new Error(`${name}: another answer: ${text.slice(0, 500)}`);
        if (!known) expected.set(name, { data, bytes: Buffer.byteLength(text) });
      }
    }),
  );
}

const measured = new Map<string, Cost[]>();
async function measure(
  what: string,
  gateway: { pid: number; port: number },
  subgraphsPid: number,
  load: Load,
): Promise<void> {
  const pool = new Pool(`http://127.0.0.1:${gateway.port}`, { connections: load.connections });
  // Compilers need their time once.
  await send(pool, load, measured.has(`${what} ${load.name}`) ? load.warmUp : 3 * load.warmUp);
  const before = [cpuSecondsOf(gateway.pid), cpuSecondsOf(subgraphsPid)] as const;
  await send(pool, load, load.requests);
  const cost = { gateway: cpuSecondsOf(gateway.pid) - before[0], subgraphs: cpuSecondsOf(subgraphsPid) - before[1] };
  await pool.close();
  measured.set(`${what} ${load.name}`, [...(measured.get(`${what} ${load.name}`) ?? []), cost]);
  if (!isJson)
    process.stderr.write(
      `heitu: ${what} ${load.name}: gateway ${((cost.gateway / load.requests) * 1000).toFixed(2)} s, subgraphs ${((cost.subgraphs / load.requests) * 1000).toFixed(2)} s for 1,000 requests\n`,
    );
}
function cost(what: string, load: Load['name'], part: (cost: Cost) => number): number {
  return median(measured.get(`${what} ${load}`)!.map(part));
}
const ratio = (ours: number, stock: number): number => Math.round((ours / stock) * 1000) / 1000;

try {
  const { pid: subgraphs } = await start('subgraphs');
  const [stock, ours, inProcess] = [await start('stock'), await startOurs(), await start('in-process')];
  for (let round = 0; round < rounds; round++) {
    for (const load of LOADS) {
      await measure('stock', stock, subgraphs, load);
      await measure('ours', ours, subgraphs, load);
      if (load.name === 'big') await measure('in process', inProcess, subgraphs, load);
    }
  }
} finally {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
}
const [gateway, total] = [({ gateway: one }: Cost) => one, ({ gateway: one, subgraphs }: Cost) => one + subgraphs];
const of = (load: Load['name'], part: (cost: Cost) => number) =>
  ratio(cost('ours', load, part), cost('stock', load, part));
const report = {
  big: { gateway: of('big', gateway), total: of('big', total) },
  bigOneConnection: of('bigOneConnection', gateway),
  small: of('small', gateway),
  inProcessBig: { total: ratio(cost('in process', 'big', gateway), cost('stock', 'big', total)) },
};
if (!isJson) {
  for (const load of LOADS)
    for (const what of ['stock', 'ours', 'in process'])
      if (measured.has(`${what} ${load.name}`))
        process.stdout.write(
          `${what.padEnd(10)} ${load.name.padEnd(16)} ${((cost(what, load.name, gateway) / load.requests) * 1000).toFixed(2).padStart(7)} s gateway ${((cost(what, load.name, ({ subgraphs: one }) => one) / load.requests) * 1000).toFixed(2).padStart(7)} s subgraphs for 1,000 requests; answer ${expected.get(load.name)!.bytes} bytes\n`,
        );
}
process.stdout.write(`${JSON.stringify(report)}\n`);
