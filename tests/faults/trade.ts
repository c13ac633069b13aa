import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { SqlRow } from '../invariants/books.ts';
import { World } from '../journeys/world.ts';
import { UNWATCHED } from '../simulation/carrier.operations.ts';
import type { Chance } from '../simulation/chance.ts';
import type { Ground } from './ground.ts';
import type { County, Shopper } from './county.ts';
import type { Clients, Person } from './people.ts';

const SHOPPING_AT_ONCE = 6;
const WORKING_AT_ONCE = 4;
const CANDIDATES_MAX = 20;
const IDLE_MS = 150;
const THINKS_MS_MAX = 400;
const LINES_MAX = 3;
const UNITS_MAX = 2;

interface Trade {
  cluster: Ground;
  clients: Clients;
  county: County;
  chance: Chance;
  world: World;
}

/** How shoppers behave between placing and the end; drawn anew for each checkout. */
const BEHAVIOURS = [
  { weight: 60, starts: true, pays: true },
  { weight: 8, starts: true, pays: true, looksUp: true },
  { weight: 8, starts: true, pays: true, cancels: 'afterwards' },
  { weight: 8, starts: true, pays: true, cancels: 'meanwhile' },
  { weight: 6, starts: true, pays: false },
  { weight: 5, starts: false, pays: false, cancels: 'afterwards' },
  { weight: 5, starts: false, pays: false },
] as const satisfies readonly {
  weight: number;
  starts: boolean;
  pays: boolean;
  looksUp?: boolean;
  cancels?: 'meanwhile' | 'afterwards';
}[];

/** From the cart to the payment, or to wherever this shopper goes. */
async function shop({ clients, county, chance, world }: Trade, shopper: Shopper): Promise<void> {
  const skuIds = new Set(Array.from({ length: chance.between(1, LINES_MAX) }, () => chance.pick(county.skuIds)));
  const quote = await clients.do(
    shopper,
    'quote',
    {
      addressId: shopper.addressId,
      lines: [...skuIds].map((skuId) => ({ skuId, quantity: chance.between(1, UNITS_MAX) })),
    },
    'id totalFen',
  );
  if (!quote.answer || quote.refusal) return;
  const placed = await clients.do(
    shopper,
    'placeOrder',
    { quoteId: quote.answer['id'], totalFen: quote.answer['totalFen'] },
    'checkoutId orders { id }',
  );
  if (!placed.answer || placed.refusal) return;
  const { checkoutId, orders } = placed.answer as { checkoutId: string; orders: { id: string }[] };
  const behaviour: { starts: boolean; pays: boolean; looksUp?: boolean; cancels?: string } =
    chance.weighted(BEHAVIOURS);
  const cancel = async () =>
    void (await clients.do(shopper, 'cancelOrder', { orderId: orders[0]!.id, reason: '不想要了' }, 'id'));
  if (behaviour.starts) {
    const started = await clients.do(
      shopper,
      'startPayment',
      { checkoutId },
      'payment { id } clientParameters { timeStamp nonceStr package signType paySign }',
    );
    const requestPayment = started.answer?.['clientParameters'] as Record<string, string> | undefined;
    await sleep(chance.between(0, THINKS_MS_MAX));
    const pays = async () =>
      void (
        behaviour.pays &&
        requestPayment &&
        (await world.post('/pay', {
          prepayId: requestPayment['package']!.replace('prepay_id=', ''),
          openid: shopper.openid,
          requestPayment,
        }))
      );
    await Promise.all([pays(), behaviour.cancels === 'meanwhile' && cancel()]);
    await sleep(chance.between(0, THINKS_MS_MAX));
    await clients.ask(shopper, 'query($id: ID!) { payment(checkoutId: $id) { state moneyText } }', { id: checkoutId });
  }
  if (behaviour.looksUp) await clients.do(shopper, 'lookUpPayment', { checkoutId }, 'id state');
  if (behaviour.cancels === 'afterwards') await cancel();
}

/** What somebody has to do, where there is a row to do it to; `by` says who: a role of a party, or an account. */
interface Errand {
  name: string;
  weight: number;
  subgraph: string;
  sql: string;
  run(
    trade: Trade,
    row: Record<string, string>,
    by: (role: string, partyId: string) => Person,
    account: (id: string) => Person,
  ): Promise<unknown>;
}

const COLD_POINTS = {
  productionDateChecked: true,
  shelfLifeChecked: true,
  storageConditionChecked: true,
  innerPackagingIntact: true,
  outerPackagingIntact: true,
  vehicleClean: true,
};

