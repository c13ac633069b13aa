import type { Actor } from '@heitu/kit/rules/actor';
import { idFrom } from '@heitu/kit/rules/ids';
import type { Platform } from './platform.fixture.ts';

/** Where the ids of a kind are, and whose they are: every column after the first names an owner (a party or an account). */
const KINDS = {
  party: ['sellers', 'select id, id as owner from Party'],
  shop: ['sellers', 'select id, partyId from Shop'],
  supplier: ['sellers', 'select id, partyId from Supplier'],
  document: ['sellers', 'select id, partyId from Document where partyId is not null'],
  filing: ['sellers', 'select id, partyId from Filing'],
  staff: ['sellers', 'select id, partyId from Staff'],
  category: ['catalog', 'select id from Category where isProcessed = 0'],
  product: ['catalog', 'select id, partyId from Product'],
  sku: ['catalog', 'select s.id, p.partyId from Sku s join Product p on p.id = s.productId'],
  lot: ['catalog', 'select id, partyId from Lot'],
  priceLabel: ['catalog', 'select id, partyId from PriceLabel'],
  checkout: [
    'orders',
    'select c.id, c.buyerAccountId, o.partyId from Checkout c join "Order" o on o.checkoutId = c.id',
  ],
  order: ['orders', 'select id, buyerAccountId, partyId from "Order"'],
  orderLine: ['orders', 'select l.id, o.buyerAccountId, o.partyId from OrderLine l join "Order" o on o.id = l.orderId'],
  quote: ['orders', 'select id, accountId from Quote'],
  afterSale: ['orders', 'select id, buyerAccountId, partyId from AfterSale'],
  shipment: ['logistics', 'select id, buyerAccountId, sellerPartyId, carrierPartyId from Shipment'],
  /** An order as logistics knows it: through its parcels. */
  sentOrder: ['logistics', 'select orderId as id, buyerAccountId, sellerPartyId, carrierPartyId from Shipment'],
  collection: ['logistics', 'select id, buyerAccountId, sellerPartyId, carrierPartyId from Collection'],
  handover: ['logistics', 'select id, buyerAccountId, sellerPartyId, carrierPartyId from Handover'],
  courier: ['logistics', 'select id, carrierPartyId, accountId from Courier'],
  vehicle: ['logistics', 'select id, carrierPartyId from Vehicle'],
  facility: ['logistics', 'select id, carrierPartyId from Facility'],
  device: ['logistics', 'select id, carrierPartyId from Device'],
  check: ['logistics', 'select id, carrierPartyId from SupervisionCheck'],
  reconciliation: ['logistics', 'select id, carrierPartyId, sellerPartyId from Reconciliation'],
  payment: [
    'payments',
    'select p.id, p.buyerAccountId, t.partyId from Payment p join PaymentPart t on t.paymentId = p.id',
  ],
  refund: ['payments', 'select id, buyerAccountId, partyId from Refund'],
  account: ['trust', 'select id, id as owner from Account'],
  address: ['trust', 'select id, accountId from Address'],
  complaint: ['trust', 'select id, accountId, partyId from Complaint'],
  review: ['trust', 'select id, accountId, partyId from Review'],
  session: ['trust', 'select id, holderId from Session'],
  delegation: ['trust', 'select id, partyId, delegatorId, agentId from Delegation'],
  tradeCheck: ['trust', 'select id, partyId from TradeCheck'],
  dutyShift: ['trust', 'select id from DutyShift'],
} as const satisfies Record<string, readonly [string, string]>;
export type IdKind = keyof typeof KINDS;
export const ID_KINDS = Object.keys(KINDS) as IdKind[];

/** What belongs to one person or one business, and is not shown to others. */
export const PRIVATE_KINDS: readonly IdKind[] = [
  'document',
  'filing',
  'staff',
  'supplier',
  'checkout',
  'order',
  'orderLine',
  'quote',
  'afterSale',
  'shipment',
  'collection',
  'handover',
  'payment',
  'refund',
  'address',
  'complaint',
  'session',
  'delegation',
];

