import { LabelsInForce, SkusForSale, type SkusForSaleQuery } from './asks/catalog.ts';
import {
  DeliveryOffers,
  NoteAtDoor,
  TariffsThen,
  type DeliveryOffersQuery,
  type DeliveryRequest,
  type TariffMoment,
} from './asks/logistics.ts';
import { SharesJudged } from './asks/payments.ts';
import { PartyName, ShopStates, type ShopStatesQuery } from './asks/sellers.ts';
import { AddressOfBuyer, AgreementsOwed, BuyingFor, type AddressOfBuyerQuery } from './asks/trust.ts';
import type { OrdersContext } from './context.ts';
import { isStored, type Storage } from './storage.ts';

/** What orders asks of its peers. Never inside a transaction: kit throws there. */
export type SkuForSale = SkusForSaleQuery['skusForSale'][number] & { storage: Storage };
/** `divisionCode`: where its party sends from. */
export type ShopState = ShopStatesQuery['shopStates'][number];
export type AddressForOrder = NonNullable<AddressOfBuyerQuery['addressForOrder']>;
export type { DeliveryRequest };
export type DeliveryOffer = DeliveryOffersQuery['deliveryOffers'][number];

const byKey = <Value>(values: readonly Value[], keyOf: (value: Value) => string) =>
  new Map(values.map((value) => [keyOf(value), value]));

export async function skusForSale(context: OrdersContext, ids: readonly string[]): Promise<Map<string, SkuForSale>> {
  const answer = await context.peers.query(SkusForSale, { ids });
  // Goods that nobody knows how to keep are not offered.
  return byKey(answer.skusForSale.filter(isStored), (sku) => sku.skuId);
}

/** Which label each line's SKU had when it was ordered, by the line's id. */
export async function labelsInForce(
  context: OrdersContext,
  lines: readonly { id: string; skuId: string; labelId: string; placedAtMs: number }[],
) {
  const asked = lines.map(({ id: key, skuId, labelId, placedAtMs }) => ({
    key,
    skuId,
    labelId,
    atMs: String(placedAtMs),
  }));
  const { labelsInForce: answers } = await context.peers.query(LabelsInForce, { asked });
  return byKey(
    answers.map(({ chargedUntilMs, ...answer }) => ({
      ...answer,
      chargedUntilMs: chargedUntilMs === null ? null : Number(chargedUntilMs),
    })),
    ({ key }) => key,
  );
}

/** What the tariff of each parcel's carrier said, by the parcel's key. */
export async function tariffsThen(context: OrdersContext, asked: TariffMoment[]) {
  const answer = await context.peers.query(TariffsThen, { asked });
  return byKey(answer.tariffsThen, ({ key }) => key);
}

/** What carriers and stations got too much of the orders that were settled in a period, by the contracts. */
export async function sharesJudged(context: OrdersContext, fromMs: number, toMs: number) {
  const asked = { fromMs: String(fromMs), toMs: String(toMs) };
  const { judged, above } = (await context.peers.query(SharesJudged, asked)).sharesJudged;
  return { judged, above: above.map((share) => ({ ...share, kind: sharedKind(share.kind) })) };
}
const sharedKind = (kind: string): 'freight' | 'commission' => (kind === 'freight' ? 'freight' : 'commission');
export type ShareAbove = Awaited<ReturnType<typeof sharesJudged>>['above'][number];

export async function shopStates(context: OrdersContext, ids: readonly string[]): Promise<Map<string, ShopState>> {
  const answer = await context.peers.query(ShopStates, { ids });
  return byKey(answer.shopStates, (shop) => shop.shopId);
}

export async function addressForOrder(context: OrdersContext, addressId: string): Promise<AddressForOrder | null> {
  const answer = await context.peers.query(AddressOfBuyer, { accountId: context.actor.id, addressId });
  return answer.addressForOrder;
}

/** For whom the caller, an agent of a station, buys now; null where that person's word does not hold. */
export async function buyingFor(context: OrdersContext, errandId: string) {
  const answer = await context.peers.query(BuyingFor, { errandId, agentAccountId: context.actor.id });
  return answer.errandUnderWay;
}

/** What the buyer and these sellers have not said yes to of what binds them. */
export async function agreementsOwed(context: OrdersContext, accountId: string, partyIds: string[]) {
  return (await context.peers.query(AgreementsOwed, { accountId, partyIds })).agreementsOwed;
}

export async function deliveryOffers(
  context: OrdersContext,
  requests: readonly DeliveryRequest[],
): Promise<Map<string, DeliveryOffer>> {
  const answer = await context.peers.query(DeliveryOffers, { requests });
  return byKey(answer.deliveryOffers, (offer) => offer.key);
}

/** What was written when a parcel was refused or a return was handed over. */
export async function noteAtDoor(
  context: OrdersContext,
  of: { shipmentId: string } | { collectionId: string },
): Promise<string> {
  const answer = await context.peers.query(NoteAtDoor, of);
  return answer.noteForOrder;
}

/** What a business is called; empty where nobody is. */
export async function nameOfParty(context: OrdersContext, partyId: string): Promise<string> {
  const answer = await context.peers.query(PartyName, { ids: [partyId] });
  return answer.partyStates[0]?.name ?? '';
}
