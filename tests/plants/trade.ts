import type { Actor } from '@heitu/kit/rules/actor';
import { idFrom } from '@heitu/kit/rules/ids';
import { must } from '@heitu/kit/rules/checked';
import { consumers } from '@heitu/sandbox/county';
import type { Row } from '../contract/platform.fixture.ts';
import { storeReports } from './thermometer.ts';
import type { Town } from './town.fixture.ts';
import { headOf, idOf } from './town.rows.ts';

/** How far somebody takes an order, step by step, through the API. */
export type Step = 'paid' | 'confirmed' | 'ready' | 'assigned' | 'written' | 'taken' | 'delivered';
const STEPS: readonly Step[] = ['paid', 'confirmed', 'ready', 'assigned', 'written', 'taken', 'delivered'];

/** Goods to buy: dry ones any carrier may carry at any time. Of both there are enough for long. */
const skuOf = async (town: Town, storage: 'ambient' | 'chilled') =>
  idOf(
    town,
    'catalog',
    `select s.id from Sku s join Product p on p.id = s.productId join Lot l on l.skuId = s.id
     where p.state = 'on-sale' and s.storage = ? and l.state = 'released'
     and (l.expiresOn is null or l.expiresOn > ?) order by l.units desc, s.id limit 1`,
    storage,
    new Date((await town.now()) + KEEPS_MS).toISOString().slice(0, 10),
  );
const KEEPS_MS = 30 * 86_400_000;

/** Nobody can call this county back, so that its payments ask the provider themselves, a little later. */
async function untilPaid(town: Town, orderId: string): Promise<void> {
  await town.later(ASKS_AFTER_DAYS);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    await town.rounds('ask-about-open-payments');
    await town.rounds('relay');
    const [order] = await town.rows('orders', 'select state from "Order" where id = ?', [orderId]);
    if (order?.['state'] === 'paid') return;
  }
  throw new Error(`order ${orderId} was not paid`);
}
const UNPAID_UNITS_MAX = 200;
const ASKS_AFTER_DAYS = 1 / (24 * 60);
const TRIES_MAX = 5;

/** What the buyer has seen the price of, ordered. */
async function placed(
  town: Town,
  lines: readonly { skuId: string; quantity: number }[],
  meanwhile?: () => Promise<unknown> | undefined,
): Promise<{ checkoutId: string; orderId: string }> {
  const addressId = await idOf(
    town,
    'trust',
    'select id from Address where accountId = ? order by id limit 1',
    town.idOf('consumer'),
  );
  const quote = await town.act('consumer', 'orders', 'quote', { addressId, lines }, 'id totalFen');
  await meanwhile?.();
  const { checkoutId, orders } = await town.act(
    'consumer',
    'orders',
    'placeOrder',
    { quoteId: quote['id'], totalFen: quote['totalFen'] },
    'checkoutId orders { id }',
  );
  await town.rounds('relay');
  return { checkoutId: String(checkoutId), orderId: String((orders as Row[])[0]?.['id']) };
}

/**
 * Goods and a price that the buyer has seen, ordered, with the provider's dialogue open; what `meanwhile` does comes
 * before the order.
 */
export async function ordered(
  town: Town,
  meanwhile?: (skuId: string) => Promise<unknown>,
  storage: 'ambient' | 'chilled' = 'ambient',
) {
  const skuId = await skuOf(town, storage);
  const { checkoutId, orderId } = await placed(town, [{ skuId, quantity: 1 }], () => meanwhile?.(skuId));
  const { clientParameters } = await town.act(
    'consumer',
    'payments',
    'startPayment',
    { checkoutId },
    'clientParameters { timeStamp nonceStr package signType paySign }',
  );
  return { orderId, clientParameters };
}

/** Of the dearest dry goods as many as one may hold unpaid, until they cost so much; the provider is not asked. */
export async function dearest(town: Town, totalFenMin: number): Promise<{ checkoutId: string }> {
  const priced = await town.rows(
    'catalog',
    `select s.id, l.retailFen from Sku s join PriceLabel l on l.id = s.labelId join Product p on p.id = s.productId
     where p.state = 'on-sale' and s.storage = 'ambient' order by l.retailFen desc`,
  );
  const lines: { skuId: string; quantity: number }[] = [];
  let fen = 0;
  for (const { id, retailFen } of priced) {
    const [stock] = await town.rows('orders', 'select free from Stock where skuId = ?', [id]);
    const mayHold = Math.min(UNPAID_UNITS_MAX, Math.floor(Number(stock?.['free'] ?? 0) / 4));
    const quantity = Math.min(mayHold, Math.ceil((totalFenMin - fen) / Number(retailFen)));
    if (quantity <= 0) continue;
    lines.push({ skuId: String(id), quantity });
    fen += quantity * Number(retailFen);
  }
  const { checkoutId } = await placed(town, lines);
  await town.act('consumer', 'payments', 'startPayment', { checkoutId }).catch(() => null);
  return { checkoutId };
}

async function buy(town: Town, ...how: Parameters<typeof ordered> extends [Town, ...infer How] ? How : never) {
  const consumer = must(
    consumers.find(({ key }) => idFrom(`account:${key}`) === town.idOf('consumer')),
    'the consumer',
  );
  const { orderId, clientParameters } = await ordered(town, ...how);
  const requestPayment = clientParameters as Record<string, string>;
  await town.world.post('/pay', {
    prepayId: must(requestPayment['package'], 'the prepay id').replace('prepay_id=', ''),
    openid: consumer.openid,
    requestPayment,
  });
  await untilPaid(town, orderId);
  return orderId;
}

