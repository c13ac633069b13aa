import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { conflictSdl } from './planning/unsound.fixture.ts';
import { librarySdl, LIBRARY_SDL, startLibrary, type Library } from './front/testing.fixture.ts';

const CLIENTS = 16;
const WITHOUT_PRICE = librarySdl((typeDefs) => typeDefs.replace('  price: Int @cacheControl(maxAge: 1)\n', ''));

describe('a supergraph that is replaced while it is served', () => {
  let folder: string;
  let file: string;
  let library: Library;
  let told: { level: number; msg: string; err?: { message: string } }[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'heitu-supergraph-'));
    file = join(folder, 'supergraph.graphql');
    writeFileSync(file, LIBRARY_SDL);
    told = [];
    const log = pino(
      { level: 'warn' },
      { write: (line: string) => void told.push(JSON.parse(line) as (typeof told)[number]) },
    );
    // Nobody is refused on a busy machine: who is when is another spec's (load.spec.ts).
    library = await startLibrary({ supergraphFile: file, log, answerKeepMs: 1000, queueMsMax: 0 });
  });
  afterEach(async () => {
    await library.close();
    rmSync(folder, { recursive: true });
  });
  /** As a deployment does: whole, in one step. */
  const put = (sdl: string) => {
    writeFileSync(`${file}.new`, sdl);
    renameSync(`${file}.new`, file);
  };
  const until = async (look: () => Promise<boolean>) => {
    for (const endMs = Date.now() + 30_000; !(await look());) {
      if (Date.now() > endMs) throw new Error('waited in vain');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const hasPrice = async () => (await library.post({ query: '{ price }' })).body.data?.price !== undefined;

  it('is served from then on; no request of those under way, waiting for the planner, or that come meanwhile, fails', async () => {
    const failures: unknown[] = [];
    let answered = 0;
    let loading = true;
    let asked = 0;
    const QUERIES = [
      () => '{ slow(ms: 300) whoAmI }',
      () => `{ a${asked}: __typename whoAmI }`,
      () => '{ whoAmI shelf(first: 2) { edges { node { title } } } }',
    ] as const;
    const clients = Array.from({ length: CLIENTS }, async (_, i) => {
      while (loading) {
        asked += 1;
        const { status, body } = await library.post(
          { query: QUERIES[i % QUERIES.length]!() },
          { authorization: 'Bearer buyer' },
        );
        if (status !== 200 || body.errors || body.data.whoAmI !== 'account u1') failures.push({ status, body });
        answered += 1;
      }
    });
    try {
      for (const [sdl, price] of [
        [WITHOUT_PRICE, false],
        [LIBRARY_SDL, true],
        [WITHOUT_PRICE, false],
      ] as const) {
        const before = answered;
        put(sdl);
        await until(async () => (await hasPrice()) === price);
        await until(async () => answered > before + CLIENTS);
      }
    } finally {
      loading = false;
      await Promise.allSettled(clients);
    }
    await Promise.all(clients);
    expect(failures).toEqual([]);
    expect(told.filter(({ msg }) => msg === 'serving a new supergraph')).toHaveLength(3);
  }, 60_000);

  it('answers nothing with what was kept of another', async () => {
    // Each is the first operation of its supergraph.
    expect((await library.post({ query: '{ price }' })).body.data).toEqual({ price: 10 });
    put(WITHOUT_PRICE);
    process.emit('SIGHUP');
    expect((await library.post({ query: '{ shelf(first: 1) { edges { node { id } } } }' })).body.data).toEqual({
      shelf: { edges: [{ node: { id: '0' } }] },
    });
  });

  it('is read at once at SIGHUP', async () => {
    expect(await hasPrice()).toBe(true);
    put(WITHOUT_PRICE);
    process.emit('SIGHUP');
    expect(await hasPrice()).toBe(false);
  });

  it.each([
    ['no SDL', 'type Query {', /Syntax Error/],
    ['nothing', '', /Syntax Error|Unexpected/],
    ['no supergraph', 'type Query { a: Int }', /./],
    ['one field required in two ways', conflictSdl(), /would be answered wrongly: Good\.price is required as/],
    [
      'a subgraph nobody knows the way to',
      librarySdl((typeDefs) => typeDefs, 'http://elsewhere'),
      /it names library at http:\/\/elsewhere/,
    ],
  ])('is refused and told where it is %s, and the old one goes on', async (_what, sdl, why) => {
    put(sdl);
    process.emit('SIGHUP');
    expect(told).toMatchObject([
      {
        level: 50,
        msg: 'the new supergraph cannot be served; the old one goes on',
        err: { message: expect.stringMatching(why) },
      },
    ]);
    expect(await hasPrice()).toBe(true);
    rmSync(file);
    process.emit('SIGHUP');
    expect(told).toHaveLength(2);
    put(WITHOUT_PRICE);
    process.emit('SIGHUP');
    expect(await hasPrice()).toBe(false);
  });
});
