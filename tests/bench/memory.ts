import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { given, numberOr } from '@heitu/tools/command-line';
import { startPlatformProcess } from '../journeys/platform.ts';
import { cpuSecondsOf } from './cpu.ts';

/**
 * `./run bench memory [--json] [--requests 200000] [--operations 2000]`: the platform in one process on SQLite, with
 * caches and limits as in production and a heap of 512 MiB, is asked many different operations again and again. Exit 1
 * where its memory does not stay flat: where the smallest of the last fifth is more than a tenth above that of the
 * second fifth (the first fills the caches).
 */
const { values } = given('bench memory');
const [requests, operations] = [numberOr(values.requests, 200_000), numberOr(values.operations, 2000)];
const CONNECTIONS = 16;
const SAMPLES = 50;
const GROWTH_MAX = 1.1;
/** V8 takes what it may have: it gets little, so that what is kept shows. */
const HEAP_MIB = 512;
const MIB = 1024 * 1024;
const say = (line: string): void => void process.stderr.write(`heitu: ${line}\n`);

/** Four kinds of pages, each with a name of its own in it: no two operations have a plan in common. */
const KINDS = [
  (i: number) =>
    `query Shelf${i}($first: Int = 2) { products(first: $first) { edges { node { id a${i}: title skus { id label { retailFen } stock { free } } } } } }`,
  (i: number) => `query Kinds${i} { categories { id a${i}: name } }`,
  (i: number) => `query Sellers${i} { shops(first: 2) { edges { node { id a${i}: name credit { level } } } } }`,
  (i: number) =>
    `query Found${i}($text: String! = "wcdm") { search(text: $text, first: 1) { edges { node { a${i}: id shop { name } } } } }`,
];
const texts = Array.from({ length: operations }, (_one, i) => KINDS[i % KINDS.length]!(i));

const platform = await startPlatformProcess({
  NODE_ENV: 'production',
  SANDBOX: '1',
  SANDBOX_FORCE: '1',
  FREE_QUERIES: 'anyone',
  RATE_PER_ADDRESS: '9999999/10',
  NODE_OPTIONS: `--max-old-space-size=${HEAP_MIB}`,
  QUEUE_MS_MAX: '0',
});
const pool = new Pool(platform.url, { connections: CONNECTIONS });
const bytesNow = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${platform.pid}/status`, 'utf8'))![1]) * 1024;
const samples: number[] = [];
let failed = 0;
try {
  let next = 0;
  const cpuBefore = cpuSecondsOf(platform.pid);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (next < requests) {
        const i = next++;
        // A stride that shares no divisor with their number reaches each, and the last used ones are never the next.
        const answer = await pool.request({
          method: 'POST',
          path: '/graphql',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: texts[(i * 7919) % texts.length] }),
        });
        const text = await answer.body.text();
        if (answer.statusCode !== 200 || text.includes('"errors"')) failed += 1;
        if (i % Math.ceil(requests / SAMPLES) === 0) samples.push(bytesNow());
      }
    }),
  );
  const fifth = Math.floor(samples.length / 5);
  const [early, late] = [Math.min(...samples.slice(fifth, 2 * fifth)), Math.min(...samples.slice(-fifth))];
  const report = {
    requests,
    operations,
    failed,
    earlyMiB: Math.round(early / MIB),
    lateMiB: Math.round(late / MIB),
    growth: Math.round((late / early) * 1000) / 1000,
    maxMiB: Math.round(Math.max(...samples) / MIB),
    cpuSeconds: Math.round(cpuSecondsOf(platform.pid) - cpuBefore),
    seconds: Math.round((performance.now() - began) / 1000),
  };
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else
    process.stdout.write(
      `${Object.entries(report)
        .map(([name, figure]) => `${name.padEnd(12)} ${figure}`)
        .join('\n')}\n${samples.map((bytes) => Math.round(bytes / MIB)).join(' ')} MiB\n`,
    );
  if (failed > 0) say(`${failed} requests were not answered`);
  process.exitCode = failed > 0 || report.growth > GROWTH_MAX ? 1 : 0;
} finally {
  await pool.close();
  await platform.stop();
}
