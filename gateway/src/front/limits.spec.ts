import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { DOCUMENT_LIMITS } from './limits.ts';
import { measureDocument } from './measure-document.ts';
import { addressKey } from './rates.ts';
import { startLibrary, type Library } from './testing.fixture.ts';

const first = (answer: { body: any }) => answer.body.errors?.[0].extensions;
const nested = (depth: number) => `{${'self{'.repeat(depth - 1)}price${'}'.repeat(depth)}`;

it.each(Object.entries(DOCUMENT_LIMITS))('the README tells the limit of %s', (name, { max, code }) => {
  expect(readFileSync(new URL('README.md', import.meta.url), 'utf8')).toContain(`| ${name} | ${max} | ${code} |`);
});

describe('limits of a document', () => {
  let library: Library;
  beforeAll(async () => {
    library = await startLibrary({ costMax: 1000 });
  });
  afterAll(() => library.close());

  it.each<[keyof typeof DOCUMENT_LIMITS, (n: number) => string]>([
    ['tokens', (n) => `{ price(${'a:1 '.repeat(Math.floor(n / 3))}) }`],
    ['depth', nested],
    ['aliases', (n) => `{ self { ${Array.from({ length: n }, (_one, i) => `a${i}: price`).join(' ')} } }`],
    ['rootFields', (n) => `{ ${'price '.repeat(n)} }`],
    ['directives', (n) => `{ self { ${Array.from({ length: n }, () => 'price @skip(if: false)').join(' ')} } }`],
  ])('%s: as many as allowed, and not one more', async (name, make) => {
    const { max, code } = DOCUMENT_LIMITS[name];
    if (name !== 'tokens') expect(await library.post({ query: make(max) })).toMatchObject({ status: 200 });
    const answer = await library.post({ query: make(max + 1) });
    expect([answer.status, first(answer)]).toEqual([
      400,
      { code, max, asked: name === 'tokens' ? expect.any(Number) : max + 1, requestId: expect.any(String) },
    ]);
    expect(answer.body.data).toBeUndefined();
  });
  it('counts what fragments bring wherever they are spread, in linear time', async () => {
    const doubling = `{ ...f0 } ${Array.from({ length: 30 }, (_one, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f30 on Query { price }`;
    const began = performance.now();
    expect(measureDocument(parse(doubling)).fields).toBe(2 ** 30);
    expect(first(await library.post({ query: doubling }))).toMatchObject({ code: 'TOO_MANY_FIELDS', asked: 2 ** 30 });
    expect(performance.now() - began).toBeLessThan(1000);
  });
  it('lets validation refuse a circle of fragments', async () => {
    expect(
      first(await library.post({ query: '{ ...a } fragment a on Query { ...b price } fragment b on Query { ...a }' })),
    ).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });
  it('refuses what costs too much with these variables before anything is asked of a subgraph', async () => {
    const query = 'query($n: Int) { shelf(first: $n) { edges { node { authors { name } } } } }';
    // One connection, n edges, n nodes, and ten authors of each, as nothing says how many there are: 1 + 12 n.
    expect(await library.post({ query, variables: { n: 83 } })).toMatchObject({ status: 200 });
    const { shelf } = library.asked;
    const answer = await library.post({ query, variables: { n: 84 } });
    expect([answer.status, first(answer)]).toEqual([
      400,
      { code: 'TOO_COSTLY', max: 1000, asked: 1009, requestId: expect.any(String) },
    ]);
    expect(library.asked['shelf']).toBe(shelf);
    expect(first(await library.post({ query: '{ a: costly b: costly c: costly }' }))).toMatchObject({
      code: 'TOO_COSTLY',
      asked: 1500,
    });
  });
  it('tells a client that takes application/json alone with 200, and says the same', async () => {
    const answer = await library.post({ query: nested(DOCUMENT_LIMITS.depth.max + 1) }, { accept: 'application/json' });
    expect([answer.status, first(answer).code]).toEqual([200, 'TOO_DEEP']);
  });
});

