import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linksQuery, linksSdl } from '@heitu/gateway/planning/links.fixture';
import { MEMORY } from '@heitu/gateway/planning/planning';
import { entry, freePort } from '../journeys/platform.ts';
import { printHostile, type HostileRow } from './hostile-table.fixture.ts';

/** Of the processor. */
const PLANNING_MS = 500;
/** As in the hostile suite: nobody waits longer, on a slow machine too. */
const SERVED_WITHIN_MS = 3000;
/**
 * The thread's heap, and what else of the process grows meanwhile. Five of them in a row would take more, if one were
 * kept.
 */
const GROWTH_BYTES_MAX = (MEMORY.maxOldGenerationSizeMb + MEMORY.maxYoungGenerationSizeMb + 128) * 1024 * 1024;
const EVERY_MS = 25;
/** Minutes of planning, within the limits of tokens, depth, aliases and cost. */
const minutes = (i: number) => linksQuery(6).replace('thing', `a${i}: thing`);

describe('the gateway before operations that take its planner minutes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heitu-planning-'));
  const subgraphs = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { query, variables } = JSON.parse(text) as { query: string; variables: { representations: object[] } };
    const data = query.includes('_entities')
      ? { _entities: variables.representations.map(() => ({ size: 7 })) }
      : { thing: { __typename: 'Thing', id: '1' } };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
  });
  const servedMs: number[] = [];
  const failures: string[] = [];
  const rows: HostileRow[] = [];
  let gateway: ChildProcess;
  let url: string;
  let isOpen = true;
  let customer: Promise<void>;
  let bytesBefore = 0;
  const memory = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.pid}/status`, 'utf8'))![1]) * 1024;

  async function ask(query: string, from: string) {
    const began = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from, 'x-forwarded-proto': 'https' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as {
      data?: Record<string, { size: number }>;
      errors?: { message: string; extensions: { code: string; max?: number } }[];
    };
    return { status: response.status, data, error: errors?.[0], tookMs: performance.now() - began };
  }
  const CUSTOMER = '192.0.2.1';
  const KNOWN = '{ thing { size } }';

  beforeAll(async () => {
    await new Promise<void>((resolve) => subgraphs.listen(0, '127.0.0.1', resolve));
    const file = join(folder, 'supergraph.graphql');
    writeFileSync(
      file,
      linksSdl(() => `http://127.0.0.1:${(subgraphs.address() as { port: number }).port}/graphql`),
    );
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    gateway = spawn(process.execPath, entry('serve', ['gateway']), {
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        SUPERGRAPH_FILE: file,
        FREE_QUERIES: 'anyone',
        PLANNING_MS_MAX: String(PLANNING_MS),
        TRUSTED_PROXIES: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: folder,
        LOG_LEVEL: 'fatal',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    while ((await ask(KNOWN, CUSTOMER).catch(() => null))?.data?.['thing']?.size !== 7) {
      if (gateway.exitCode !== null) throw new Error('the gateway ended');
      await sleep(100);
    }
    bytesBefore = memory();
    customer = (async () => {
      for (; isOpen; await sleep(EVERY_MS)) {
        const { data, error, tookMs } = await ask(KNOWN, CUSTOMER);
        servedMs.push(tookMs);
        if (data?.['thing']?.size !== 7) failures.push(error?.extensions.code ?? 'another answer');
      }
    })();
  });
  afterAll(async () => {
    isOpen = false;
    await customer;
    printHostile(
      rows,
      `${servedMs.length} known operations for others meanwhile: ${failures.length} failed, at most ${Math.round(Math.max(...servedMs))} ms.`,
    );
    gateway.kill('SIGKILL');
    subgraphs.closeAllConnections();
    subgraphs.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('refuses one in time, and says why; asked again it is refused at once', async () => {
    const { status, error, tookMs } = await ask(minutes(0), '192.0.2.66');
    expect({ status, error }).toEqual({
      status: 400,
      error: {
        message: '操作太复杂，请拆成几个小一些的再试',
        extensions: { code: 'TOO_COMPLEX', max: PLANNING_MS, requestId: expect.any(String) },
      },
    });
    rows.push({ what: 'an operation that takes minutes to plan', status, code: error!.extensions.code, tookMs });
    const again = await ask(minutes(0), '192.0.2.67');
    rows.push({
      what: 'the same again',
      status: again.status,
      code: again.error!.extensions.code,
      tookMs: again.tookMs,
    });
    expect([again.error?.extensions.code, again.tookMs < tookMs]).toEqual(['TOO_COMPLEX', true]);
  }, 30_000);
  it('plans what others ask meanwhile after one turn of who asks for many of them', async () => {
    const hostile = Array.from({ length: 4 }, (_one, i) => ask(minutes(i + 1), '192.0.2.66'));
    await sleep(50);
    const { status, data, tookMs } = await ask('{ thing { size again: size } }', '192.0.2.2');
    rows.push({ what: "another's new operation behind four of those", status, code: '', tookMs });
    expect(data?.['thing']?.size).toBe(7);
    expect((await Promise.all(hostile)).map(({ error }) => error?.extensions.code)).toEqual(
      Array.from({ length: 4 }, () => 'TOO_COMPLEX'),
    );
  }, 60_000);
  it('has answered every known operation, in bounded time and memory', () => {
    expect(failures).toEqual([]);
    expect(servedMs.length).toBeGreaterThan(50);
    expect(Math.max(...servedMs)).toBeLessThan(SERVED_WITHIN_MS);
    expect(memory() - bytesBefore).toBeLessThan(GROWTH_BYTES_MAX);
  });
  it('ends when it is told to, whatever is being planned', async () => {
    const hostile = ask(minutes(9), '192.0.2.66');
    await sleep(100);
    isOpen = false;
    await customer;
    const ended = new Promise((resolve) => gateway.once('exit', resolve));
    gateway.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect((await hostile).error?.extensions.code).toBe('TOO_COMPLEX');
  }, 30_000);
});
