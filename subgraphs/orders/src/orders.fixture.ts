import type { Actor } from '@heitu/kit/rules/actor';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import type { OrdersContext } from './context.ts';
import { orders } from './index.ts';
import type { TariffMoment } from './asks/logistics.ts';
import type { LabelMoment } from './asks/catalog.ts';
import type { DeliveryOffer, DeliveryRequest, ShopState, SkuForSale } from './peers.ts';

export const buyer = account('buyer', { role: 'consumer' });
export const otherBuyer = account('other-buyer', { role: 'consumer' });
export const riceSeller = account('rice-seller', { role: 'seller-owner', partyId: 'party-rice' });
export const honeySeller = account('honey-seller', { role: 'seller-owner', partyId: 'party-honey' });
export const clerk = account('clerk', { role: 'seller-staff', partyId: 'party-rice', rights: ['products'] });
export const regulator = account('regulator', { role: 'regulator' });
export const partner: Actor = { kind: 'client', id: 'erp', grants: [{ role: 'partner', partyId: 'party-rice' }] };
export const peer = (id: string): Actor => ({ kind: 'peer', id, grants: [] });

const sku = (skuId: string, shop: 'rice' | 'honey', more: Partial<SkuForSale> = {}): SkuForSale => ({
  skuId,
  productId: `product-${skuId}`,
  shopId: `shop-${shop}`,
  partyId: `party-${shop}`,
  title: `商品${skuId}`,
  specification: '5千克',
  pictureId: null,
  labelId: `label-${skuId}`,
  labelVersion: 3,
  retailFen: 5800,
  onSale: true,
  storage: 'ambient',
  temperatureCelsiusMin: null,
  temperatureCelsiusMax: null,
  shelfLifeDays: 365,
  weightGrams: 5200,
  netGrams: 5000,
  returnableWithoutReason: true,
  categoryCode: '0113',
  ...more,
});

/** What the peers answer; tests change it. */
export interface World {
  skus: Record<string, SkuForSale>;
  shops: Record<string, ShopState>;
  offer: (request: DeliveryRequest) => DeliveryOffer;
  /** Which label catalog says was in force. */
  labelThen(moment: LabelMoment): object;
  /** What the carrier's tariff said when it was ordered, and when it was offered. */
  tariffThen: { feeFen: number | null; offeredFen: number | null };
  /** For whom agents buy now, as trust says, by the errand's id. */
  errands: Record<string, ErrandOfTrust>;
  /** What payments says of shares that were settled. */
  sharesJudged: { judged: number; above: object[] };
  /** What logistics has on a refused parcel or a returned one. */
  noteAtDoor: string;
  /** What was not said yes to. */
  owed: { agreement: boolean; notice: boolean; ended: boolean; nextBindsAt: string | null; partyIds: string[] };
  /** Where each account has its goods sent. */
  streetOf(accountId: string): string;
}
const shop = (key: string): ShopState => ({
  shopId: `shop-${key}`,
  partyId: `party-${key}`,
  name: key,
  onSale: true,
  reason: '',
  serviceHours: '每天 7×24 小时',
  confirmWithin: '一个工作日内',
  divisionCode: '230184',
  paysAtDoor: false,
});

/** Where parcels are brought that their buyer fetches. */
export const STATION = {
  partyId: 'party-station',
  name: '辉煌村服务站',
  address: '村委会旁',
  divisionCode: '230184102201',
};
const newWorld = (): World => ({
  skus: {
    rice: sku('rice', 'rice'),
    beans: sku('beans', 'rice', { retailFen: 2300, weightGrams: 1100 }),
    honey: sku('honey', 'honey', { retailFen: 4900, weightGrams: 600 }),
    goose: sku('goose', 'honey', {
      retailFen: 12800,
      storage: 'frozen',
      temperatureCelsiusMin: -25,
      temperatureCelsiusMax: -18,
      returnableWithoutReason: false,
    }),
  },
  shops: { 'shop-rice': shop('rice'), 'shop-honey': shop('honey') },
  offer: ({ key, stationPartyId }) => ({
    key,
    available: true,
    station: stationPartyId ? { ...STATION, partyId: stationPartyId } : null,
    carrierPartyId: 'party-carrier',
    carrierName: '乡脉快递',
    feeFen: 800,
    hours: 48,
    collectsPayment: false,
    refusalCode: null,
    message: null,
  }),
  labelThen({ key, skuId }) {
    const { title, specification, retailFen } = this.skus[skuId] ?? sku(skuId, 'rice');
    const label = { version: 3, name: title, specification, pricingUnit: '袋', retailFen };
    return { key, label, chargedFen: retailFen, chargedUntilMs: null };
  },
  errands: {},
  sharesJudged: { judged: 0, above: [] },
  tariffThen: { feeFen: 800, offeredFen: 800 },
  noteAtDoor: '',
  owed: { agreement: false, notice: false, ended: false, nextBindsAt: null, partyIds: [] },
  streetOf: () => '黑龙江省哈尔滨市道里区某街1号',
});

