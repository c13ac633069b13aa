import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFrontSettings } from '@heitu/gateway/front/front.config';
import { hashOf, readTrustedDocuments } from '@heitu/gateway/front/trusted-documents';
import { startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';

const KEEP_MS = 1000;
const SHELF = '{ products(first: 100) { edges { node { skus { id label { retailFen } } } } } }';

/** As a driver says that its server is out of reach. */
const outOfReach = (): Error => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

let platform: Platform;
let isCut = false;
/** What anybody may ask; several clients may have a page of one name. */
const PUBLIC = /\bquery (Home|ProductList|ProductPage|TracePage|RecallNotices|Rules|Register|Footer|Search)\b/;
const texts = [...readTrustedDocuments(readFrontSettings({}, false).trustedDocuments).values()].filter((text) =>
  PUBLIC.test(text),
);
const hashes = Map.groupBy(texts.map(hashOf), (_hash, i) => PUBLIC.exec(texts[i]!)![1]!);
const documents = mkdtempSync(join(tmpdir(), 'heitu-public-'));
beforeAll(async () => {
  writeFileSync(
    join(documents, 'all.json'),
    JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text]))),
  );
  platform = await startTestPlatform({
    orders: 0,
    answerKeepMs: KEEP_MS,
    staleSeconds: 600,
    knowsClients: documents,
    onStatement() {
      if (isCut) throw outOfReach();
    },
  });
});
afterAll(async () => {
  await platform.close();
  rmSync(documents, { recursive: true });
});

const tokenOf = (role: string) => platform.callers.find((caller) => caller.role === role)!.token;
const priceOf = async (skuId: string, token: string | null = null): Promise<unknown> => {
  const { data } = await platform.post(token, SHELF);
  const skus = ((data!['products'] as any).edges as any[]).flatMap(({ node }) => node.skus);
  return skus.find(({ id }) => id === skuId)?.label.retailFen;
};
const kept = async (): Promise<number> =>
  Number(
    /heitu_gateway_answers_total\{[^}]*source="kept"[^}]*\} (\d+)/.exec(
      await (await fetch(`${platform.url}/metrics`)).text(),
    )?.[1] ?? 0,
  );

it('[7.3.5.b] shows nobody a price that is older than a second, though the shelf is answered from memory', async () => {
  const { data } = await platform.post(
    tokenOf('seller-owner'),
    '{ managedProducts(first: 20) { edges { node { onSale skus { id label { origin grade pricingType retailFen priceManager priceSupervision } } } } } }',
  );
  const [sku] = ((data!['managedProducts'] as any).edges as any[])
    .filter(({ node }) => node.onSale)
    .flatMap(({ node }) => node.skus);
  const { retailFen, ...label } = sku.label as Row & { retailFen: number };
  const before = await kept();
  expect(await priceOf(sku.id)).toBe(retailFen);
  expect(await priceOf(sku.id, tokenOf('consumer'))).toBe(retailFen);
  expect(await kept()).toBeGreaterThan(before);

  const answer = await platform.post(
    tokenOf('seller-owner'),
    'mutation($input: SetPriceLabelInput!) { setPriceLabel(input: $input) { __typename ... on Refusal { message details { path about text } } } }',
    { input: { requestId: randomUUID(), skuId: sku.id, ...label, retailFen: retailFen + 1 } },
  );
  expect(answer.data).toEqual({ setPriceLabel: { __typename: 'Sku' } });
  expect(answer.errors).toBeUndefined();
  await sleep(KEEP_MS);
  for (const token of [null, tokenOf('consumer'), tokenOf('seller-owner')])
    expect(await priceOf(sku.id, token)).toBe(retailFen + 1);
});

interface Told {
  status: number;
  age: string | null;
  data?: Row | null;
  errors?: { extensions: { code: string } }[];
  extensions?: { stale?: { message: string } };
}

async function post(token: string | null, body: object): Promise<Told> {
  const response = await fetch(`${platform.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    age: response.headers.get('age'),
    ...((await response.json()) as object),
  } as Told;
}
const ask = (name: string, variables: Row, token: string | null = null): Promise<Told[]> =>
  Promise.all((hashes.get(name) ?? []).map((hash) => post(token, { documentId: `sha256:${hash}`, variables })));

it('shows public pages of before while no database answers and says so, orders nothing, and is of now when they are back', async () => {
  const { token } = platform.callers.find(({ role }) => role === 'consumer')!;
  const [found] = await platform.rows('catalog', "select code, productId from Lot where state = 'released' limit 1");
  const pages: readonly (readonly [string, Row])[] = [
    ['Home', {}],
    ['ProductList', {}],
    ['ProductPage', { id: found!['productId'], divisionCode: '230103', hasPlace: true }],
    ['TracePage', { code: found!['code'] }],
    ['RecallNotices', {}],
    ['Rules', {}],
    ['Register', {}],
    ['Footer', {}],
  ];
  const seen = new Map<string, Told[]>();
  for (const [name, variables] of pages) {
    const answers = await ask(name, variables);
    expect([name, answers.length > 0, answers.flatMap(({ errors = [] }) => errors)]).toEqual([name, true, []]);
    seen.set(name, answers);
  }

  isCut = true;
  await sleep(KEEP_MS);
  for (const [name, variables] of pages)
    for (const who of [null, token]) {
      const answers = await ask(name, variables, who);
      expect([name, answers.map(({ data }) => data)]).toEqual([name, seen.get(name)!.map(({ data }) => data)]);
      for (const { status, age, errors, extensions } of answers)
        expect([name, status, Number(age) >= 0, errors, extensions?.stale?.message]).toEqual([
          name,
          200,
          true,
          undefined,
          expect.stringContaining('显示的是'),
        ]);
    }
  for (const [query, variables] of [
    ['{ orders(first: 1) { edges { node { id } } } }', {}],
    [
      'mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }',
      { input: { requestId: randomUUID(), quoteId: randomUUID(), totalFen: 1 } },
    ],
  ] as const) {
    const { errors, extensions } = await post(token, { query, variables });
    expect([query, errors?.[0]?.extensions.code, extensions]).toEqual([query, 'UNAVAILABLE', undefined]);
  }
  // What nobody has asked for yet is not there either.
  const [unseen] = await ask('Search', { text: '木耳' });
  expect([unseen!.errors?.[0]?.extensions.code, unseen!.data]).toEqual(['UNAVAILABLE', { search: null }]);

  isCut = false;
  for (const [name, variables] of pages)
    for (const { age, errors, extensions } of await ask(name, variables))
      expect([name, age, errors, extensions]).toEqual([name, null, undefined, undefined]);
}, 120_000);
