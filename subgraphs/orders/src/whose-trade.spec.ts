import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import {
  act,
  buy,
  buyer,
  clerk,
  deliverOne,
  honeySeller,
  makeQuote,
  newRequest,
  openOrders,
  otherBuyer,
  partner,
  pay,
  place,
  riceSeller,
  takeOverAndDeliver,
  type Room,
} from './orders.fixture.ts';
import { persons } from './persons.ts';
import { LINES_MAX } from './quote/quote.policy.ts';
import { quotesById } from './quote/quote.loader.ts';
import { rowOf } from './rows.fixture.ts';

/** Two buyers, and two sellers: rice and honey. */
describe('whose rows of trade an answer holds, and an act changes', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 50);
    await room.release('honey', 'lot-honey', 50);
  });
  afterEach(() => room.close());

  const insert = (table: string, rows: object[]): Promise<unknown> => {
    const { em }: any = room.context();
    return em.insertMany(table, rows);
  };
  const staff = (right: string) => account('staff', { role: 'seller-staff', partyId: 'party-rice', rights: [right] });
  const overseer = (role: string) => account('office', { role });
  const nodes = async (who: Actor, list: string, fields: string) =>
    nodesOf((await room.graph<any>(who, `{ ${list} { edges { node { ${fields} } } } }`))[list.split('(')[0] ?? '']);
  const cartLine = (accountId: string, skuId: string) => ({
    id: `${accountId}-${skuId}`,
    accountId,
    skuId,
    quantity: 1,
    addedAtMs: 1,
  });
  const cartOf = async (who: Actor): Promise<string[]> =>
    (await room.graph<any>(who, '{ cart { lines { sku { id } } } }')).cart.lines.map(({ sku }: any) => sku.id);
  const request = (orderId: string, line: { id: string }, more: object = {}) =>
    act(room, buyer, 'requestAfterSale', {
      requestId: newRequest(),
      orderId,
      kind: 'RETURN',
      cause: 'QUALITY',
      reason: '坏了',
      lines: [{ lineId: line.id, quantity: 1 }],
      ...more,
    });

  it('orders: to their buyer, to their own seller, to overseers; by list, by id and by what was bought', async () => {
    const mine = (await buy(room, [['rice', 1]])).orders[0].id;
    const theirs = (await buy(room, [['honey', 1]], otherBuyer)).orders[0].id;
    const ids = (list: object[]) => list.map(({ id }: any) => id);
    for (const search of ['', '(phase: TO_PAY)', '(search: "商品")']) {
      expect(ids(await nodes(buyer, `orders${search}`, 'id'))).toEqual([mine]);
      expect(ids(await nodes(otherBuyer, `orders${search}`, 'id'))).toEqual([theirs]);
    }
    expect(ids(await nodes(riceSeller, 'sellerOrders', 'id'))).toEqual([mine]);
    expect(ids(await nodes(honeySeller, 'sellerOrders', 'id'))).toEqual([theirs]);
    expect(ids(await nodes(clerk, 'sellerOrders', 'id'))).toEqual([]);
    expect(ids(await nodes(overseer('finance'), 'tradeOrders(sort: PLACED_AT)', 'id')).toSorted()).toEqual(
      [mine, theirs].toSorted(),
    );
    const byId = async (who: Actor) =>
      Object.values(await room.graph<any>(who, `{ a: order(id: "${mine}") { id } b: order(id: "${theirs}") { id } }`))
        .filter((order: any) => order !== null)
        .map((order: any) => order.id);
    expect([await byId(buyer), await byId(honeySeller), await byId(clerk), await byId(overseer('regulator'))]).toEqual([
      [mine],
      [theirs],
      [],
      [mine, theirs],
    ]);
  });

  it('after-sale requests: to their buyer, to their own seller with that right, to overseers', async () => {
    const order = await deliverOne(room, [['rice', 1]]);
    const { id } = await request(order.id, order.lines[0]);
    await insert('AfterSale', [
      rowOf('AfterSale', { id: 'theirs', buyerAccountId: 'other-buyer', partyId: 'party-honey', orderId: 'x' }),
    ]);
    const listed = async (who: Actor, list: string) => (await nodes(who, list, 'id')).map((one: any) => one.id);
    for (const own of ['afterSales', 'afterSales(state: REQUESTED)'])
      expect([await listed(buyer, own), await listed(otherBuyer, own)]).toEqual([[id], ['theirs']]);
    expect(await listed(buyer, 'afterSales(state: OFFERED)')).toEqual([]);
    expect([
      await listed(riceSeller, 'sellerAfterSales'),
      await listed(honeySeller, 'sellerAfterSales'),
      await listed(staff('orders'), 'sellerAfterSales'),
    ]).toEqual([[id], ['theirs'], []]);
    const seen = async (who: Actor) => {
      const query = `{ afterSale(id: "${id}") { id } order(id: "${order.id}") { afterSales { id } } }`;
      const { afterSale, order: shown } = await room.graph<any>(who, query);
      return [afterSale?.id ?? null, shown?.afterSales.map((one: any) => one.id) ?? null];
    };
    expect(await seen(buyer)).toEqual([id, [id]]);
    expect(await seen(otherBuyer)).toEqual([null, null]);
    expect(await seen(riceSeller)).toEqual([id, [id]]);
    // The right to orders shows the order, and not what its buyer complains of.
    expect(await seen(staff('orders'))).toEqual([null, []]);
    expect(await seen(staff('after-sales'))).toEqual([id, null]);
    expect(await seen(overseer('mediator'))).toEqual([id, [id]]);
    for (const [actor, name, more] of [
      [honeySeller, 'decideAfterSale', { accept: true }],
      [staff('orders'), 'decideAfterSale', { accept: true }],
      [otherBuyer, 'withdrawAfterSale', {}],
    ] as const)
      expect(await act(room, actor, name, { afterSaleId: id, ...more })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('offers: one that is another’s is neither seen nor used', async () => {
    const quote = await makeQuote(room, [['rice', 1]]);
    expect(await quotesById(room.context(otherBuyer), [quote.id])).toEqual([null]);
    expect(await quotesById(room.context(), [quote.id])).toMatchObject([{ id: quote.id }]);
    expect(await place(room, quote, otherBuyer)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await place(room, quote)).toMatchObject({ __typename: 'OrderPlaced' });
  });

  it('a cart is one’s own: counted alone up to what it holds, and emptied of what its owner bought', async () => {
    const set = async (skuId: string) => {
      const type = 'mutation($i: SetCartLineInput!) { setCartLine(input: $i) { ... on SetCartLineRefused { code } } }';
      return (await room.graph<any>(buyer, type, { i: { skuId, quantity: 1 } })).setCartLine.code ?? 'ok';
    };
    await insert(
      'CartLine',
      [...Array(LINES_MAX).keys()].map((i) => cartLine('other-buyer', i ? `s${i}` : 'rice')),
    );
    await insert(
      'CartLine',
      [...Array(LINES_MAX - 1).keys()].map((i) => cartLine('buyer', `s${i}`)),
    );
    expect([await set('rice'), await set('honey'), await set('rice')]).toEqual(['ok', 'CART_FULL', 'ok']);
    expect(await cartOf(buyer)).toHaveLength(LINES_MAX);
    await buy(room, [['rice', 1]]);
    expect(await cartOf(buyer)).toHaveLength(LINES_MAX - 1);
    expect(await cartOf(otherBuyer)).toContain('rice');
  });

  it('who never paid is a newcomer, whoever else has paid', async () => {
    const minutes = ({ payDueAt }: { payDueAt: string }) => (Date.parse(payDueAt) - room.clock.now()) / 60_000;
    await pay(room, await buy(room, [['rice', 1]], otherBuyer));
    expect(minutes(await buy(room, [['rice', 1]]))).toBe(15);
    expect(minutes(await buy(room, [['rice', 1]], otherBuyer))).toBe(30);
  });

  it('stock and what moved it: to its own seller and to a program it let in; corrected by nobody else', async () => {
    const levels = async (who: Actor) => (await nodes(who, 'stockLevels', 'sku { id }')).map(({ sku }: any) => sku.id);
    const moved = async (who: Actor) =>
      (await nodes(who, 'stockMovements', 'lot { id }')).map(({ lot }: any) => lot.id).toSorted();
    const program = (...rights: string[]): Actor => ({ ...partner, grants: [{ ...partner.grants[0]!, rights }] });
    for (const who of [riceSeller, staff('lots'), program('stock')])
      expect([await levels(who), await moved(who)]).toEqual([['rice'], ['lot-rice']]);
    expect([await levels(honeySeller), await moved(honeySeller)]).toEqual([['honey'], ['lot-honey']]);
    expect([await levels(staff('orders')), await moved(staff('orders'))]).toEqual([[], []]);
    for (const role of ['operator-admin', 'regulator'])
      expect([await levels(overseer(role)), await moved(overseer(role))]).toEqual([
        ['honey', 'rice'],
        ['lot-honey', 'lot-rice'],
      ]);
    const adjust = async (who: Actor) => {
      const query =
        'mutation($i: AdjustStockInput!) { adjustStock(input: $i) { ... on StockMovement { unitsOut } ... on AdjustStockRefused { code } } }';
      const input = { requestId: newRequest(), lotId: 'lot-rice', units: -1, note: '少了' };
      return (await room.graph<any>(who, query, { i: input })).adjustStock;
    };
    expect([await adjust(honeySeller), await adjust(staff('orders'))]).toEqual([
      { code: 'NOT_FOUND' },
      { code: 'NOT_FOUND' },
    ]);
    expect(await adjust(riceSeller)).toEqual({ unitsOut: 1 });
  });

  it('a shop that closes stops the sale of its own goods alone', async () => {
    const blocked = async () =>
      (await room.context().rows.selectFrom('Stock').selectAll().orderBy('skuId').execute()).map((row) => [
        row.skuId,
        Boolean(row.shopBlocked),
      ]);
    await room.tell('sellers.shop-sale-changed.v1', {
      shopId: 'shop-rice',
      partyId: 'party-rice',
      onSale: false,
      reason: 'x',
    });
    expect(await blocked()).toEqual([
      ['honey', false],
      ['rice', true],
    ]);
  });

  it("a person's copy and what is kept of them are their own (PIPL 45, E-Commerce Law 31)", async () => {
    const order = await deliverOne(room, [['rice', 1]]);
    await request(order.id, order.lines[0]);
    await insert('CartLine', [cartLine('buyer', 'honey'), cartLine('other-buyer', 'goose')]);
    await insert('Favourite', [
      { id: 'f1', accountId: 'buyer', productId: 'p1', addedAtMs: 1 },
      { id: 'f2', accountId: 'other-buyer', productId: 'p2', addedAtMs: 1 },
    ]);
    await buy(room, [['honey', 1]], otherBuyer);
    const copied = async (id: string) =>
      Object.fromEntries((await persons.copy(room.context(), id)).map(({ title, rows }) => [title, rows]));
    expect(await copied('buyer')).toMatchObject({
      订单: [{ 状态: '已签收', 商品: '商品rice 5千克' }],
      退换货: [{ 状态: '待商家处理' }],
      购物车: [{ 商品编号: 'honey' }],
      收藏: [{ 商品编号: 'p1' }],
    });
    expect(await copied('other-buyer')).toMatchObject({
      订单: [{ 状态: '待付款', 商品: '商品honey 5千克' }],
      退换货: [],
      购物车: [{ 商品编号: 'goose' }],
      收藏: [{ 商品编号: 'p2' }],
    });
    for (const rows of Object.values(await copied('nobody'))) expect(rows).toEqual([]);
    const kept = async (id: string) => (await persons.kept(room.context(), id)).map(({ untilMs }) => untilMs);
    expect([await kept('buyer'), await kept('nobody')]).toEqual([[null], []]);
  });

  it('who is erased loses cart, favourites, offers and where unpaid orders were to go; nobody else does', async () => {
    const unpaid = async (who: Actor) => {
      const placed = await buy(room, [['rice', 1]], who);
      await room.tell('payments.payment-closed.v1', { checkoutId: placed.checkoutId });
      return placed.orders[0].id as string;
    };
    const [gone, others] = [await unpaid(buyer), await unpaid(otherBuyer)];
    const waiting = (await buy(room, [['rice', 1]])).orders[0].id;
    const paid = await buy(room, [['rice', 1]]);
    await pay(room, paid);
    const input = { requestId: newRequest(), orderId: paid.orders[0].id, reason: '不要了' };
    await act(room, buyer, 'cancelOrder', input);
    for (const accountId of ['buyer', 'other-buyer']) {
      await insert('CartLine', [cartLine(accountId, 'honey')]);
      await insert('Favourite', [{ id: accountId, accountId, productId: 'p', addedAtMs: 1 }]);
      await insert('Quote', [rowOf('Quote', { id: `offer-${accountId}`, accountId })]);
    }
    await room.tell('trust.account-erased.v1', { accountId: 'buyer' });
    const { rows } = room.context();
    const owners = async (table: 'CartLine' | 'Favourite') =>
      (await rows.selectFrom(table).select('accountId').execute()).map(({ accountId }) => accountId);
    expect([await owners('CartLine'), await owners('Favourite')]).toEqual([['other-buyer'], ['other-buyer']]);
    const offers = await rows.selectFrom('Quote').select('id').where('usedAtMs', 'is', null).execute();
    expect(offers).toEqual([{ id: 'offer-other-buyer' }]);
    // The law keeps what was traded: an offer that became an order, and where a paid order was to go.
    expect(await rows.selectFrom('Quote').select('id').where('accountId', '=', 'buyer').execute()).toHaveLength(3);
    const sealed = await rows.selectFrom('Order').select(['id', 'recipientSealed']).execute();
    const forgotten = sealed.filter(({ recipientSealed }) => recipientSealed === null).map(({ id }) => id);
    expect(forgotten).toEqual([gone]);
    expect(sealed.map(({ id }) => id).toSorted()).toEqual([gone, others, waiting, paid.orders[0].id].toSorted());
  });

  it('an exchange that is refused at the door is paid back; a request that was withdrawn before is not', async () => {
    const order = await deliverOne(room, [['rice', 2]]);
    const [line] = order.lines;
    const first = await request(order.id, line);
    await act(room, buyer, 'withdrawAfterSale', { afterSaleId: first.id });
    const { id } = await request(order.id, line, { kind: 'EXCHANGE' });
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: id, accept: true });
    const handed = { collectionId: 'c', orderId: order.id, afterSaleId: id, conditionOk: true, note: '' };
    await room.tell('logistics.collection-handed-over.v1', { ...handed, atMs: room.clock.now() });
    await act(room, riceSeller, 'acceptReturn', { afterSaleId: id, accepted: true });
    const returned = { shipmentId: 's', orderId: order.id, afterSaleId: id, carrierPartyId: 'party-carrier' };
    const lots = [{ lotId: 'lot-rice', units: 1 }];
    await room.tell('logistics.shipment-returned.v1', { ...returned, resellable: true, lots, atMs: room.clock.now() });
    const states = await room.context().rows.selectFrom('AfterSale').select(['id', 'state']).orderBy('id').execute();
    expect(states).toEqual([
      { id: first.id, state: 'withdrawn' },
      { id, state: 'refunding' },
    ]);
    expect(await room.published('orders.refund-due.v1')).toMatchObject([{ afterSaleId: id }]);
  });

  it('a seller’s conduct counts what was due to them, and no request that its buyer withdrew', async () => {
    const order = await deliverOne(room, [['rice', 2]]);
    const first = await request(order.id, order.lines[0]);
    await act(room, buyer, 'withdrawAfterSale', { afterSaleId: first.id });
    await takeOverAndDeliver(room, order.id, null);
    room.clock.advance(30 * 86_400_000);
    const query = `{ ordersConduct(fromMs: "0", toMs: "${room.clock.now()}") { metric total } }`;
    const trust: Actor = { kind: 'peer', id: 'trust', grants: [] };
    expect((await room.graph<any>(trust, query)).ordersConduct).toEqual([
      { metric: 'orders-confirmed-in-time', total: 1 },
    ]);
  });

  it('an order that comes back is not told of a lot that is stopped: its buyer does not have it', async () => {
    const order = await buy(room, [['rice', 1]]);
    const orderId = order.orders[0].id;
    await pay(room, order);
    await act(room, riceSeller, 'confirmOrder', { orderId });
    await act(room, riceSeller, 'pickOrder', { orderId });
    const shipment = { shipmentId: 's', orderId, afterSaleId: null, carrierPartyId: 'party-carrier', lots: [] };
    await room.tell('logistics.shipment-refused.v1', { ...shipment, reason: '不要了', atMs: room.clock.now() });
    await room.tell('catalog.lot-blocked.v1', {
      lotId: 'lot-rice',
      lotCode: 'L',
      skuId: 'rice',
      partyId: 'party-rice',
      cause: 'recalled',
      reason: '召回',
      recallId: 'r',
    });
    expect(await room.published('orders.order-stopped.v1')).toEqual([]);
  });
});