export interface Room extends TestSubgraph {
  world: World;
  context(actor?: Actor): OrdersContext;
  /** Sends an event as its owner would. */
  tell(type: string, payload: object): Promise<void>;
  /** Payloads of what was published, by type, in order. */
  published<Payload = Record<string, any>>(type: string): Promise<Payload[]>;
  release(skuId: string, lotId: string, units: number, expiresOn?: string | null): Promise<void>;
}

interface ErrandOfTrust {
  agentAccountId: string;
  [field: string]: string;
}
const buyingFor = (errand: ErrandOfTrust | undefined, agentId: string): object | null => {
  if (errand?.agentAccountId !== agentId) return null;
  const { agentAccountId: _agent, ...of } = errand;
  return of;
};

/** All orders that logistics was told of as recalled, whether together or each by itself. */
export const recalledOrders = async (room: Room) =>
  (
    await room.published<{ orders: { orderId: string; lots: { lotId: string; lotCode: string }[] }[] }>(
      'orders.orders-recalled.v1',
    )
  ).flatMap(({ orders }) => orders);

export async function openOrders(at?: string, url?: string): Promise<Room> {
  const world = newWorld();
  const room = await testSubgraph(orders, {
    at,
    url,
    peers: {
      catalog: (document, { ids, asked }) =>
        document.includes('labelsInForce')
          ? { labelsInForce: (asked as LabelMoment[]).map((moment) => world.labelThen(moment)) }
          : { skusForSale: (ids as string[]).flatMap((id) => world.skus[id] ?? []) },
      payments: () => ({ sharesJudged: world.sharesJudged }),
      sellers: (document, { ids }) =>
        document.includes('partyStates')
          ? { partyStates: (ids as string[]).map((partyId) => ({ partyId, name: '香屯水稻合作社' })) }
          : { shopStates: (ids as string[]).flatMap((id) => world.shops[id] ?? []) },
      trust: (document, { accountId, addressId, errandId, agentAccountId }) => ({
        ...(document.includes('agreementsOwed') && { agreementsOwed: world.owed }),
        errandUnderWay: buyingFor(world.errands[String(errandId)], String(agentAccountId)),
        addressForOrder:
          addressId === `home-${accountId}`
            ? {
                name: '王小明',
                phone: '13812345678',
                address: world.streetOf(String(accountId)),
                divisionCode: '230102',
              }
            : null,
      }),
      logistics: (document, { requests, asked }) =>
        document.includes('noteForOrder')
          ? { noteForOrder: world.noteAtDoor }
          : document.includes('tariffsThen')
            ? { tariffsThen: (asked as TariffMoment[]).map(({ key }) => ({ key, ...world.tariffThen })) }
            : { deliveryOffers: (requests as DeliveryRequest[]).map(world.offer) },
    },
  });
  const context = (actor: Actor = buyer) => room.subgraph.contextFor(actor, 'test') as unknown as OrdersContext;
  const tell = (type: string, payload: object) => room.receive(type.split('.')[0]!, type, payload);
  return Object.assign(room, {
    world,
    context,
    tell,
    async published<Payload>(type: string) {
      const rows = await context()
        .rows.selectFrom('Outbox')
        .select('payload')
        .where('type', '=', type)
        .orderBy('id')
        .execute();
      return rows.map((row) => JSON.parse(row.payload) as Payload);
    },
    release: (skuId: string, lotId: string, units: number, expiresOn: string | null = '2027-10-01') => {
      const { productId, shopId, partyId } = world.skus[skuId]!;
      return tell('catalog.lot-released.v1', {
        lotId,
        lotCode: `L-${lotId}`,
        skuId,
        productId,
        shopId,
        partyId,
        units,
        producedOn: '2026-10-01',
        expiresOn,
      });
    },
  });
}

let requests = 0;
export const newRequest = (): string => `request-${++requests}`;

const QUOTE = `mutation($input: QuoteInput!) { quote(input: $input) { __typename
  ... on Quote { id expiresAt goodsFen deliveryFen totalFen sellers { shop { id } goodsFen deliveryFen deliveryService confirmWithin serviceHours lines { sku { id } title quantity unitFen totalFen labelVersion } } }
  ... on QuoteRefused { code message clause details { path about text } } } }`;
const PLACE = `mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { checkoutId totalFen payDueAt orders { id number state stateLabel totalFen shop { id } } }
  ... on PlaceOrderRefused { code message clause details { path about text } } } }`;

export const makeQuote = async (
  room: Room,
  lines: [string, number][] | null,
  actor: Actor = buyer,
  more: object = {},
): Promise<any> =>
  (
    await room.graph<any>(actor, QUOTE, {
      input: {
        requestId: newRequest(),
        addressId: `home-${actor.id}`,
        lines: lines?.map(([skuId, quantity]) => ({ skuId, quantity })) ?? null,
        ...more,
      },
    })
  ).quote;
export const place = async (
  room: Room,
  quote: { id: string; totalFen: number },
  actor: Actor = buyer,
  more: object = {},
): Promise<any> =>
  (
    await room.graph<any>(actor, PLACE, {
      input: { requestId: newRequest(), quoteId: quote.id, totalFen: quote.totalFen, ...more },
    })
  ).placeOrder;
