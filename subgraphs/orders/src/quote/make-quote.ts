import { AMOUNT_FEN_MAX, identifier, parse, quantity, z } from '@heitu/kit/validate';
import { ok, refuse, type Outcome, type RefusalDetail } from '@heitu/kit/outcome';
import { statement } from '@heitu/kit/statement';
import type { OrdersContext, OrdersRows } from '../context.ts';
import { addressForOrder, deliveryOffers, shopStates, skusForSale, type DeliveryOffer } from '../peers.ts';
import { turnsOf } from '../order/judge-unpaid.ts';
import { comparableAddress } from '../order/unpaid.policy.ts';
import {
  LINE_QUANTITY_MAX,
  LINES_MAX,
  mergeLines,
  parcelsOf,
  QUOTE_VALID_MS,
  type Parcel,
  type QuoteParcel,
} from './quote.policy.ts';
import { quotesById, type QuoteRow } from './quote.loader.ts';
import { DELIVERY_REFUSALS, quoteRefusals } from './quote.refusals.ts';

const makeTurns = statement((rows: OrdersRows, { turns }: { turns: readonly { turn: number; placings: number }[] }) =>
  rows.insertInto('PlacingTurn').ignore().values(turns),
);
const schema = z.object({
  requestId: identifier(),
  addressId: identifier(),
  lines: z
    .array(z.object({ skuId: identifier(), quantity: quantity(LINE_QUANTITY_MAX) }))
    .max(LINES_MAX)
    .nullish(),
});

/**
 * Makes an offer for the given lines (or the cart): prices from the labels, delivery from the carriers, stock from our
 * own rows. Everything foreign is asked before the transaction; the offer is then never changed.
 */
export async function makeQuote(
  context: OrdersContext,
  input: z.input<typeof schema>,
): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const lines = mergeLines(valid.value.lines ?? (await cartLines(context)));
  if (lines.length === 0) return refuse(quoteRefusals, 'EMPTY');
  const skuIds = lines.map((line) => line.skuId);
  context.vault.expect(context.actor.id);
  const stock = await stockOf(context, skuIds);
  const sold = shortOf(
    lines.filter((line) => stock.has(line.skuId) && !stock.get(line.skuId)!.blocked),
    stock,
  );
  // What is sold out needs nobody else's word: of a thing that many want, most ask in vain.
  if (sold.length > 0) return refuse(quoteRefusals, 'OUT_OF_STOCK', sold);
  const [skus, address] = await Promise.all([
    skusForSale(context, skuIds),
    addressForOrder(context, valid.value.addressId),
  ]);
  if (!address)
    return refuse(quoteRefusals, 'ADDRESS_UNKNOWN', [{ at: 'addressId', text: quoteRefusals.ADDRESS_UNKNOWN.message }]);

  const unknown = skuIds.filter((skuId) => !skus.has(skuId));
  if (unknown.length > 0)
    return refuse(
      quoteRefusals,
      'NOT_FOUND',
      unknown.map((skuId) => ({ at: skuId, text: '没有这个商品' })),
    );
  const withdrawn = skuIds.filter((skuId) => !skus.get(skuId)!.onSale);
  if (withdrawn.length > 0)
    return refuse(
      quoteRefusals,
      'SKU_NOT_ON_SALE',
      withdrawn.map((skuId) => ({ at: skuId, text: `${skus.get(skuId)!.title} 已下架` })),
    );
  const short = shortOf(lines, stock);
  if (short.length > 0) return refuse(quoteRefusals, 'OUT_OF_STOCK', short);

  const parcels = parcelsOf(lines.map((line) => ({ sku: skus.get(line.skuId)!, quantity: line.quantity })));
  const shops = await shopStates(context, [...new Set(parcels.map((parcel) => parcel.shopId))]);
  const closed = parcels.filter((parcel) => !shops.get(parcel.shopId)?.onSale);
  if (closed.length > 0)
    return refuse(
      quoteRefusals,
      'SHOP_CLOSED',
      closed.map(({ shopId }) => ({
        at: shopId,
        text: shops.get(shopId)?.reason ?? quoteRefusals.SHOP_CLOSED.message,
      })),
    );

  const offers = await deliveryOffers(
    context,
    parcels.map((parcel) => ({
      key: parcel.key,
      fromDivisionCode: shops.get(parcel.shopId)!.divisionCode,
      toDivisionCode: address.divisionCode,
      weightGrams: parcel.weightGrams,
      storage: parcel.storage,
      categoryCodes: parcel.categoryCodes,
      titles: parcel.lines.map((line) => line.title),
    })),
  );
  const refused = parcels.find((parcel) => !offerFor(offers, parcel));
  if (refused) return deliveryRefusal(refused, offers.get(refused.key));

  const priced: QuoteParcel[] = parcels.map((parcel) => {
    const offer = offerFor(offers, parcel)!;
    const shop = shops.get(parcel.shopId)!;
    return {
      shopId: parcel.shopId,
      partyId: parcel.partyId,
      storage: parcel.storage,
      goodsFen: parcel.goodsFen,
      lines: parcel.lines,
      deliveryFen: offer.feeFen,
      carrierPartyId: offer.carrierPartyId,
      carrierName: offer.carrierName,
      deliveryHours: offer.hours,
      confirmWithinText: shop.confirmWithin,
      serviceHoursText: shop.serviceHours,
    };
  });
  const goodsFen = priced.reduce((sum, parcel) => sum + parcel.goodsFen, 0);
  const deliveryFen = priced.reduce((sum, parcel) => sum + parcel.deliveryFen, 0);
  if (goodsFen + deliveryFen > AMOUNT_FEN_MAX) return refuse(quoteRefusals, 'TOTAL_TOO_LARGE');

  const { name, phone, address: text, divisionCode } = address;
  const addressKey = context.vault.blindIndex('delivery-address', comparableAddress({ divisionCode, address: text }));
  const recipientSealed = await context.vault.seal(
    context.actor.id,
    JSON.stringify({ name, phone, address: text, divisionCode }),
  );
  return context.write(
    (writes) => {
      const nowMs = context.clock.now();
      const id = context.newId();
      const row: QuoteRow = {
        id,
        accountId: context.actor.id,
        addressKey,
        divisionCode,
        goodsFen,
        deliveryFen,
        recipientSealed,
        parcels: JSON.stringify(priced),
        totalFen: goodsFen + deliveryFen,
        createdAtMs: nowMs,
        expiresAtMs: nowMs + QUOTE_VALID_MS,
        usedAtMs: null,
      };
      // Here, so that placing finds them: to make a row and take it in one message would have two of one person wait
      // for each other.
      writes.add(makeTurns({ turns: turnsOf(context.actor.id, addressKey).map((turn) => ({ turn, placings: 0 })) }));
      writes.insert('Quote', row);
      context.loader<string, QuoteRow>(quotesById).prime(id, row);
      writes.audit({ type: 'quote', id, clause: '7.3.5.e' });
      return ok({ id });
    },
    { id: valid.value.requestId, input: valid.value },
  );
}