const ERRANDS: readonly Errand[] = [
  {
    name: 'confirm',
    weight: 10,
    subgraph: 'orders',
    sql: `select id, partyId from "Order" where state = 'paid'`,
    run: ({ clients }, { id, partyId }, by) =>
      clients.do(by('seller-owner', partyId!), 'confirmOrder', { orderId: id }, 'id'),
  },
  {
    name: 'seller cancels',
    weight: 1,
    subgraph: 'orders',
    sql: `select id, partyId from "Order" where state in ('paid', 'confirmed')`,
    run: ({ clients }, { id, partyId }, by) =>
      clients.do(by('seller-owner', partyId!), 'cancelOrder', { orderId: id, reason: '没货了' }, 'id'),
  },
  {
    name: 'pick',
    weight: 10,
    subgraph: 'orders',
    sql: `select id, partyId from "Order" where state = 'confirmed'`,
    run: ({ clients }, { id, partyId }, by) =>
      clients.do(by('seller-owner', partyId!), 'pickOrder', { orderId: id }, 'id'),
  },
  {
    name: 'assign',
    weight: 8,
    subgraph: 'logistics',
    sql: "select s.id, s.carrierPartyId, (select c.id from Courier c where c.carrierPartyId = s.carrierPartyId and c.state = 'working' order by c.id limit 1) as courierId, (select v.id from Vehicle v where v.carrierPartyId = s.carrierPartyId order by v.kind desc, v.id limit 1) as vehicleId from Shipment s where s.state = 'ready'",
    run: ({ clients }, { id, carrierPartyId, courierId, vehicleId }, by) =>
      clients.do(
        by('carrier-manager', carrierPartyId!),
        'assignShipment',
        { shipmentId: id, courierId, vehicleId },
        'id',
      ),
  },
  {
    name: 'open handover',
    weight: 8,
    subgraph: 'logistics',
    sql: `select id, carrierPartyId, (temperatureCelsiusMin + temperatureCelsiusMax) / 2 as celsius from Shipment where state = 'assigned' and ${UNWATCHED} and id not in (select shipmentId from Handover where state = 'open')`,
    run: ({ clients }, { id, carrierPartyId, celsius }, by) =>
      clients.do(
        by('carrier-manager', carrierPartyId!),
        'openHandover',
        { shipmentId: id, facilityTemperatureCelsius: celsius, productTemperatureCelsius: celsius, ...COLD_POINTS },
        'id',
      ),
  },
  {
    name: 'seller signs',
    weight: 8,
    subgraph: 'logistics',
    sql: "select id, sellerPartyId from Handover where state = 'open' and sellerSignedAtMs is null",
    run: ({ clients }, { id, sellerPartyId }, by) =>
      clients.do(
        by('seller-owner', sellerPartyId!),
        'signHandover',
        { handoverId: id, as: 'SELLER', custodian: '库管员' },
        'id',
      ),
  },
  {
    name: 'carrier signs',
    weight: 8,
    subgraph: 'logistics',
    sql: "select id, carrierPartyId from Handover where state = 'open' and carrierSignedAtMs is null",
    run: ({ clients }, { id, carrierPartyId }, by) =>
      clients.do(
        by('carrier-manager', carrierPartyId!),
        'signHandover',
        { handoverId: id, as: 'CARRIER', custodian: '孟小军' },
        'id',
      ),
  },
  {
    name: 'call ahead',
    weight: 8,
    subgraph: 'logistics',
    sql: "select id, courierAccountId from Shipment where state = 'taken-over' and calledAheadAtMs is null",
    run: async ({ clients, world }, { id, courierAccountId }, _by, account) =>
      clients.do(
        account(courierAccountId!),
        'callAhead',
        {
          shipmentId: id,
          agreedAt: new Date((await world.now()).getTime() + HOUR_MS).toISOString(),
          place: '小区南门',
        },
        'id',
      ),
  },
  {
    name: 'check code',
    weight: 8,
    subgraph: 'logistics',
    sql: "select id, courierAccountId, buyerAccountId from Shipment where state = 'taken-over' and calledAheadAtMs is not null and identityCheckedAtMs is null",
    async run({ clients }, { id, courierAccountId, buyerAccountId }, _by, account) {
      const shown = await clients.ask(
        account(courierAccountId!),
        'query($id: ID!) { courierCode(shipmentId: $id) { code } }',
        { id },
      );
      const code = (shown?.['courierCode'] as { code: string } | null)?.code;
      if (code) await clients.do(account(buyerAccountId!), 'checkCourierCode', { shipmentId: id, code }, '__typename');
    },
  },
  {
    name: 'open packaging',
    weight: 8,
    subgraph: 'logistics',
    sql: "select id, courierAccountId from Shipment where state = 'taken-over' and identityCheckedAtMs is not null and outerOpenedAtMs is null",
    run: ({ clients }, { id, courierAccountId }, _by, account) =>
      clients.do(account(courierAccountId!), 'recordOuterPackagingOpened', { shipmentId: id, inspected: true }, 'id'),
  },
  {
    name: 'sign for it',
    weight: 8,
    subgraph: 'logistics',
    sql: "select id, buyerAccountId from Shipment where state = 'taken-over' and courierInspectedAtMs is not null",
    run: ({ clients }, { id, buyerAccountId }, _by, account) =>
      clients.do(
        account(buyerAccountId!),
        'signDelivery',
        { shipmentId: id, signerName: '陈晓雨', signature: '陈晓雨' },
        'id',
      ),
  },
  {
    name: 'refuse it',
    weight: 1,
    subgraph: 'logistics',
    sql: "select id, buyerAccountId from Shipment where state = 'taken-over'",
    run: ({ clients }, { id, buyerAccountId }, _by, account) =>
      clients.do(
        account(buyerAccountId!),
        'refuseDelivery',
        { shipmentId: id, reason: 'DAMAGED', note: '外箱压坏了' },
        'id',
      ),
  },
  {
    name: 'back to the depot',
    weight: 4,
    subgraph: 'logistics',
    sql: "select id, carrierPartyId from Shipment where state = 'refused'",
    run: ({ clients }, { id, carrierPartyId }, by) =>
      clients.do(by('carrier-manager', carrierPartyId!), 'arriveAtDepot', { shipmentId: id }, 'id'),
  },
  {
    name: 'back to the seller',
    weight: 4,
    subgraph: 'logistics',
    sql: "select id, carrierPartyId from Shipment where state = 'at-depot'",
    run: ({ clients, chance }, { id, carrierPartyId }, by) =>
      clients.do(
        by('carrier-manager', carrierPartyId!),
        'returnToSeller',
        { shipmentId: id, resellable: chance.isHit(0.5) },
        'id',
      ),
  },
  {
    name: 'after-sale',
    weight: 2,
    subgraph: 'orders',
    sql: `select o.id, o.buyerAccountId, (select l.id from OrderLine l where l.orderId = o.id order by l.id limit 1) as lineId from "Order" o where o.state = 'delivered' and o.openAfterSales = 0`,
    run: ({ clients, chance }, { id, buyerAccountId, lineId }, _by, account) =>
      clients.do(
        account(buyerAccountId!),
        'requestAfterSale',
        {
          orderId: id,
          kind: chance.pick(['RETURN', 'REFUND_ONLY']),
          cause: chance.pick(['QUALITY', 'DAMAGED']),
          reason: '和描述不一样',
          lines: [{ lineId, quantity: 1, accessories: '无' }],
        },
        'id',
      ),
  },
  {
    name: 'decide it',
    weight: 4,
    subgraph: 'orders',
    sql: "select id, partyId from AfterSale where state = 'requested'",
    run: ({ clients, chance }, { id, partyId }, by) =>
      clients.do(
        by('seller-owner', partyId!),
        'decideAfterSale',
        { afterSaleId: id, accept: chance.isHit(0.8), reason: '已看过照片' },
        'id',
      ),
  },
];

