import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';

const KEEP_MS = 1000;
const SHELF = '{ products(first: 100) { edges { node { skus { id label { retailFen } } } } } }';

let platform: Platform;
beforeAll(async () => {
  platform = await startTestPlatform({ orders: 0, answerKeepMs: KEEP_MS });
}, 60_000);
afterAll(() => platform.close());

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
