import { must } from '@heitu/kit/rules/checked';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { OFFER_VALID_MS } from '@heitu/standard';
import type { SkuForSale } from '../peers.ts';
import type { Storage } from '../storage.ts';
import type { QuoteLine } from './quote-parcel.ts';

/** How long a quote pins prices: 15 minutes. */
export const QUOTE_VALID_MS = OFFER_VALID_MS;
/** How long one that nobody used is kept after that. */
export const QUOTE_KEPT_MS = DAY_MS;
/**
 * One parcel, whose seller and carrier agreed to it, and no more than a courier should stand at a door for: several
 * parcels come at several times, and each needs a payment of its own.
 */
export const DOOR_FEN_MAX = 200_000;
export const mayPayAtDoor = (parcels: readonly { paysAtDoor?: boolean }[], totalFen: number): boolean =>
  parcels.length === 1 && parcels[0]?.paysAtDoor === true && totalFen <= DOOR_FEN_MAX;
export const LINES_MAX = 50;
export const LINE_QUANTITY_MAX = 999;

/** The same SKU asked for twice is one line. */
export function mergeLines<Line extends { skuId: string; quantity: number }>(
  lines: readonly Line[],
): { skuId: string; quantity: number }[] {
  const quantities = new Map<string, number>();
  for (const { skuId, quantity } of lines) quantities.set(skuId, (quantities.get(skuId) ?? 0) + quantity);
  return [...quantities].map(([skuId, quantity]) => ({ skuId, quantity }));
}

/** The price shown is the price charged (7.3.5.b): the label's retail price; its version is pinned with it. */
export const priceLine = (sku: SkuForSale, quantity: number): QuoteLine => ({
  skuId: sku.skuId,
  productId: sku.productId,
  title: sku.title,
  specification: sku.specification,
  pictureId: sku.pictureId,
  labelId: sku.labelId,
  labelVersion: sku.labelVersion,
  quantity,
  unitFen: sku.retailFen,
  totalFen: sku.retailFen * quantity,
  storage: sku.storage,
  temperatureCelsiusMin: sku.temperatureCelsiusMin,
  temperatureCelsiusMax: sku.temperatureCelsiusMax,
  shelfLifeDays: sku.shelfLifeDays,
  weightGrams: sku.weightGrams,
  netGrams: sku.netGrams,
  returnableWithoutReason: sku.returnableWithoutReason,
});

export interface Parcel {
  key: string;
  shopId: string;
  partyId: string;
  storage: Storage;
  lines: QuoteLine[];
  categoryCodes: string[];
  weightGrams: number;
  goodsFen: number;
}

/** One parcel per seller, and per temperature where a seller's lines cannot travel together. */
export function parcelsOf(wanted: readonly { sku: SkuForSale; quantity: number }[]): Parcel[] {
  const groups = Map.groupBy(wanted, ({ sku }) => `${sku.shopId}:${sku.storage}`);
  return [...groups].map(([key, group]) => {
    const { shopId, partyId, storage } = must(group[0], `a line of ${key}`).sku;
    const lines = group.map(({ sku, quantity }) => priceLine(sku, quantity));
    return {
      key,
      shopId,
      partyId,
      storage,
      lines,
      categoryCodes: [...new Set(group.map(({ sku }) => sku.categoryCode))],
      weightGrams: lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0),
      goodsFen: lines.reduce((sum, line) => sum + line.totalFen, 0),
    };
  });
}

/** Whoever it is for has ended it, or its day is over. */
export const ERRAND_ENDED = { message: '这次代买已经结束，请他重新报一次验证码', clause: '11.5.de' } as const;