const cartLines = (context: OrdersContext) =>
  context.rows
    .selectFrom('CartLine')
    .select(['skuId', 'quantity'])
    .where('accountId', '=', context.actor.id)
    .orderBy('id')
    .limit(LINES_MAX)
    .execute();

type StockOf = ReadonlyMap<string, { free: number; blocked: boolean }>;
const stockBySku = statement((rows: OrdersRows, { skuIds }: { skuIds: readonly string[] }) =>
  rows.selectFrom('Stock').select(['skuId', 'free', 'skuBlocked', 'shopBlocked']).where('skuId', 'in', skuIds),
);
async function stockOf(context: OrdersContext, skuIds: readonly string[]): Promise<StockOf> {
  const [rows] = await context.read(stockBySku({ skuIds }));
  return new Map(
    rows.map(({ skuId, free, skuBlocked, shopBlocked }) => [
      skuId,
      { free: Math.max(free, 0), blocked: Boolean(skuBlocked || shopBlocked) },
    ]),
  );
}

/** Only says early what the conditional update at placing would say: stock is not promised by a quote. */
function shortOf(lines: readonly { skuId: string; quantity: number }[], stock: StockOf): RefusalDetail[] {
  const left = (skuId: string): number => {
    const known = stock.get(skuId);
    return known && !known.blocked ? known.free : 0;
  };
  return lines
    .filter((line) => left(line.skuId) < line.quantity)
    .map((line) => ({ at: line.skuId, text: `只剩${left(line.skuId)}件` }));
}

interface UsableOffer {
  carrierPartyId: string;
  carrierName: string;
  feeFen: number;
  hours: number;
}
function offerFor(offers: ReadonlyMap<string, DeliveryOffer>, parcel: Parcel): UsableOffer | null {
  const offer = offers.get(parcel.key);
  if (!offer?.available || offer.carrierPartyId === null || offer.feeFen === null || offer.hours === null) return null;
  return {
    carrierPartyId: offer.carrierPartyId,
    carrierName: offer.carrierName ?? '',
    feeFen: offer.feeFen,
    hours: offer.hours,
  };
}

function deliveryRefusal(parcel: Parcel, offer: DeliveryOffer | undefined) {
  const code = DELIVERY_REFUSALS.find((known) => known === offer?.refusalCode) ?? 'NO_DELIVERY';
  return refuse(quoteRefusals, code, [{ at: parcel.shopId, text: offer?.message ?? quoteRefusals[code].message }]);
}
