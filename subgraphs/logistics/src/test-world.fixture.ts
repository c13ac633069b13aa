import { createHmac } from 'node:crypto';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import type { Kuaidi100Client } from './express/kuaidi100-client.ts';
import { logistics } from './index.ts';

export const CARRIER = 'carrier-1';
export const SELLER = 'seller-1';
export const DEVICE_SECRET = 'a-secret-of-this-thermometer';
export const manager = account('acc-manager', { role: 'carrier-manager', partyId: CARRIER });
export const rival = account('acc-rival', { role: 'carrier-manager', partyId: 'carrier-2' });
export const courier = account('acc-courier', { role: 'courier', partyId: CARRIER });
export const seller = account('acc-seller', { role: 'seller-owner', partyId: SELLER });
export const buyer = account('acc-buyer', { role: 'consumer' });
export const stranger = account('acc-stranger', { role: 'consumer' });
export const admin = account('acc-admin', { role: 'operator-admin' });
export const peer = (id: string): Actor => ({ kind: 'peer', id, grants: [] });
export const RECIPIENT = {
  name: '王小明',
  phone: '13812345678',
  address: '黑龙江省五常市五常镇民意街8号',
  divisionCode: '230184100',
};

export interface World extends TestSubgraph {
  /** Runs a mutation whose field is the first of the document; its answer. */
  act(actor: Actor, field: string, input: object, selection?: string): Promise<any>;
  ask(actor: Actor, query: string, variables?: Record<string, unknown>): Promise<any>;
  push(
    deviceId: string,
    readings: { at: string; temperatureCelsius: number }[],
    options?: { secret?: string; body?: string },
  ): Promise<{ status: number; body: any }>;
  events(type: string): any[];
  rows: any;
}

type PeerAnswers = NonNullable<Parameters<typeof testSubgraph>[1]>['peers'];
interface Options {
  certified?: boolean;
  orders?: () => unknown[];
  complaints?: () => string[];
  emergencies?: () => unknown[];
  measures?: () => { measureId: string; partyId: string; clause: string; takenAtMs: string }[];
  /** What payments has seen in the provider's statement, by the number that a carrier wrote on its transfer. */
  seen?: (transfer: { partyId: string; number: string; amountFen: number }) => { number: string; at: string } | null;
  subscribe?: Kuaidi100Client['subscribe'];
  url?: string;
}

const party = (partyId: string) => ({
  partyId,
  name: partyId === SELLER ? '稻香合作社' : '北达冷链',
  address: '五常市龙凤山镇',
  contactName: '李大山',
  contactPhone: '13900000000',
});
/** What the other subgraphs answer. */
const peersOf = ({ certified, orders, complaints, emergencies, measures, seen }: Options): PeerAnswers => ({
  payments: (_document, transfer) => ({ transferSeen: seen?.(transfer as never) ?? null }),
  orders: () => ({
    recipientForShipment: RECIPIENT,
    ordersForPeer: orders?.() ?? [],
    chargesCompared: { charges: 2, equal: 2, unjudged: 0, missed: [] },
  }),
  sellers: (document, { ids, accountIds }) =>
    document.includes('partyStates')
      ? { partyStates: (ids as string[]).map(party) }
      : {
          coldChainCertificates:
            certified === false
              ? []
              : (accountIds as string[]).map((accountId) => ({
                  accountId,
                  partyId: CARRIER,
                  validUntil: '2027-12-31',
                })),
        },
  catalog: (document) =>
    document.includes('serviceEmergencies')
      ? { serviceEmergencies: emergencies?.() ?? [] }
      : { skusForSale: [{ storage: 'chilled' }] },
  trust: (document, { ids }) =>
    document.includes('measuresForPeer')
      ? { measuresForPeer: (measures?.() ?? []).filter(({ measureId }) => (ids as string[]).includes(measureId)) }
      : document.includes('ordersWithComplaint')
        ? { ordersWithComplaint: (complaints?.() ?? []).filter((id) => (ids as string[]).includes(id)) }
        : {
            accountBriefs: (ids as string[])
              .filter((id) => id !== 'acc-nobody')
              .map((accountId) => ({ accountId, active: true })),
          },
});

