import { insert as insertInto } from '../bench/plant-lots.ts';
import type { Platform, Row } from './platform.fixture.ts';

export interface PlantedParcels {
  /** Accounts of those who are to be told. */
  managers: string[];
  couriers: string[];
  sellers: string[];
}
const UNDONE = [
  'deliveredAtMs',
  'inTime',
  'signatureSealed',
  'doorProof',
  'leftVehicleAtMs',
  'completedAtMs',
  'readAtMs',
];

/**
 * Parcels that are filled from this lot alone: one carrier's, so many in the hands of each of its couriers, and some
 * that still lie at their seller. Each is a copy of one that was delivered. Nothing of them is paid.
 */
export async function plantParcels(
  { rows }: Platform,
  lotId: string,
  { byCourier, atSeller }: { byCourier: readonly number[]; atSeller: number },
): Promise<PlantedParcels> {
  const [parcel] = await rows(
    'logistics',
    `select * from "Shipment" where state = 'delivered' and afterSaleId = '' order by id limit 1`,
  );
  if (!parcel) throw new Error('the county has delivered nothing');
  const [orderId, lot] = [
    parcel['orderId'],
    (await rows('orders', 'select * from "LotStock" where lotId = ?', [lotId]))[0],
  ];
  const [order] = await rows('orders', 'select * from "Order" where id = ?', [orderId]);
  const [line] = await rows('orders', 'select * from "OrderLine" where orderId = ? order by id limit 1', [orderId]);
  const [packed] = await rows('orders', 'select * from "LineLot" where orderId = ? order by id limit 1', [orderId]);
  if (!order || !line || !packed || !lot) throw new Error(`nothing is known of order ${String(orderId)}`);
  const { carrierPartyId, sellerPartyId } = parcel;
  const couriers = await rows(
    'logistics',
    `select id, accountId from "Courier" where carrierPartyId = ? order by id limit ${byCourier.length}`,
    [carrierPartyId],
  );
  const inHands = byCourier.flatMap((parcels, i) =>
    Array.from({ length: parcels }, () => couriers[i] ?? strangerOf(i)),
  );
  const all = [...inHands, ...Array.from({ length: atSeller }, () => null)].map((courier, i) => ({ courier, i }));
  const own = { lotId, lotCode: lot['lotCode'], units: 1 };
  const insert = (room: string, table: string, rowOf: (one: (typeof all)[number]) => Row) =>
    insertInto(rows, room, table, all.map(rowOf));
  const unpaid = { paidFen: 0, refundDueFen: 0, refundedFen: 0, openAfterSales: 0 };
  const ids = (i: number) => ({ order: nameOf('ORDER', i), line: nameOf('LINE', i) });
  await insert('orders', 'Order', ({ courier, i }) => ({
    ...undone(order),
    ...unpaid,
    id: ids(i).order,
    number: `NO-${i}`,
    state: courier ? 'in-transit' : 'ready',
  }));
  await insert('orders', 'OrderLine', ({ i }) => ({ ...line, id: ids(i).line, orderId: ids(i).order }));
  await insert('orders', 'LineLot', ({ i }) => ({
    ...packed,
    ...own,
    id: nameOf('PACKED', i),
    orderId: ids(i).order,
    lineId: ids(i).line,
    returnedUnits: 0,
  }));
  const lines = (JSON.parse(String(parcel['lines'])) as Row[]).slice(0, 1).map((one) => ({ ...one, lots: [own] }));
  await insert('logistics', 'Shipment', ({ courier, i }) => ({
    ...undone(parcel),
    id: nameOf('PARCEL', i),
    orderId: ids(i).order,
    orderNumber: `NO-${i}`,
    trackingNumber: nameOf('PARCEL', i),
    expressNumber: null,
    lines: JSON.stringify(lines),
    state: courier ? 'taken-over' : 'ready',
    courierId: courier?.['id'] ?? null,
    courierAccountId: courier?.['accountId'] ?? null,
  }));
  const peopleOf = async (partyId: unknown, roles: string): Promise<string[]> =>
    (
      await rows(
        'trust',
        `select distinct accountId from "GrantRow" where partyId = ? and active = 1 and role in (${roles})
          and (rights is null or rights like '%orders%')`,
        [partyId],
      )
    ).map(({ accountId }) => String(accountId));
  return {
    managers: await peopleOf(carrierPartyId, `'carrier-manager'`),
    couriers: [...new Set(inHands.map(({ accountId }) => String(accountId)))],
    sellers: await peopleOf(sellerPartyId, `'seller-owner', 'seller-staff'`),
  };
}
const nameOf = (what: string, i: number): string => `${what}-${String(i).padStart(25 - what.length, '0')}`;
const undone = (row: Row): Row => ({
  ...row,
  ...Object.fromEntries(UNDONE.filter((name) => name in row).map((name) => [name, null])),
});
/** Where the county has fewer couriers. */
const strangerOf = (i: number): Row => ({ id: null, accountId: nameOf('COURIER', i) });
