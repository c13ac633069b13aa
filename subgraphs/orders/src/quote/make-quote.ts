import { AMOUNT_FEN_MAX, identifier, parse, quantity, z } from '@heitu/kit/validate';
import { ok, refuse, type Outcome, type RefusalDetail } from '@heitu/kit/outcome';
import type { OrdersContext } from '../context.ts';
import { addressForOrder, deliveryOffers, partyDivisions, shopStates, skusForSale, type DeliveryOffer } from '../peers.ts';
import { Quote } from './quote.entity.ts';
import { LINE_QUANTITY_MAX, LINES_MAX, mergeLines, parcelsOf, QUOTE_VALID_MS, type Parcel, type QuoteParcel } from './quote.policy.ts';
import { DELIVERY_REFUSALS, quoteRefusals } from './quote.refusals.ts';

const schema = z.object({
  requestId: identifier(),
  addressId: identifier(),
  lines: z.array(z.object({ skuId: identifier(), quantity: quantity(LINE_QUANTITY_MAX) })).max(LINES_MAX).nullish(),
});

/**
 * Makes an offer for the given lines (or the cart): prices from the labels, delivery from the carriers, stock from our own rows.
 * Everything foreign is asked before the transaction; the offer is then never changed.
 */
export async function makeQuote(context: OrdersContext, input: z.input<typeof schema>): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const lines = mergeLines(valid.value.lines ?? (await cartLines(context)));
  if (lines.length === 0) return refuse(quoteRefusals, 'EMPTY');
  const skuIds = lines.map((line) => line.skuId);
  const [skus, address] = await Promise.all([skusForSale(context, skuIds), addressForOrder(context, valid.value.addressId)]);
  if (!address) return refuse(quoteRefusals, 'ADDRESS_UNKNOWN', [{ at: 'addressId', text: quoteRefusals.ADDRESS_UNKNOWN.message }]);

  const unknown = skuIds.filter((skuId) => !skus.has(skuId));
  if (unknown.length > 0) return refuse(quoteRefusals, 'NOT_FOUND', unknown.map((skuId) => ({ at: skuId, text: '没有这个商品' })));
  const withdrawn = skuIds.filter((skuId) => !skus.get(skuId)!.onSale);
  if (withdrawn.length > 0) return refuse(quoteRefusals, 'SKU_NOT_ON_SALE', withdrawn.map((skuId) => ({ at: skuId, text: `${skus.get(skuId)!.title} 已下架` })));
  const short = await shortOf(context, lines);
  if (short.length > 0) return refuse(quoteRefusals, 'OUT_OF_STOCK', short);

  const parcels = parcelsOf(lines.map((line) => ({ sku: skus.get(line.skuId)!, quantity: line.quantity })));
  const [shops, divisions] = await Promise.all([
    shopStates(context, [...new Set(parcels.map((parcel) => parcel.shopId))]),
    partyDivisions(context, [...new Set(parcels.map((parcel) => parcel.partyId))]),
  ]);
  const closed = parcels.filter((parcel) => !shops.get(parcel.shopId)?.onSale || !divisions.has(parcel.partyId));
  if (closed.length > 0) return refuse(quoteRefusals, 'SHOP_CLOSED', closed.map(({ shopId }) => ({ at: shopId, text: shops.get(shopId)?.reason ?? quoteRefusals.SHOP_CLOSED.message })));

  const offers = await deliveryOffers(context, parcels.map((parcel) => ({
    key: parcel.key,
    fromDivisionCode: divisions.get(parcel.partyId)!,
    toDivisionCode: address.divisionCode,
    weightGrams: parcel.weightGrams,
    storage: parcel.storage,
    categoryCodes: parcel.categoryCodes,
    titles: parcel.lines.map((line) => line.title),
  })));
  const refused = parcels.find((parcel) => !offerFor(offers, parcel));
  if (refused) return deliveryRefusal(refused, offers.get(refused.key));

  const priced: QuoteParcel[] = parcels.map((parcel) => {
    const offer = offerFor(offers, parcel)!;
    const shop = shops.get(parcel.shopId)!;
    return {
      shopId: parcel.shopId, partyId: parcel.partyId, storage: parcel.storage, goodsFen: parcel.goodsFen, lines: parcel.lines,
      deliveryFen: offer.feeFen, carrierPartyId: offer.carrierPartyId, carrierName: offer.carrierName, deliveryHours: offer.hours,
      confirmWithinText: shop.confirmWithin, serviceHoursText: shop.serviceHours,
    };
  });
  const goodsFen = priced.reduce((sum, parcel) => sum + parcel.goodsFen, 0);
  const deliveryFen = priced.reduce((sum, parcel) => sum + parcel.deliveryFen, 0);
  if (goodsFen + deliveryFen > AMOUNT_FEN_MAX) return refuse(quoteRefusals, 'TOTAL_TOO_LARGE');

  return context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    const id = context.newId();
    const { name, phone, address: text, divisionCode } = address;
    await tx.em.insert(Quote, {
      id, accountId: context.actor.id, divisionCode, goodsFen, deliveryFen,
      recipientSealed: await context.vault.seal(context.actor.id, JSON.stringify({ name, phone, address: text, divisionCode })),
      parcels: JSON.stringify(priced),
      totalFen: goodsFen + deliveryFen,
      createdAtMs: nowMs,
      expiresAtMs: nowMs + QUOTE_VALID_MS,
    });
    tx.audit({ type: 'quote', id, clause: '7.3.5.e' });
    return ok({ id });
  }, { id: valid.value.requestId, input: valid.value });
}

const cartLines = (context: OrdersContext) =>
  context.rows.selectFrom('CartLine').select(['skuId', 'quantity']).where('accountId', '=', context.actor.id).orderBy('id').limit(LINES_MAX).execute();

/** Only says early what the conditional update at placing would say: stock is not promised by a quote. */
async function shortOf(context: OrdersContext, lines: readonly { skuId: string; quantity: number }[]): Promise<RefusalDetail[]> {
  const rows = await context.rows.selectFrom('Stock').select(['skuId', 'free', 'skuBlocked', 'shopBlocked']).where('skuId', 'in', lines.map((line) => line.skuId)).execute();
  const free = new Map(rows.map((row) => [row.skuId, row.skuBlocked || row.shopBlocked ? 0 : Math.max(row.free, 0)]));
  return lines
    .filter((line) => (free.get(line.skuId) ?? 0) < line.quantity)
    .map((line) => ({ at: line.skuId, text: `只剩${free.get(line.skuId) ?? 0}件` }));
}

interface UsableOffer { carrierPartyId: string; carrierName: string; feeFen: number; hours: number }
function offerFor(offers: ReadonlyMap<string, DeliveryOffer>, parcel: Parcel): UsableOffer | null {
  const offer = offers.get(parcel.key);
  if (!offer?.available || offer.carrierPartyId === null || offer.feeFen === null || offer.hours === null) return null;
  return { carrierPartyId: offer.carrierPartyId, carrierName: offer.carrierName ?? '', feeFen: offer.feeFen, hours: offer.hours };
}

function deliveryRefusal(parcel: Parcel, offer: DeliveryOffer | undefined) {
  const code = DELIVERY_REFUSALS.find((known) => known === offer?.refusalCode) ?? 'NO_DELIVERY';
  return refuse(quoteRefusals, code, [{ at: parcel.shopId, text: offer?.message ?? quoteRefusals[code].message }]);
}