describe('limits of a request', () => {
  it('answers with 504 at the deadline, and says how long that was', async () => {
    const library = await startLibrary({ deadlineMs: 50 });
    const ask = (ms: number) => library.post({ query: 'query($ms: Int!) { slow(ms: $ms) }', variables: { ms } });
    try {
      // To plan it the first time takes longer than that.
      while ((await ask(0)).status !== 200);
      const { cancelled = 0, slow } = library.asked;
      const answer = await ask(5000);
      expect([answer.status, first(answer)]).toEqual([
        504,
        { code: 'DEADLINE_EXCEEDED', max: 50, requestId: expect.any(String) },
      ]);
      expect(library.asked).toEqual({ slow, cancelled: cancelled + 1 });
    } finally {
      await library.close();
    }
  });
  it('answers no more than so many bytes, and tells how many there would have been', async () => {
    const library = await startLibrary({ answerBytesMax: 2000, answerKeepMs: 1000 });
    const ask = (n: number) =>
      library.post({ query: 'query($n: Int) { shelf(first: $n) { edges { node { title } } } }', variables: { n } });
    try {
      expect(await ask(10)).toMatchObject({ status: 200 });
      for (let i = 0; i < 2; i++)
        expect(await ask(100)).toMatchObject({
          status: 500,
          body: { errors: [{ extensions: { code: 'ANSWER_TOO_LARGE', max: 2000, asked: 3020 } }] },
        });
    } finally {
      await library.close();
    }
  });
  it('ends a query whose client has left, and does not end a mutation', async () => {
    const library = await startLibrary();
    const SLOW = 'query($ms: Int!) { slow(ms: $ms) }';
    const RAISE = 'mutation($slowly: Boolean) { raise(by: 1, slowly: $slowly) }';
    const leave = async (query: string, variables: object) => {
      const request = fetch(`${library.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(100),
      });
      await expect(request).rejects.toThrow();
    };
    try {
      // Who leaves before it is planned leaves nothing to be seen.
      await library.post({ query: SLOW, variables: { ms: 0 } });
      await library.post({ query: RAISE });
      await leave(SLOW, { ms: 5000 });
      for (const until = performance.now() + 5000; !library.asked['cancelled'] && performance.now() < until;)
        await sleep(10);
      expect(library.asked).toEqual({ slow: 1, raise: 1, cancelled: 1 });
      await leave(RAISE, { slowly: true });
      for (const until = performance.now() + 5000; library.asked['raise'] !== 2 && performance.now() < until;)
        await sleep(10);
      expect(library.asked).toEqual({ slow: 1, raise: 2, cancelled: 1 });
    } finally {
      await library.close();
    }
  });
  it('does not keep a server open on which a connection has asked nothing yet', async () => {
    const library = await startLibrary();
    const socket = connect(Number(new URL(library.url).port), '127.0.0.1');
    await once(socket, 'connect');
    // It has been taken on the other side as well.
    expect(await library.post({ query: '{ price }' })).toMatchObject({ status: 200 });
    const closed = once(socket, 'close');
    await library.close();
    await closed;
  });
  it.each<[string, object, string, Record<string, string>]>([
    ['of one caller', { perCaller: { count: 3, seconds: 60 } }, '{ price }', { authorization: 'Bearer buyer' }],
    ['of one address', { perAddress: { count: 3, seconds: 60 } }, '{ price }', {}],
    [
      'of strangers who want to change something',
      { strangersPerAddress: { count: 3, seconds: 60 } },
      'mutation { raise(by: 1) }',
      {},
    ],
  ])('counts requests %s', async (_what, rates, query, headers) => {
    const library = await startLibrary({
      rates: { perCaller: null, perAddress: null, strangersPerAddress: null, ...rates },
    });
    try {
      for (let i = 0; i < 3; i++) expect(await library.post({ query }, headers)).toMatchObject({ status: 200 });
      const answer = await library.post({ query }, headers);
      expect([answer.status, first(answer)]).toEqual([
        429,
        { code: 'TOO_MANY_REQUESTS', max: 3, asked: 4, retryAfter: expect.any(Number), requestId: expect.any(String) },
      ]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50);
      expect(library.asked[query.includes('raise') ? 'raise' : 'price']).toBe(3);
      if (!('perAddress' in rates))
        expect(await library.post({ query }, { authorization: 'Bearer other' })).toMatchObject({ status: 200 });
    } finally {
      await library.close();
    }
  });
  it("takes an IPv6 subscriber's addresses for one", () => {
    expect(
      ['2001:db8:1:2::1', '2001:DB8:1:2:ffff::9', '2001:db8:1:3::1', '::1', '::ffff:192.0.2.1', '192.0.2.1'].map(
        addressKey,
      ),
    ).toEqual(['2001:db8:1:2', '2001:db8:1:2', '2001:db8:1:3', '0:0:0:0', '192.0.2.1', '192.0.2.1']);
  });
  it('refuses early what everybody may see while a queue stands, and what must not happen twice last', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heitu-load-'));
    const texts = [
      'query Shelf { shelf(first: 1) { edges { node { id } } } }',
      'query Slow($ms: Int!) { slow(ms: $ms) }',
      'mutation Pay($input: Payment!) { pay(input: $input) }',
    ];
    const [shelf, slow, pay] = texts.map((text) => createHash('sha256').update(text).digest('hex'));
    writeFileSync(
      join(folder, 'ours.json'),
      JSON.stringify(Object.fromEntries([shelf, slow, pay].map((hash, i) => [hash, texts[i]]))),
    );
    const library = await startLibrary({ queueMsMax: 20, trustedDocuments: [folder] });
    const send = (documentId: string | undefined, variables = {}) => library.post({ documentId, variables });
    const crowd = () => Promise.all(Array.from({ length: 60 }, () => send(slow, { ms: 400 })));
    try {
      await send(slow, { ms: 0 });
      for (let turn = 0; turn < 6; turn++) await crowd();
      const waiting = crowd();
      await sleep(100);
      const [refused, paid] = [await send(shelf), await send(pay, { input: { requestId: '1', fen: 5 } })];
      expect([refused.status, first(refused), refused.body.errors[0].message]).toEqual([
        503,
        { code: 'OVERLOADED', max: 20, retryAfter: expect.any(Number), requestId: expect.any(String) },
        '系统现在太忙，请稍后再试',
      ]);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(paid.body).toEqual({ data: { pay: 5 } });
      expect((await fetch(`${library.url}/health/live`)).status).toBe(200);
      // Of sixteen, the share of what somebody alone may see.
      expect((await waiting).filter(({ status }) => status === 200)).toHaveLength(16);
      expect(await send(shelf)).toMatchObject({ status: 200 });
    } finally {
      await library.close();
      rmSync(folder, { recursive: true });
    }
  });
});
