import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { verdictOf } from './answers.fixture.ts';
import { readCountyIds, type CountyIds } from './county-ids.fixture.ts';
import { ChangeWatch } from './digest.fixture.ts';
import { documentOf, readPublicSchema } from './operations.fixture.ts';
import { DAY_WITH_SOME_OF_EACH, startTestPlatform, type Platform, type Row } from './platform.fixture.ts';

const MINUTE_MS = 60_000;
const QUOTE_MINUTES = 15;
const mutations = readPublicSchema().getMutationType()!.getFields();

/** What was possible a moment ago, or will be later, but is not now: refused through the gateway, and nothing changes. */
describe('out of state', () => {
  let platform: Platform;
  let ids: CountyIds;
  let watch: ChangeWatch;
  let consumer: Actor;
  let seller: Actor;
  let carrier: Actor;
  const tokenOf = (role: string) => platform.callers.find((one) => one.role === role)!.token!;

  beforeAll(async () => {
    platform = await startTestPlatform({ startsAt: DAY_WITH_SOME_OF_EACH });
    ids = await readCountyIds(platform);
    watch = new ChangeWatch(platform);
    [consumer, seller, carrier] = (await Promise.all(
      ['consumer', 'seller-owner', 'carrier-manager'].map((role) => platform.actorOf(tokenOf(role))),
    )) as [Actor, Actor, Actor];
  });
  afterAll(() => platform.close());

  const call = async (role: string, mutation: string, input: Row) => {
    const field = mutations[mutation]!;
    const asked = 'requestId' in input ? input : { requestId: randomUUID(), ...input };
    const known = Object.keys((field.args[0]!.type as unknown as { ofType: { getFields(): Row } }).ofType.getFields());
    return verdictOf(
      await platform.post(tokenOf(role), documentOf('mutation', field), {
        input: Object.fromEntries(Object.entries(asked).filter(([name]) => known.includes(name))),
      }),
      field,
    );
  };
  const refused = async (role: string, mutation: string, input: Row, expected: string) => {
    await watch.changed();
    const { outcome, code, faults } = await call(role, mutation, input);
    expect([mutation, outcome, code, faults]).toEqual([mutation, 'refused', expected, []]);
    expect(await watch.changed()).toEqual([]);
  };
  const accepted = async (role: string, mutation: string, input: Row) =>
    expect([mutation, await call(role, mutation, input)]).toEqual([mutation, { outcome: 'accepted', faults: [] }]);
  /** Events reach whom they concern. */
  const settle = async () => {
    for (let round = 0; round < 3; round += 1)
      for (const subgraph of platform.subgraphs.values()) await subgraph.runOnce();
  };
  const advance = async (minutes: number) => {
    await fetch(`${platform.sandbox.urls.control}/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs: minutes * MINUTE_MS }),
    });
  };
  const quote = async (skuId: string): Promise<{ id: string; totalFen: number } | null> => {
    const answer = await platform.post(
      tokenOf('consumer'),
      'mutation($input: QuoteInput!) { quote(input: $input) { ... on Quote { id totalFen } } }',
      {
        input: { requestId: randomUUID(), addressId: ids.own(consumer, 'address')[0], lines: [{ skuId, quantity: 1 }] },
      },
    );
    const made = (answer.data?.['quote'] ?? {}) as { id?: string; totalFen?: number };
    return made.id ? { id: made.id, totalFen: made.totalFen! } : null;
  };
  /** A SKU of the seller's that can be delivered to the consumer, with a quote for it. */
  const quoted = async (): Promise<{ skuId: string; quoteId: string; totalFen: number }> => {
    for (const skuId of ids.own(seller, 'sku')) {
      const made = await quote(skuId);
      if (made) return { skuId, quoteId: made.id, totalFen: made.totalFen };
    }
    throw new Error('the county offers nothing that the consumer can have');
  };

  it("another total than the quote's, and a quote whose time is over", async () => {
    const { quoteId, totalFen } = await quoted();
    for (const wrong of [totalFen - 1, totalFen + 1, 1])
      await refused('consumer', 'placeOrder', { quoteId, totalFen: wrong }, 'TOTAL_CHANGED');
    await advance(QUOTE_MINUTES + 1);
    await refused('consumer', 'placeOrder', { quoteId, totalFen }, 'QUOTE_EXPIRED');
  });

  it('more than there is, and numbers that are no quantities', async () => {
    const { skuId } = await quoted();
    const addressId = ids.own(consumer, 'address')[0];
    for (const quantity of [0, -1, 0.5, 2 ** 31, 2 ** 53, 1e308]) {
      await refused('consumer', 'quote', { addressId, lines: [{ skuId, quantity }] }, 'INVALID_INPUT');
      // None of something takes it out of the cart.
      if (quantity !== 0) await refused('consumer', 'setCartLine', { skuId, quantity }, 'INVALID_INPUT');
    }
    await refused('consumer', 'quote', { addressId, lines: [{ skuId, quantity: 999 }] }, 'OUT_OF_STOCK');
  });

  it('orders that have ended', async () => {
    const orderId = ids.own(seller, 'order')[0];
    for (const mutation of ['confirmOrder', 'pickOrder'])
      await refused('seller-owner', mutation, { orderId }, 'WRONG_STATE');
    await refused(
      'consumer',
      'cancelOrder',
      { orderId: ids.own(consumer, 'order')[0], reason: '不想要了' },
      'WRONG_STATE',
    );
    await refused('consumer', 'startPayment', { checkoutId: ids.own(consumer, 'checkout')[0] }, 'ALREADY_PAID');
    await refused(
      'seller-owner',
      'decideAfterSale',
      { afterSaleId: ids.own(seller, 'afterSale')[0], accept: true },
      'WRONG_STATE',
    );
    await refused('carrier-manager', 'arriveAtDepot', { shipmentId: ids.own(carrier, 'shipment')[0] }, 'WRONG_STATE');
  });

  it('goods whose lots are all recalled, and the recalled lot itself', async () => {
    const { skuId, quoteId, totalFen } = await quoted();
    const lots = (
      await platform.rows('catalog', "select id from Lot where skuId = ? and state = 'released' order by id", [skuId])
    ).map((row) => String(row['id']));
    for (const lotId of lots) await accepted('seller-owner', 'recallLot', { lotId, reason: '抽检发现水分超标' });
    await settle();
    await refused('consumer', 'placeOrder', { quoteId, totalFen }, 'OUT_OF_STOCK');
    await refused('seller-owner', 'recallLot', { lotId: lots[0], reason: '再来一次' }, 'WRONG_STATE');
    await refused('seller-owner', 'releaseLot', { lotId: lots[0] }, 'WRONG_STATE');
  });

  it('a closed shop', async () => {
    const { skuId, quoteId, totalFen } = await quoted();
    const shopId = ids.own(seller, 'shop')[0];
    await accepted('seller-owner', 'closeShop', { shopId });
    await settle();
    await refused('consumer', 'placeOrder', { quoteId, totalFen }, 'OUT_OF_STOCK');
    await refused(
      'consumer',
      'quote',
      { addressId: ids.own(consumer, 'address')[0], lines: [{ skuId, quantity: 1 }] },
      'SKU_NOT_ON_SALE',
    );
    await refused('seller-owner', 'closeShop', { shopId }, 'WRONG_STATE');
  });
});