export const buy = async (room: Room, lines: [string, number][], actor: Actor = buyer): Promise<any> =>
  place(room, await makeQuote(room, lines, actor), actor);

/** One mutation on an order or an after-sale that answers the thing or a refusal. */
export async function act(room: Room, actor: Actor, name: string, input: object): Promise<any> {
  const type = name[0]!.toUpperCase() + name.slice(1);
  const thing = /afterSale|AfterSale|acceptReturn|offerRefund|answerOffer|sendBack/.test(name) ? 'AfterSale' : 'Order';
  const answer = await room.graph<any>(
    actor,
    `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename
    ... on ${thing} { id state stateLabel availableActions { action label } } ... on ${type}Refused { code message clause details { path about text } } } }`,
    { input },
  );
  return answer[name];
}

export async function pay(
  room: Room,
  placed: { checkoutId: string; orders: { id: string; totalFen: number }[] },
): Promise<void> {
  await room.tell('payments.payment-settled.v1', {
    paymentId: 'payment',
    checkoutId: placed.checkoutId,
    paidAtMs: room.clock.now(),
    orders: placed.orders.map((order) => ({ orderId: order.id, paidFen: order.totalFen })),
  });
}

/** Buys, pays, confirms, picks and delivers one order. */
export async function deliverOne(
  room: Room,
  lines: [string, number][],
  seller: Actor = riceSeller,
): Promise<{ id: string; lines: any[] }> {
  const placed = await buy(room, lines);
  const orderId = placed.orders[0].id as string;
  await pay(room, placed);
  await act(room, seller, 'confirmOrder', { orderId });
  await act(room, seller, 'pickOrder', { orderId });
  await takeOverAndDeliver(room, orderId, null);
  const { order } = await room.graph<any>(
    buyer,
    `{ order(id: "${orderId}") { id state lines { id claimableUnits quantity lots { lotId units } } } }`,
  );
  return order;
}
export async function takeOverAndDeliver(room: Room, orderId: string, afterSaleId: string | null): Promise<void> {
  const shipment = {
    shipmentId: `shipment-${orderId}-${afterSaleId}`,
    orderId,
    afterSaleId,
    carrierPartyId: 'party-carrier',
    lots: [],
  };
  await room.tell('logistics.shipment-taken-over.v1', {
    ...shipment,
    handoverId: 'handover',
    trackingNumber: 'T1',
    atMs: room.clock.now(),
    productTemperatureCelsius: null,
  });
  await room.tell('logistics.shipment-delivered.v1', {
    ...shipment,
    courierAccountId: 'courier',
    atMs: room.clock.now(),
    inTime: true,
  });
}

export const orderRow = (room: Room, id: string) =>
  room.context().rows.selectFrom('Order').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
export async function freeUnits(room: Room, skuId: string): Promise<number> {
  const stock = room.context().rows.selectFrom('Stock').select('free').where('skuId', '=', skuId);
  return (await stock.executeTakeFirstOrThrow()).free;
}

/**
 * The invariants of stock: what came in went out or is on hand; free and held are what is on hand and not blocked;
 * nothing is held for nobody.
 */
export async function stockFaults(room: Room): Promise<string[]> {
  const { rows } = room.context();
  const faults: string[] = [];
  const lots = await rows.selectFrom('LotStock').selectAll().execute();
  for (const lot of lots) {
    const moved = await rows
      .selectFrom('StockMovement')
      .select(({ fn }) => [fn.sum<number>('unitsIn').as('unitsIn'), fn.sum<number>('unitsOut').as('unitsOut')])
      .where('lotId', '=', lot.lotId)
      .executeTakeFirstOrThrow();
    if (Number(moved.unitsIn) !== Number(moved.unitsOut) + lot.onHand || lot.onHand < 0)
      faults.push(`lot ${lot.lotId}: in ${moved.unitsIn}, out ${moved.unitsOut}, on hand ${lot.onHand}`);
  }
  for (const stock of await rows.selectFrom('Stock').selectAll().execute()) {
    const onHand = lots
      .filter((lot) => lot.skuId === stock.skuId && !lot.blocked)
      .reduce((sum, lot) => sum + lot.onHand, 0);
    if (stock.free + stock.held !== onHand)
      faults.push(`${stock.skuId}: free ${stock.free} + held ${stock.held} is not ${onHand}`);
    const promised = await rows
      .selectFrom('OrderLine')
      .innerJoin('Order', 'Order.id', 'OrderLine.orderId')
      .select(({ fn }) => fn.sum<number>('OrderLine.quantity').as('n'))
      .where('OrderLine.skuId', '=', stock.skuId)
      .where('Order.state', 'in', ['awaiting-payment', 'closing', 'paid', 'confirmed'])
      .executeTakeFirstOrThrow();
    if (stock.held !== Number(promised.n ?? 0))
      faults.push(`${stock.skuId}: held ${stock.held}, promised ${promised.n}`);
  }
  return faults;
}
