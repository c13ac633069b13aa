import type { OrdersContext } from './context.ts';

export type Storage = 'ambient' | 'chilled' | 'frozen';

/** What orders asks of its peers. Never inside a transaction: kit throws there. */
export interface SkuForSale {
  skuId: string;
  productId: string;
  shopId: string;
  partyId: string;
  title: string;
  specification: string;
  pictureId: string | null;
  labelId: string;
  labelVersion: number;
  retailFen: number;
  onSale: boolean;
  storage: Storage;
  temperatureCelsiusMin: number | null;
  temperatureCelsiusMax: number | null;
  shelfLifeDays: number | null;
  weightGrams: number;
  returnableWithoutReason: boolean;
  categoryCode: string;
}
export interface ShopState {
  shopId: string;
  partyId: string;
  name: string;
  onSale: boolean;
  reason: string | null;
  serviceHours: string | null;
  confirmWithin: string | null;
  /** Where its party sends from. */
  divisionCode: string;
}
export interface AddressForOrder {
  name: string;
  phone: string;
  address: string;
  divisionCode: string;
}
export interface DeliveryRequest {
  key: string;
  fromDivisionCode: string;
  toDivisionCode: string;
  weightGrams: number;
  storage: Storage;
  categoryCodes: string[];
  titles: string[];
}
export interface DeliveryOffer {
  key: string;
  available: boolean;
  carrierPartyId: string | null;
  carrierName: string | null;
  feeFen: number | null;
  hours: number | null;
  refusalCode: string | null;
  message: string | null;
}

const byKey = <Value>(values: readonly Value[], keyOf: (value: Value) => string) =>
  new Map(values.map((value) => [keyOf(value), value]));

export async function skusForSale(context: OrdersContext, ids: readonly string[]): Promise<Map<string, SkuForSale>> {
  const answer = await context.peers.query<{ skusForSale: SkuForSale[] }>(
    'catalog',
    `query($ids: [ID!]!) { skusForSale(ids: $ids) { skuId productId shopId partyId title specification pictureId labelId labelVersion retailFen onSale storage
      temperatureCelsiusMin temperatureCelsiusMax shelfLifeDays weightGrams returnableWithoutReason categoryCode } }`,
    { ids },
  );
  return byKey(answer.skusForSale, (sku) => sku.skuId);
}

export async function shopStates(context: OrdersContext, ids: readonly string[]): Promise<Map<string, ShopState>> {
  const answer = await context.peers.query<{ shopStates: ShopState[] }>(
    'sellers',
    'query($ids: [ID!]!) { shopStates(ids: $ids) { shopId partyId name onSale reason serviceHours confirmWithin divisionCode } }',
    { ids },
  );
  return byKey(answer.shopStates, (shop) => shop.shopId);
}

export async function addressForOrder(context: OrdersContext, addressId: string): Promise<AddressForOrder | null> {
  const answer = await context.peers.query<{ addressForOrder: AddressForOrder | null }>(
    'trust',
    'query($accountId: ID!, $addressId: ID!) { addressForOrder(accountId: $accountId, addressId: $addressId) { name phone address divisionCode } }',
    { accountId: context.actor.id, addressId },
  );
  return answer.addressForOrder;
}

export async function deliveryOffers(
  context: OrdersContext,
  requests: readonly DeliveryRequest[],
): Promise<Map<string, DeliveryOffer>> {
  const answer = await context.peers.query<{ deliveryOffers: DeliveryOffer[] }>(
    'logistics',
    'query($requests: [DeliveryRequest!]!) { deliveryOffers(requests: $requests) { key available carrierPartyId carrierName feeFen hours refusalCode message } }',
    { requests },
  );
  return byKey(answer.deliveryOffers, (offer) => offer.key);
}

/** What was written when a parcel was refused or a return was handed over. */
export async function noteAtDoor(
  context: OrdersContext,
  of: { shipmentId: string } | { collectionId: string },
): Promise<string> {
  const answer = await context.peers.query<{ noteForOrder: string }>(
    'logistics',
    'query($shipmentId: ID, $collectionId: ID) { noteForOrder(shipmentId: $shipmentId, collectionId: $collectionId) }',
    { ...of },
  );
  return answer.noteForOrder;
}