/** `lines.lineId` and the like → kind; `caseId`, `flagId`, … have no rows in the county: only unknown ids can be tried. */
const KIND_OF_FIELD: Readonly<Record<string, IdKind>> = {
  partyId: 'party',
  carrierPartyId: 'party',
  sellerPartyId: 'party',
  withPartyId: 'party',
  stationPartyId: 'party',
  shopId: 'shop',
  supplierId: 'supplier',
  documentId: 'document',
  filingId: 'filing',
  staffId: 'staff',
  categoryId: 'category',
  categoryIds: 'category',
  productId: 'product',
  skuId: 'sku',
  lotId: 'lot',
  checkoutId: 'checkout',
  orderId: 'order',
  lineId: 'orderLine',
  quoteId: 'quote',
  afterSaleId: 'afterSale',
  shipmentId: 'shipment',
  collectionId: 'collection',
  handoverId: 'handover',
  courierId: 'courier',
  vehicleId: 'vehicle',
  facilityId: 'facility',
  accountId: 'account',
  addressId: 'address',
  complaintId: 'complaint',
  reviewId: 'review',
  sessionId: 'session',
  delegationId: 'delegation',
};
/** Fields named alike that mean another thing in one operation. */
const KIND_OF_PLACE: Readonly<Record<string, IdKind>> = {
  'recordCheck.checkId': 'check',
  'settleFinding.checkId': 'check',
  'planCheck.recheckOf': 'check',
  'closeTradeCheck.checkId': 'tradeCheck',
  'retryMoney.id': 'refund',
  'saveAddress.id': 'address',
  'deleteAddress.id': 'address',
  'saveDutyShift.id': 'dutyShift',
  'lot.id': 'lot',
  'product.id': 'product',
  'sku.id': 'sku',
  'order.id': 'order',
  'afterSale.id': 'afterSale',
  'shipment.id': 'shipment',
  'collection.id': 'collection',
  'handover.id': 'handover',
  'party.id': 'party',
  'shop.id': 'shop',
  'supplier.id': 'supplier',
  'complaint.id': 'complaint',
  'readings.deviceId': 'device',
  'linkDevice.deviceId': 'device',
};
export const kindOf = (operation: string, field: string): IdKind | undefined =>
  KIND_OF_PLACE[`${operation}.${field}`] ?? KIND_OF_FIELD[field];

/** An id of the right form that nothing has. */
export const unknownId = (salt: string): string => idFrom(`nobody:${salt}`);

export interface CountyIds {
  /** What is theirs, and what is everybody's. */
  own(actor: Actor, kind: IdKind): readonly string[];
  foreign(actor: Actor, kind: IdKind): readonly string[];
  all(kind: IdKind): readonly string[];
}

const ownersOf = (actor: Actor): Set<unknown> =>
  new Set([actor.id, ...actor.grants.flatMap((grant) => grant.partyId ?? [])]);

/** Every id of the county by kind, with its owners. */
export async function readCountyIds(platform: Platform): Promise<CountyIds> {
  const rows = new Map<IdKind, { id: string; owners: unknown[] }[]>();
  for (const kind of ID_KINDS) {
    const [subgraph, sql] = KINDS[kind];
    // Some ids come once for each owner.
    const owners = new Map<string, unknown[]>();
    for (const row of await platform.rows(subgraph, sql)) {
      const [id, ...more] = Object.values(row);
      owners.set(String(id), [...(owners.get(String(id)) ?? []), ...more]);
    }
    rows.set(
      kind,
      [...owners].map(([id, those]) => ({ id, owners: those })),
    );
  }
  const pick = (kind: IdKind, wanted: (owners: unknown[]) => boolean) =>
    rows
      .get(kind)!
      .filter(({ owners }) => wanted(owners))
      .map(({ id }) => id);
  return {
    own: (actor, kind) =>
      pick(kind, (owners) => owners.length === 0 || owners.some((owner) => ownersOf(actor).has(owner))),
    foreign: (actor, kind) =>
      pick(kind, (owners) => owners.length > 0 && !owners.some((owner) => ownersOf(actor).has(owner))),
    all: (kind) => pick(kind, () => true),
  };
}