/** Everybody's doings, until the signal; then each ends what he is at. */
export function trading(parts: Omit<Trade, 'world'>): {
  stop(): Promise<void>;
  counts: ReadonlyMap<string, number>;
  failures: string[];
} {
  const trade: Trade = { ...parts, world: new World(parts.cluster.controlUrl) };
  const { cluster, county, chance } = trade;
  const counts = new Map<string, number>();
  const failures: string[] = [];
  let going = true;
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const account = (id: string): Person => county.people.get(id)!;
  const by = (role: string, partyId: string): Person => county.staff.get(`${role} ${partyId}`)!;

  const loop = async (turn: () => Promise<void>) => {
    while (going) {
      try {
        await turn();
      } catch (error) {
        // What the clients met is theirs to count: here is what the test itself stumbled over.
        failures.push(String((error as Error).stack));
        await sleep(IDLE_MS);
      }
    }
  };
  const shopping = async () => {
    await shop(trade, chance.pick(county.shoppers));
    count('shop');
  };
  const working = async () => {
    const errand = chance.weighted(ERRANDS);
    // While there is no database nobody can look what there is to do.
    const rows = await cluster
      .rows(errand.subgraph, `${errand.sql} order by id desc limit ${CANDIDATES_MAX}`)
      .catch((): SqlRow[] => []);
    const row = chance.pickOrNull(rows);
    if (!row) return void (await sleep(IDLE_MS));
    await errand.run(trade, row as Record<string, string>, by, account);
    count(errand.name);
  };
  const loops = [
    ...Array.from({ length: SHOPPING_AT_ONCE }, () => loop(shopping)),
    ...Array.from({ length: WORKING_AT_ONCE }, () => loop(working)),
  ];
  return {
    counts,
    failures,
    async stop() {
      going = false;
      await Promise.all(loops);
    },
  };
}