const sellerOf = async (town: Town, orderId: string) =>
  headOf(await idOf(town, 'orders', 'select partyId as id from "Order" where id = ?', orderId), 'seller-owner');

/** The parcel of an order, with whoever carries it. */
export async function parcelOf(town: Town, orderId: string) {
  const [parcel] = await town.rows('logistics', 'select * from Shipment where orderId = ?', [orderId]);
  const { id, carrierPartyId, courierAccountId, storage } = must(parcel, 'the parcel');
  const manager = headOf(carrierPartyId, 'carrier-manager');
  const courier: Actor = { ...headOf(carrierPartyId, 'courier'), id: String(courierAccountId) };
  const isCold = storage !== 'ambient';
  return { shipmentId: String(id), carrierPartyId: String(carrierPartyId), manager, courier, isCold };
}

/** What both look at where goods are fresh. */
export const LOOKED_AT = {
  productTemperatureCelsius: 3,
  productionDateChecked: true,
  shelfLifeChecked: true,
  storageConditionChecked: true,
  innerPackagingIntact: true,
  outerPackagingIntact: true,
  vehicleClean: true,
};

const steps: Readonly<Record<Exclude<Step, 'paid'>, (town: Town, orderId: string) => Promise<unknown>>> = {
  confirmed: async (town, orderId) => town.act(await sellerOf(town, orderId), 'orders', 'confirmOrder', { orderId }),
  async ready(town, orderId) {
    await town.act(await sellerOf(town, orderId), 'orders', 'pickOrder', { orderId });
    await town.rounds('relay');
  },
  async assigned(town, orderId) {
    const { shipmentId, carrierPartyId, manager, isCold } = await parcelOf(town, orderId);
    await town.act(manager, 'logistics', 'assignShipment', {
      shipmentId,
      courierId: await idOf(
        town,
        'logistics',
        "select id from Courier where carrierPartyId = ? and state = 'working' order by id limit 1",
        carrierPartyId,
      ),
      vehicleId: await idOf(
        town,
        'logistics',
        `select id from Vehicle where carrierPartyId = ? and kind ${isCold ? '=' : '!='} 'refrigerated-truck'
         order by temperatureCelsiusMax desc, id limit 1`,
        carrierPartyId,
      ),
    });
  },
  async written(town, orderId) {
    const { shipmentId, manager, isCold } = await parcelOf(town, orderId);
    if (isCold) await storeReports(town, shipmentId, 3);
    await town.act(manager, 'logistics', 'openHandover', { shipmentId, ...(isCold && LOOKED_AT) });
  },
  async taken(town, orderId) {
    const { shipmentId, manager } = await parcelOf(town, orderId);
    const handoverId = await idOf(town, 'logistics', 'select id from Handover where openFor = ?', shipmentId);
    await town.act(await sellerOf(town, orderId), 'logistics', 'signHandover', {
      handoverId,
      as: 'SELLER',
      custodian: '库管员',
    });
    await town.act(manager, 'logistics', 'signHandover', { handoverId, as: 'CARRIER', custodian: '孟小军' });
    await town.rounds('relay');
  },
  async delivered(town, orderId) {
    const { shipmentId, courier } = await parcelOf(town, orderId);
    const agreedAt = new Date((await town.now()) + 3_600_000).toISOString();
    await town.act(courier, 'logistics', 'callAhead', { shipmentId, agreedAt, place: '小区南门' });
    const { courierCode } = await town.ask(
      courier,
      'logistics',
      'query($id: ID!) { courierCode(shipmentId: $id) { code } }',
      { id: shipmentId },
    );
    const code = (courierCode as Row)['code'];
    await town.act('consumer', 'logistics', 'checkCourierCode', { shipmentId, code });
    await town.act(courier, 'logistics', 'recordOuterPackagingOpened', { shipmentId, inspected: true });
    await town.act('consumer', 'logistics', 'signDelivery', { shipmentId, signerName: '陈晓雨', signature: '陈晓雨' });
    await town.rounds('relay');
  },
};

/** From the step after `from` to `to`. */
export async function goOn(town: Town, orderId: string, from: Step, to: Step): Promise<void> {
  for (const step of STEPS.slice(STEPS.indexOf(from) + 1, STEPS.indexOf(to) + 1))
    if (step !== 'paid') await steps[step](town, orderId);
}
/** Each keeper of a payment password changes it, as they do every ninety days. */
export async function changePasswords(town: Town): Promise<void> {
  for (const { partyId } of await town.rows('payments', "select partyId from MerchantAccount where state = 'open'")) {
    const [party] = await town.rows('sellers', 'select kind from Party where id = ?', [partyId]);
    const head = headOf(partyId, party?.['kind'] === 'carrier' ? 'carrier-manager' : 'seller-owner');
    await town.act(head, 'payments', 'rotatePaymentPassword', { partyId });
  }
}
/** What nobody signed, fetched or brought the platform ends itself; then two months pass. */
export async function givenUp(town: Town): Promise<void> {
  await town.later(20);
  for (const job of ['lapse-handovers', 'end-parcels', 'relay']) await town.rounds(job);
  await town.later(60);
}
/** Somebody buys, and it is taken so far. */
export async function bought(
  town: Town,
  to: Step,
  meanwhile?: Parameters<typeof ordered>[1],
  storage?: Parameters<typeof ordered>[2],
): Promise<string> {
  const orderId = await buy(town, meanwhile, storage);
  await goOn(town, orderId, 'paid', to);
  return orderId;
}
