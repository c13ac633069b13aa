import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import {
  buy,
  buyer,
  makeQuote,
  newRequest,
  openOrders,
  otherBuyer,
  pay,
  place,
  regulator,
  riceSeller,
  stockFaults,
  type Room,
} from '../orders.fixture.ts';
import { confirmDueAtMs, remindAtMs, returnEndsAtMs } from './order.policy.ts';

const count = async (room: Room, table: 'Order' | 'Quote' | 'Checkout' | 'CartLine') =>
  Number(
    (
      await room
        .context()
        .rows.selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );
const stockOf = async (room: Room, skuId: string) =>
  room.context().rows.selectFrom('Stock').select(['free', 'held']).where('skuId', '=', skuId).executeTakeFirstOrThrow();

describe('quoting and placing', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
    await room.release('beans', 'lot-beans', 10);
    await room.release('honey', 'lot-honey', 20);
    await room.release('goose', 'lot-goose', 5);
  });
  afterEach(async () => {
    expect(await stockFaults(room)).toEqual([]);
    await room.close();
  });

  it('places two lines of one seller in at most 14 statements', async () => {
    const quote = await makeQuote(room, [
      ['rice', 2],
      ['beans', 1],
    ]);
    room.statements.reset();
    const answer = await room.graph<any>(
      buyer,
      `mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { checkoutId orders { id } } } }`,
      {
        input: { requestId: newRequest(), quoteId: quote.id, totalFen: quote.totalFen },
      },
    );
    expect(answer.placeOrder.orders).toHaveLength(1);
    expect(room.statements.count()).toBeLessThanOrEqual(14);
    expect(await stockOf(room, 'rice')).toEqual({ free: 48, held: 2 });
  });

  it('lists ten orders with their lines in at most 6 statements', async () => {
    for (let i = 0; i < 10; i++)
      await pay(
        room,
        await buy(room, [
          ['rice', 1],
          ['honey', 1],
        ]),
      );
    room.statements.reset();
    const { orders } = await room.graph<any>(
      buyer,
      `{ orders(first: 10) { edges { node { id number stateLabel totalFen shop { id } recipient { name } availableActions { action } lines { title quantity sku { id } lots { lotCode } } afterSales { stateLabel } } } pageInfo { hasNextPage } } }`,
    );
    expect(orders.edges).toHaveLength(10);
    expect(orders.pageInfo.hasNextPage).toBe(true);
    expect(room.statements.count()).toBeLessThanOrEqual(6);
  });

  it('turns pages of orders without losing or repeating one', async () => {
    for (let i = 0; i < 3; i++) {
      await buy(room, [
        ['rice', 1],
        ['honey', 1],
      ]);
      room.clock.advance(i * 1000);
    }
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { orders }: any = await room.graph<any>(
        buyer,
        'query($after: String) { orders(first: 4, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...orders.edges.map(({ node }: any) => node.id));
      after = orders.pageInfo.endCursor;
      more = orders.pageInfo.hasNextPage;
    }
    expect(seen).toHaveLength(6);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  it('answers the stock of many SKUs in one statement', async () => {
    room.statements.reset();
    const { _entities } = await room.graph<any>(
      ANONYMOUS,
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Sku { stock { free available } } } }`,
      {
        r: ['rice', 'beans', 'unknown'].map((id) => ({ __typename: 'Sku', id })),
      },
    );
    expect(_entities).toEqual([
      { stock: { free: 50, available: true } },
      { stock: { free: 10, available: true } },
      { stock: { free: 0, available: false } },
    ]);
    expect(room.statements.count()).toBe(1);
  });

  it('answers the same request the same, refuses its id for another, and uses a quote once', async () => {
    const quote = await makeQuote(room, [['rice', 2]]);
    const requestId = newRequest();
    const first = await place(room, quote, buyer, { requestId });
    expect(await place(room, quote, buyer, { requestId })).toEqual(first);
    expect(await place(room, quote, buyer, { requestId, totalFen: quote.totalFen + 1 })).toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
    expect(await place(room, quote)).toMatchObject({ code: 'QUOTE_USED' });
    expect(await count(room, 'Order')).toBe(1);
    expect(await stockOf(room, 'rice')).toEqual({ free: 48, held: 2 });
  });

  it('refuses what the buyer did not see, what is too old and what is not theirs, and changes nothing [7.3.5.b] [7.3.5.e]', async () => {
    const quote = await makeQuote(room, [['rice', 2]]);
    expect(await place(room, { ...quote, totalFen: quote.totalFen - 1 })).toMatchObject({
      code: 'TOTAL_CHANGED',
      clause: '7.3.5.e',
    });
    for (const totalFen of [-1, 0.5, 2 ** 53])
      expect(await place(room, { ...quote, totalFen })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await place(room, quote, otherBuyer)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await place(room, { ...quote, id: "x' or 1=1" })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await place(room, { ...quote, id: 'unknown' })).toMatchObject({ code: 'NOT_FOUND' });
    room.clock.advance(15 * 60_000 + 1);
    expect(await place(room, quote)).toMatchObject({ code: 'QUOTE_EXPIRED', clause: '7.3.5.b' });
    expect(await count(room, 'Order')).toBe(0);
    expect(await count(room, 'Checkout')).toBe(0);
    expect(await stockOf(room, 'rice')).toEqual({ free: 50, held: 0 });
    await room.subgraph.runOnce();
    expect(room.sent.filter(({ event }) => event.type.startsWith('orders.order'))).toEqual([]);
  });

  it('says that an offer is too old where its answer was lost so long ago that it is forgotten', async () => {
    const requestId = newRequest();
    const quote = await makeQuote(room, [['rice', 1]], buyer, { requestId });
    expect(await makeQuote(room, [['rice', 1]], buyer, { requestId })).toEqual(quote);
    room.clock.advance(25 * 3_600_000);
    await room.subgraph.runOnce('drop-stale-quotes');
    expect(await makeQuote(room, [['rice', 1]], buyer, { requestId })).toMatchObject({
      code: 'QUOTE_EXPIRED',
      clause: '7.3.5.b',
    });
    expect(await count(room, 'Quote')).toBe(0);
  });

  it('keeps the price that was shown when the label changes', async () => {
    const quote = await makeQuote(room, [['rice', 1]]);
    room.world.skus['rice'] = { ...room.world.skus['rice']!, retailFen: 9900, labelVersion: 4 };
    const placed = await place(room, quote);
    expect(placed.totalFen).toBe(5800 + 800);
    const { order } = await room.graph<any>(
      buyer,
      `{ order(id: "${placed.orders[0].id}") { lines { unitFen labelVersion } } }`,
    );
    expect(order.lines).toEqual([{ unitFen: 5800, labelVersion: 3 }]);
  });

  it.each([
    ['no lines and an empty cart', null, {}, 'EMPTY'],
    ['an unknown SKU', [['unknown', 1]], {}, 'NOT_FOUND'],
    ['a negative quantity', [['rice', -1]], {}, 'INVALID_INPUT'],
    ['a fraction', [['rice', 1.5]], {}, 'INVALID_INPUT'],
    ['zero', [['rice', 0]], {}, 'INVALID_INPUT'],
    ['2^53 of them', [['rice', 2 ** 53]], {}, 'INVALID_INPUT'],
    ['too many of one', [['rice', 1000]], {}, 'INVALID_INPUT'],
    ['SQL for an id', [["rice'; drop table Stock", 1]], {}, 'INVALID_INPUT'],
    ['more lines than a cart holds', Array.from({ length: 51 }, (_, i) => [`sku-${i}`, 1]), {}, 'INVALID_INPUT'],
    ['an address of somebody else', [['rice', 1]], { addressId: 'home-other-buyer' }, 'ADDRESS_UNKNOWN'],
    ['a 10,000-character address', [['rice', 1]], { addressId: '长'.repeat(10_000) }, 'INVALID_INPUT'],
    ['an emoji for a request id', [['rice', 1]], { requestId: '🍚' }, 'INVALID_INPUT'],
    ['more than there is', [['rice', 51]], {}, 'OUT_OF_STOCK'],
    [
      'more than there is, in two lines',
      [
        ['rice', 30],
        ['rice', 30],
      ],
      {},
      'OUT_OF_STOCK',
    ],
  ] as [string, [string, number][] | null, object, string][])(
    'refuses a quote for %s',
    async (_what, lines, more, code) => {
      expect(await makeQuote(room, lines, buyer, more)).toMatchObject({ __typename: 'QuoteRefused', code });
      expect(await count(room, 'Quote')).toBe(0);
    },
  );

  it('refuses who has not said yes to the rules in force, and a shop whose owner has not [10.5.cu]', async () => {
    const owed = room.world.owed;
    room.world.owed = { ...owed, agreement: true, notice: true };
    expect(await makeQuote(room, [['rice', 1]])).toMatchObject({ code: 'NOT_AGREED' });
    room.world.owed = { ...owed, partyIds: [room.world.skus['rice']!.partyId] };
    expect(await makeQuote(room, [['rice', 1]])).toMatchObject({ code: 'SELLER_NOT_AGREED' });
    room.world.owed = { ...owed, ended: true };
    expect(await makeQuote(room, [['rice', 1]])).toMatchObject({ code: 'PLATFORM_ENDED' });
    expect(await count(room, 'Quote')).toBe(0);
    room.world.owed = { ...owed, partyIds: ['ANOTHER'] };
    expect(await makeQuote(room, [['rice', 1]])).toMatchObject({ __typename: 'Quote' });
  });

  it('refuses withdrawn goods and closed shops', async () => {
    room.world.skus['rice'] = { ...room.world.skus['rice']!, onSale: false };
    expect(await makeQuote(room, [['rice', 1]])).toMatchObject({
      code: 'SKU_NOT_ON_SALE',
      details: [{ about: 'rice' }],
    });
    room.world.shops['shop-honey'] = { ...room.world.shops['shop-honey']!, onSale: false, reason: '营业执照已过期' };
    expect(await makeQuote(room, [['honey', 1]])).toMatchObject({
      code: 'SHOP_CLOSED',
      details: [{ text: '营业执照已过期' }],
    });
  });

  it.each([
    ['OUTSIDE_SERVICE_AREA', '8.1.2.at'],
    ['BANNED_GOODS', '8.5.2'],
    ['NO_COLD_CHAIN', '8.1.af'],
    ['NO_DELIVERY_PRICE', '7.3.5.d'],
    ['STATION_NOT_COLD', '8.1.af'],
    ['SOMETHING_NEW', null],
  ])(
    'passes on the refusal %s of the carriers with its clause [8.1.2.at] [8.5.2] [8.1.af] [7.3.5.d]',
    async (refusalCode, clause) => {
      room.world.offer = ({ key }) => ({
        key,
        available: false,
        carrierPartyId: null,
        carrierName: null,
        feeFen: null,
        hours: null,
        collectsPayment: null,
        station: null,
        refusalCode,
        message: '送不到',
      });
      expect(await makeQuote(room, [['rice', 1]])).toMatchObject({
        code: clause ? refusalCode : 'NO_DELIVERY',
        clause,
        details: [{ about: 'shop-rice', text: '送不到' }],
      });
    },
  );

  it('refuses when a shop is suspended or a SKU withdrawn between quote and order', async () => {
    const rice = await makeQuote(room, [['rice', 1]]);
    const honey = await makeQuote(room, [['honey', 1]]);
    await room.tell('sellers.shop-sale-changed.v1', {
      shopId: 'shop-rice',
      partyId: 'party-rice',
      onSale: false,
      reason: '暂停',
    });
    await room.tell('catalog.sku-sale-changed.v1', {
      skuId: 'honey',
      productId: 'p',
      shopId: 'shop-honey',
      onSale: false,
      reason: '下架',
    });
    expect(await place(room, rice)).toMatchObject({ code: 'OUT_OF_STOCK' });
    expect(await place(room, honey)).toMatchObject({ code: 'OUT_OF_STOCK' });
    await room.tell('sellers.shop-sale-changed.v1', {
      shopId: 'shop-rice',
      partyId: 'party-rice',
      onSale: true,
      reason: '',
    });
    expect(await place(room, rice)).toMatchObject({ __typename: 'OrderPlaced' });
  });

  it('sells the last five once, whoever comes first, and holds both lines or none', async () => {
    const buyers = Array.from({ length: 8 }, (_, i) => account(`racer-${i}`, { role: 'consumer' }));
    const quotes = await Promise.all(
      buyers.map((racer) =>
        makeQuote(
          room,
          [
            ['honey', 1],
            ['goose', 1],
          ],
          racer,
        ),
      ),
    );
    const answers = await Promise.all(quotes.map((quote, i) => place(room, quote, buyers[i]!)));
    expect(answers.filter((answer) => answer.__typename === 'OrderPlaced')).toHaveLength(5);
    expect(answers.filter((answer) => answer.code === 'OUT_OF_STOCK')).toHaveLength(3);
    expect(await stockOf(room, 'goose')).toEqual({ free: 0, held: 5 });
    expect(await stockOf(room, 'honey')).toEqual({ free: 15, held: 5 });
  });

  it('lets only one of several clicks on one quote through', async () => {
    const quote = await makeQuote(room, [['rice', 1]]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => place(room, quote)));
    expect(answers.map((answer) => answer.code ?? 'placed').sort()).toEqual([
      'QUOTE_USED',
      'QUOTE_USED',
      'QUOTE_USED',
      'QUOTE_USED',
      'placed',
    ]);
    expect(await stockOf(room, 'rice')).toEqual({ free: 49, held: 1 });
  });

  it('puts what cannot travel together into parcels of their own', async () => {
    const quote = await makeQuote(room, [
      ['honey', 1],
      ['goose', 1],
    ]);
    expect(quote.sellers.map((seller: any) => [seller.shop.id, seller.deliveryService.slice(5, 9)])).toEqual([
      ['shop-honey', '常温配送'],
      ['shop-honey', '冷冻配送'],
    ]);
  });

  it('lets only consumers buy', async () => {
    for (const actor of [riceSeller, regulator]) {
      const answer = await room.graphWithErrors(
        actor,
        `mutation { quote(input: { requestId: "r", addressId: "a" }) { __typename } }`,
      );
      expect(answer.errors![0]!.extensions!['code']).toBe('FORBIDDEN');
    }
    expect(
      (await room.graphWithErrors(ANONYMOUS, '{ cart { lines { quantity } } }')).errors![0]!.extensions!['code'],
    ).toBe('UNAUTHENTICATED');
    expect(
      (await room.graphWithErrors(buyer, '{ checkoutForPayment(checkoutId: "x") { state } }')).errors![0]!.extensions![
        'code'
      ],
    ).toBe('FORBIDDEN');
  });

  it('keeps a cart: sets, takes out, refuses what is not for sale and what is not a number of things', async () => {
    const set = async (skuId: string, quantity: number) =>
      (
        await room.graph<any>(
          buyer,
          `mutation($input: SetCartLineInput!) { setCartLine(input: $input) { ... on Cart { lines { quantity } } ... on SetCartLineRefused { code } } }`,
          { input: { skuId, quantity } },
        )
      ).setCartLine;
    expect(await set('rice', 2)).toEqual({ lines: [{ quantity: 2 }] });
    for (const quantity of [-1, 1.5, 2 ** 53]) expect(await set('rice', quantity)).toEqual({ code: 'INVALID_INPUT' });
    expect(await set('unknown', 1)).toEqual({ code: 'NOT_FOUND' });
    room.world.skus['beans'] = { ...room.world.skus['beans']!, onSale: false };
    expect(await set('beans', 1)).toEqual({ code: 'SKU_NOT_ON_SALE' });
    await Promise.all([set('honey', 1), set('honey', 2)]);
    expect(await count(room, 'CartLine')).toBe(2);
    expect(await set('honey', 0)).toEqual({ lines: [{ quantity: 2 }] });
  });
});

describe('times', () => {
  it('counts one working day from placing, over weekends and holidays [7.5.w]', () => {
    const due = (iso: string) => new Date(confirmDueAtMs(Date.parse(iso))).toISOString();
    expect(due('2026-11-25T02:00:00Z')).toBe('2026-11-26T02:00:00.000Z');
    expect(due('2026-11-27T02:00:00Z')).toBe('2026-11-30T02:00:00.000Z');
    expect(due('2026-11-28T02:00:00Z')).toBe('2026-11-30T16:00:00.000Z');
    expect(remindAtMs(Date.parse('2026-11-25T02:00:00Z'))).toBe(Date.parse('2026-11-25T12:00:00Z'));
  });
  it('ends the return window with the seventh day after the day of signing', () => {
    expect(new Date(returnEndsAtMs(Date.parse('2026-11-25T15:59:00Z'))).toISOString()).toBe('2026-12-02T16:00:00.000Z');
    expect(new Date(returnEndsAtMs(Date.parse('2026-11-25T16:00:00Z'))).toISOString()).toBe('2026-12-03T16:00:00.000Z');
  });
});
