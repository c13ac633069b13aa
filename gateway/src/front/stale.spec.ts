import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { hashOf } from './trusted-documents.ts';
import { startLibrary, type Library } from './testing.fixture.ts';

const PRICE = '{ price }';
const ON_SALE = '{ price onSale }';
const BUYER = { authorization: 'Bearer buyer' };
const STALE_MS = 60_000;

describe('while who answers is away', () => {
  let library: Library;
  let documents: string;
  beforeAll(() => {
    documents = mkdtempSync(join(tmpdir(), 'heitu-stale-'));
    const texts = [PRICE, ON_SALE, '{ whoAmI }'];
    writeFileSync(
      join(documents, 'all.json'),
      JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text]))),
    );
  });
  afterAll(() => rmSync(documents, { recursive: true }));
  const start = async (staleMsMax: number, answerKeepMs = 0) =>
    (library = await startLibrary({ staleMsMax, answerKeepMs, trustedDocuments: [documents] }));
  afterEach(() => library.close());
  const ask = (query: string, headers: Record<string, string> = {}, variables?: object) =>
    library.post({ query, variables }, headers);
  const codeOf = ({ body }: Awaited<ReturnType<typeof ask>>) => body.errors?.[0]?.extensions.code;

  it('the last good answer is shown, says how old it is, and is fresh at once when who answers is back', async () => {
    await start(STALE_MS);
    expect((await ask(PRICE)).body).toEqual({ data: { price: 10 } });
    library.away.add('library');
    for (const headers of [{}, BUYER]) {
      const { status, body, headers: told } = await ask(PRICE, headers);
      expect([status, body]).toEqual([
        200,
        {
          data: { price: 10 },
          extensions: { stale: { seconds: 0, message: '系统有一部分没有回应，显示的是不到 1 分钟前的内容' } },
        },
      ]);
      expect([told.get('age'), told.get('warning')]).toEqual(['0', '110 - "Response is Stale"']);
    }
    library.prices.current = 12;
    library.away.clear();
    const back = await ask(PRICE);
    expect(back.body).toEqual({ data: { price: 12 } });
    expect(back.headers.get('age')).toBeNull();
  });
  it('only what is lost is from then: what answers is of now', async () => {
    await start(STALE_MS);
    await ask(ON_SALE);
    library.away.add('onSale');
    library.prices.current = 12;
    const { body } = await ask(ON_SALE);
    expect(body).toMatchObject({ data: { price: 12, onSale: true }, extensions: { stale: { seconds: 0 } } });
    expect(body.errors).toBeUndefined();
  });
  it('"there is none" is not shown from then, where that is all that was said', async () => {
    await start(STALE_MS);
    library.none.add('onSale');
    expect((await ask('{ onSale }')).body).toEqual({ data: { onSale: null } });
    expect((await ask(ON_SALE)).body).toEqual({ data: { price: 10, onSale: null } });
    library.away.add('library');
    expect(codeOf(await ask('{ onSale }'))).toBe('UNAVAILABLE');
    expect((await ask(ON_SALE)).body).toMatchObject({ data: { price: 10, onSale: null }, extensions: { stale: {} } });
  });
  it('nothing older than the bound is shown, and what is hinted so for less', async () => {
    await start(2000);
    await ask(PRICE);
    await ask(ON_SALE);
    library.away.add('library');
    await sleep(1100);
    expect((await ask(PRICE)).body).toMatchObject({ data: { price: 10 }, extensions: { stale: { seconds: 1 } } });
    expect(codeOf(await ask(ON_SALE))).toBe('UNAVAILABLE');
    await sleep(1000);
    const late = await ask(PRICE);
    expect([codeOf(late), late.body.data, late.headers.get('age')]).toEqual(['UNAVAILABLE', { price: null }, null]);
  });
  it("nothing that is one person's is kept or shown, nor what nobody has asked", async () => {
    await start(STALE_MS);
    expect((await ask('{ whoAmI }', BUYER)).body).toEqual({ data: { whoAmI: 'account u1' } });
    expect((await ask('{ price who: whoAmI }', BUYER)).body.data.who).toBe('account u1');
    library.away.add('library');
    for (const headers of [{}, BUYER])
      for (const query of ['{ whoAmI }', '{ price who: whoAmI }', '{ shelf(first: 1) { edges { node { id } } } }'])
        expect([query, codeOf(await ask(query, headers))]).toEqual([query, 'UNAVAILABLE']);
    expect(codeOf(await ask('mutation { raise(by: 1) }', BUYER))).toBe('UNAVAILABLE');
  });
  it('a fault that is no absence is told as it is', async () => {
    await start(STALE_MS);
    const query = 'query($n: Int!) { shelf(first: $n) { edges { node { id } } } }';
    await ask(query, {}, { n: 1 });
    expect(codeOf(await ask(query, {}, { n: 'one' }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await ask('{ fragile }'))).toBe('INTERNAL');
  });
  it('nothing is shown where that is off', async () => {
    await start(0, 1000);
    await ask(PRICE);
    library.away.add('library');
    await sleep(1000);
    expect(codeOf(await ask(PRICE))).toBe('UNAVAILABLE');
  });
});