const actIn =
  (room: TestSubgraph): World['act'] =>
  async (actor, field, input, selection = '__typename') => {
    const name = field[0]!.toUpperCase() + field.slice(1);
    const data = await room.graph<any>(
      actor,
      `mutation($input: ${name}Input!) { ${field}(input: $input) { ${selection} __typename ... on ${name}Refused { code message clause details { path about text } } } }`,
      { input },
    );
    return data[field];
  };

const pushTo =
  (room: TestSubgraph): World['push'] =>
  async (deviceId, readings, { secret = DEVICE_SECRET, body = JSON.stringify({ deviceId, readings }) } = {}) => {
    const timestamp = String(Math.floor(room.clock.now() / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}\n`).update(body).digest('hex');
    const answer = await room.subgraph.edge(
      {
        method: 'POST',
        path: '/readings',
        query: {},
        headers: { 'x-device-id': deviceId, 'x-timestamp': timestamp, 'x-signature': signature },
        body: Buffer.from(body),
      },
      ANONYMOUS,
      'push',
    );
    return { status: answer.status, body: JSON.parse(String(answer.body ?? 'null')) };
  };

export async function openWorld(options: Options = {}): Promise<World> {
  const room = await testSubgraph(logistics, {
    url: options.url,
    services: {
      express: {
        client: { subscribe: options.subscribe ?? (async () => ({ ok: true, value: null })) },
        callbackUrl: 'http://127.0.0.1/push',
        salt: 'salt',
      },
    },
    peers: peersOf(options),
  });
  return Object.assign(room, {
    act: actIn(room),
    push: pushTo(room),
    ask: (actor: Actor, query: string, variables?: Record<string, unknown>) => room.graph<any>(actor, query, variables),
    // Each once, to however many it was sent.
    events: (type: string) => [
      ...new Map(
        room.sent.filter(({ event }) => event.type === type).map(({ event }) => [event.id, event.payload as any]),
      ).values(),
    ],
    get rows() {
      return room.subgraph.contextFor({ kind: 'system', id: 'test', grants: [] }, 'test').rows as any;
    },
  });
}

export interface Base {
  courierId: string;
  vehicleId: string;
  facilityId: string;
}
const registerStores = async (world: World): Promise<string> => {
  const place = { carrierPartyId: CARRIER, divisionCode: '230184', address: '五常市冷链园' };
  const facility = await world.act(
    manager,
    'registerFacility',
    {
      requestId: 'f1',
      ...place,
      kind: 'PRE_COOLING_STORE',
      name: '一号预冷库',
      temperatureCelsiusMin: 0,
      temperatureCelsiusMax: 4,
    },
    '... on Facility { id }',
  );
  await world.act(manager, 'registerFacility', {
    requestId: 'f2',
    ...place,
    kind: 'PRESERVATION_EQUIPMENT',
    name: '气调机',
  });
  return facility.id;
};
const registerTruck = async (world: World): Promise<string> => {
  const vehicle = await world.act(
    manager,
    'registerVehicle',
    {
      requestId: 'v1',
      carrierPartyId: CARRIER,
      plate: '黑A12345',
      kind: 'REFRIGERATED_TRUCK',
      licenceNumber: '黑交运管1号',
      validUntilOn: '2028-01-01',
      temperatureCelsiusMin: -20,
      temperatureCelsiusMax: 8,
    },
    '... on Vehicle { id }',
  );
  await world.act(manager, 'linkDevice', {
    requestId: 'd1',
    vehicleId: vehicle.id,
    deviceId: 'SN-1',
    secret: DEVICE_SECRET,
  });
  return vehicle.id;
};
/** A filed carrier with all of 8.1.af, serving the county from the first to the last mile. */
export async function fileCarrier(world: World): Promise<Base> {
  await world.receive('sellers', 'sellers.filing-approved.v1', {
    filingId: 'f1',
    partyId: CARRIER,
    partyKind: 'carrier',
    partyName: '北达冷链',
    accountId: manager.id,
    validUntil: null,
  });
  const facilityId = await registerStores(world);
  const vehicleId = await registerTruck(world);
  const person = await world.act(
    manager,
    'registerCourier',
    { requestId: 'c1', carrierPartyId: CARRIER, accountId: courier.id, name: '冯送暖', phone: '13700000000' },
    '... on Courier { id }',
  );
  await world.act(manager, 'setServiceArea', {
    carrierPartyId: CARRIER,
    divisionCode: '230184',
    firstMile: true,
    lastMile: true,
  });
  for (const storage of ['AMBIENT', 'CHILLED', 'FROZEN'])
    await world.act(manager, 'setRate', {
      carrierPartyId: CARRIER,
      storage,
      firstKilogramFen: 600,
      perKilogramFen: 100,
      hours: 48,
    });
  await world.push('SN-1', [{ at: new Date(world.clock.now()).toISOString(), temperatureCelsius: 3 }]);
  return { courierId: person.id, vehicleId, facilityId };
}

export const readyOrder = (key: string, change: object = {}, line: object = {}) => ({
  orderId: `order-${key}`,
  orderNumber: `NO-${key}`,
  afterSaleId: null,
  buyerAccountId: buyer.id,
  partyId: SELLER,
  shopId: 'shop-1',
  carrierPartyId: CARRIER,
  deliveryFen: 600,
  goodsFen: 5000,
  deliverByMs: Date.parse('2026-11-28T02:00:00Z'),
  toDivisionCode: '230184100',
  lines: [
    {
      skuId: 'sku-1',
      title: '五常蓝莓',
      specification: '125克×4盒',
      units: 2,
      weightGrams: 600,
      valueFen: 5000,
      storage: 'chilled',
      temperatureCelsiusMin: 0,
      temperatureCelsiusMax: 4,
      shelfLifeDays: 10,
      lots: [{ lotId: 'lot-1', lotCode: 'L1', units: 2, producedOn: '2026-11-20', expiresOn: '2026-11-30' }],
      ...line,
    },
  ],
  ...change,
});
export async function makeShipment(world: World, key: string, change: object = {}, line: object = {}): Promise<string> {
  await world.receive('orders', 'orders.order-ready.v1', readyOrder(key, change, line));
  return (
    await world.rows.selectFrom('Shipment').select('id').where('orderId', '=', `order-${key}`).executeTakeFirstOrThrow()
  ).id;
}
export const POINTS = {
  facilityTemperatureCelsius: 2,
  productTemperatureCelsius: 3,
  productionDateChecked: true,
  shelfLifeChecked: true,
  storageConditionChecked: true,
  innerPackagingIntact: true,
  outerPackagingIntact: true,
  vehicleClean: true,
};
export async function takeOver(world: World, base: Base, shipmentId: string): Promise<string> {
  await world.act(manager, 'assignShipment', { shipmentId, courierId: base.courierId, vehicleId: base.vehicleId });
  const { id } = await world.act(courier, 'openHandover', { shipmentId, ...POINTS }, '... on Handover { id }');
  await world.act(seller, 'signHandover', { handoverId: id, as: 'SELLER', custodian: '李会计' });
  await world.act(courier, 'signHandover', { handoverId: id, as: 'CARRIER', custodian: '单据员老赵' });
  return id;
}
export async function bringToDoor(world: World, shipmentId: string): Promise<void> {
  await world.act(courier, 'callAhead', {
    shipmentId,
    agreedAt: new Date(world.clock.now() + 3_600_000).toISOString(),
    place: '小区门口',
  });
  const { courierCode } = await world.ask(courier, 'query($id: ID!) { courierCode(shipmentId: $id) { code } }', {
    id: shipmentId,
  });
  await world.act(buyer, 'checkCourierCode', { shipmentId, code: courierCode.code });
  await world.act(courier, 'recordOuterPackagingOpened', { shipmentId });
}
