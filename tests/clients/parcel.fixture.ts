import { randomUUID } from 'node:crypto';
import { idFrom } from '@heitu/kit/rules/ids';
import type { Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { field, tap } from './browser.ts';
import type { ClientPlatform } from './platform.ts';
import type { Trade } from './trade.fixture.ts';
import { nowMs } from './hour.ts';

const SELLER = 'oDEMO-heitu-staff-beijiang-coldfood-owner';
const CARRIER = 'oDEMO-heitu-staff-beida-manager';
const COURIER = 'oDEMO-heitu-staff-beida-courier-1';
/** The store of this seller has a thermometer: nobody types how cold it is. */
const CHECKED = {
  productTemperatureCelsius: 3,
  productionDateChecked: true,
  shelfLifeChecked: true,
  storageConditionChecked: true,
  innerPackagingIntact: true,
  outerPackagingIntact: true,
  vehicleClean: true,
};
const TRIES_MAX = 240;

export interface Parcel {
  orderId: string;
  shipmentId: string;
  /** What the courier shows at the door, now. */
  courierCode(): Promise<string>;
  /** The courier opens the box before the buyer's eyes. */
  opened(): Promise<void>;
}

/**
 * Blueberries bought by whoever has this openid, paid, packed and carried to the door by the county's own people: what
 * others do before the consumer taps. `stationPartyId`: only until the courier has it, who brings it to that station.
 */
export async function parcelAtDoor(platform: ClientPlatform, openid: string, stationPartyId?: string): Promise<Parcel> {
  const [buyer, seller, carrier, courier] = (await Promise.all(
    [openid, SELLER, CARRIER, COURIER].map((one) => platform.tokenOf(one)),
  )) as [string, string, string, string];
  const act = async (token: string, mutation: string, input: object, fields: string): Promise<any> => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const answer = (
      await platform.ask(
        `mutation($input: ${type}!) { ${mutation}(input: $input) { __typename ... on Refusal { message details { path about text } } ${fields} } }`,
        { input },
        token,
      )
    )[mutation];
    if (String(answer.__typename).endsWith('Refused')) throw new Error(`${mutation}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const until = async <T>(what: string, found: () => Promise<T | undefined>): Promise<T> => {
    for (let i = 0; i < TRIES_MAX; i++) {
      const value = await found();
      if (value !== undefined) return value;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`waited for ${what} in vain`);
  };
  const { search, addresses } = await platform.ask(
    '{ search(text: "鲜蓝莓", first: 1) { edges { node { skus { id } } } } addresses { id } }',
    {},
    buyer,
  );
  const quote = await act(
    buyer,
    'quote',
    {
      requestId: randomUUID(),
      addressId: addresses[0].id,
      lines: [{ skuId: search.edges[0].node.skus[0].id, quantity: 2 }],
      stationPartyId,
    },
    '... on Quote { id totalFen }',
  );
  const { checkoutId, orders } = await act(
    buyer,
    'placeOrder',
    { requestId: randomUUID(), quoteId: quote.id, totalFen: quote.totalFen },
    '... on OrderPlaced { checkoutId orders { id } }',
  );
  const { clientParameters } = await act(
    buyer,
    'startPayment',
    { requestId: randomUUID(), checkoutId },
    '... on PaymentStarted { clientParameters { timeStamp nonceStr package signType paySign } }',
  );
  await platform.control('/pay', {
    prepayId: clientParameters.package.replace('prepay_id=', ''),
    requestPayment: clientParameters,
  });
  const orderId = orders[0].id as string;
  const order = async () =>
    (await platform.ask('query($id: ID!) { order(id: $id) { state shipments { id state } } }', { id: orderId }, buyer))
      .order;
  await until('the payment', async () => ((await order()).state === 'PAID' ? true : undefined));
  await act(seller, 'confirmOrder', { orderId }, '... on Order { id }');
  await act(seller, 'pickOrder', { orderId }, '... on Order { id }');
  const shipmentId = await until('the parcel', async () => (await order()).shipments[0]?.id as string | undefined);

  const { carriers } = await platform.ask(
    '{ carriers { couriers { id } vehicles { id kind temperatureCelsiusMin } devices { vehicleId endedAt } } }',
    {},
    carrier,
  );
  const courierId = idFrom('courier:staff:beida-courier-1');
  const fleet = carriers.find(({ couriers }: any) => couriers.some((one: any) => one.id === courierId));
  const van = fleet.vehicles.find(
    (one: any) =>
      one.kind === 'REFRIGERATED_TRUCK' &&
      one.temperatureCelsiusMin >= 0 &&
      fleet.devices.some((device: any) => device.vehicleId === one.id && !device.endedAt),
  );
  await act(
    carrier,
    'checkLoad',
    { vehicleId: van.id, secured: true, segregated: true, clean: true, lawful: true, temperatureCelsius: 3 },
    '... on Trip { id }',
  );
  await act(carrier, 'assignShipment', { shipmentId, courierId, vehicleId: van.id }, '... on Shipment { id }');
  // Where the clock has just leapt, the store's thermometer is heard of again a moment later.
  await until('the store to be heard of', async () => {
    const asked = 'query($id: ID!) { shipment(id: $id) { stores { whyNot } } }';
    const { shipment } = await platform.ask(asked, { id: shipmentId }, carrier);
    return shipment.stores.every(({ whyNot }: { whyNot: string | null }) => whyNot === null) || undefined;
  });
  const { id: handoverId } = await act(carrier, 'openHandover', { shipmentId, ...CHECKED }, '... on Handover { id }');
  await act(seller, 'signHandover', { handoverId, as: 'SELLER', custodian: '库管' }, '... on Handover { id }');
  await act(carrier, 'signHandover', { handoverId, as: 'CARRIER', custodian: '配送员' }, '... on Handover { id }');
  const agreedAt = new Date(nowMs() + 24 * 3_600_000 * 30).toISOString();
  if (!stationPartyId)
    await act(courier, 'callAhead', { shipmentId, agreedAt, place: '家门口' }, '... on Shipment { id }');
  return {
    orderId,
    shipmentId,
    courierCode: async () =>
      (await platform.ask('query($id: ID!) { courierCode(shipmentId: $id) { code } }', { id: shipmentId }, courier))
        .courierCode.code,
    opened: async () =>
      void (await act(
        courier,
        'recordOuterPackagingOpened',
        { shipmentId, inspected: true },
        '... on Shipment { id }',
      )),
  };
}

/** The claim that opens by itself where this buyer refuses such a parcel at the door. */
export async function claimOfRefused(
  platform: ClientPlatform,
  trade: Trade,
  { buyer, openid }: { buyer: Person; openid: string },
): Promise<string> {
  const { shipmentId, orderId } = await parcelAtDoor(platform, openid);
  await buyer.do('refuseDelivery', { shipmentId, reason: 'DAMAGED', note: '外箱压坏了' }, 'id');
  const seller = await trade.person(SELLER);
  return trade.until('the claim', () => trade.claimOf(seller, orderId));
}

/** The courier looks at each point of fresh goods, how cold they are before, and writes the document up. */
export async function writesUp(page: Page, store?: string): Promise<void> {
  if (store) await field(page, '冷库多少度（°C）').fill(store);
  await field(page, '货多少度（°C）').fill('3');
  for (const point of ['生产日期看过', '没过保质期', '放的地方合适', '里面的包装完好', '外面的包装完好', '车厢干净'])
    await tap(page, point);
  await tap(page, '清点好了，开交接单');
  await field(page, '谁保管这张单').waitFor();
}
