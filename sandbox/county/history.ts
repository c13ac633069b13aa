import { must } from '@heitu/kit/rules/checked';
import { clerkOf, firstSku } from './firsts.ts';
import { consumers } from './consumers.ts';
import { atDay, monthOf } from './days.ts';
import { carrierFor, deliveryFen, rateFor } from './delivery-price.ts';
import { makeProducts } from './extra-products.ts';
import { liveOrder, paymentDelayMs } from './history-order.ts';
import type { HistoryLine, HistoryOptions, HistoryOrder } from './history-types.ts';
import { lotsOfProduct } from './lots.ts';
import { products } from './products.ts';
import { sellers } from './sellers.ts';
import type { ProductFact, StorageCondition } from './product-types.ts';
import { type Random, seededRandom, weightedPicker } from './random.ts';

export * from './history-types.ts';

export const HISTORY_DAYS = 92;
const TWO_SELLERS_CHANCE = 0.18;
/** Minutes of the day at which people buy: a lunch hump and an evening one. */
const BUYING_HOURS: readonly (readonly [hour: number, weight: number])[] = [
  [6, 1],
  [7, 3],
  [8, 5],
  [9, 6],
  [10, 7],
  [11, 8],
  [12, 10],
  [13, 7],
  [14, 5],
  [15, 5],
  [16, 6],
  [17, 6],
  [18, 7],
  [19, 10],
  [20, 12],
  [21, 10],
  [22, 5],
  [23, 2],
];
const pickHour = weightedPicker(BUYING_HOURS, ([, weight]) => weight);
const LINE_COUNTS: readonly (readonly [lines: number, weight: number])[] = [
  [1, 55],
  [2, 27],
  [3, 12],
  [4, 6],
];
const pickLineCount = weightedPicker(LINE_COUNTS, ([, weight]) => weight);
/** The first pack of a product sells more than the large ones. */
const QUANTITIES: readonly (readonly [quantity: number, weight: number])[] = [
  [1, 72],
  [2, 20],
  [3, 6],
  [5, 2],
];
const pickQuantity = weightedPicker(QUANTITIES, ([, weight]) => weight);

/** Real products sell by what a household buys of them; without this rice would sell no better than wild greens. */
const POPULARITY: Readonly<Record<string, number>> = {
  'product:rice': 6,
  'product:eggs': 2,
  'product:potato': 1.6,
  'product:black-fungus': 1.5,
  'product:fresh-corn': 1.4,
};

type Picker = (random: Random) => ProductFact;

/** Goods that can travel in one order: same seller, same storage. */
const groupOf = (product: ProductFact): string => `${product.sellerKey}|${firstSku(product).storage.condition}`;

/** What sells in each month: a picker over everything that keeps at room temperature or everything, and one per group. */
class Shelf {
  private readonly pickers = new Map<string, Picker>();
  private readonly byGroup = new Map<string, ProductFact[]>();
  private readonly ambient: ProductFact[];

  constructor(private readonly all: readonly ProductFact[]) {
    for (const product of all) {
      const group = groupOf(product);
      const list = this.byGroup.get(group);
      if (list) list.push(product);
      else this.byGroup.set(group, [product]);
    }
    this.ambient = all.filter((product) => firstSku(product).storage.condition === 'ambient');
  }

  private picker(name: string, month: number, items: readonly ProductFact[]): Picker {
    const key = `${name}|${month}`;
    let picker = this.pickers.get(key);
    if (!picker) {
      picker = weightedPicker(
        items,
        (product) => (product.demandByMonth[month - 1] ?? 0) * (POPULARITY[product.madeFrom ?? product.key] ?? 1),
      );
      this.pickers.set(key, picker);
    }
    return picker;
  }

  any(random: Random, month: number, coldReaches: boolean): ProductFact {
    return coldReaches
      ? this.picker('all', month, this.all)(random)
      : this.picker('ambient', month, this.ambient)(random);
  }

  alike(random: Random, month: number, product: ProductFact): ProductFact {
    const group = groupOf(product);
    return this.picker(group, month, must(this.byGroup.get(group), group))(random);
  }
}

/** Which lot an order was picked from: the first to expire among those in store on the day; computed once per product. */
function lotFinder(baseDate: Date): (product: ProductFact, day: number) => string | null {
  const known = new Map<string, { key: string; fromDay: number; expiryDay: number }[]>();
  return (product, day) => {
    let lots = known.get(product.key);
    if (!lots) {
      lots = lotsOfProduct(product, baseDate).map((lot) => ({
        key: lot.key,
        fromDay: lot.productionDay + 1,
        expiryDay: lot.expiryDay,
      }));
      known.set(product.key, lots);
    }
    return lots.find((lot) => lot.fromDay <= day && lot.expiryDay > day)?.key ?? null;
  };
}

const sellerStaffKey = new Map(sellers.map((seller) => [seller.key, clerkOf(seller).key]));

/** What a consumer puts in the cart of one seller. */
function linesOf(
  random: ReturnType<typeof seededRandom>,
  shelf: Shelf,
  lotOf: ReturnType<typeof lotFinder>,
  first: ProductFact,
  month: number,
  day: number,
): { lines: HistoryLine[]; grams: number; returnable: boolean } {
  const lines = new Map<string, HistoryLine>();
  let grams = 0;
  let returnable = true;
  const wanted = pickLineCount(random)[0];
  for (let i = 0; i < wanted; i++) {
    const product = i === 0 ? first : shelf.alike(random, month, first);
    const sku = must(product.skus[Math.floor(random.next() ** 1.5 * product.skus.length)], 'a pack');
    if (lines.has(sku.key)) continue;
    const quantity = pickQuantity(random)[0];
    const unitPriceFen = sku.retailFen;
    lines.set(sku.key, {
      skuKey: sku.key,
      productKey: product.key,
      quantity,
      unitPriceFen,
      amountFen: quantity * unitPriceFen,
      lotKey: lotOf(product, day),
    });
    grams += sku.grossGrams * quantity;
    returnable &&= product.returnableWithoutReason;
  }
  return { lines: [...lines.values()], grams, returnable };
}

/**
 * Orders of `days` before `baseDate`, by day of ordering, one at a time: memory does not grow with `orders`. Pure: the
 * same options give the same orders. One order per seller; a checkout of two sellers gives two orders in a row.
 */
export function* makeHistory(options: HistoryOptions): Generator<HistoryOrder> {
  const { seed, baseDate, orders, days = HISTORY_DAYS } = options;
  const random = seededRandom(seed);
  const shelf = new Shelf([...makeProducts({ seed, count: Math.max(products.length, options.products ?? 0) })]);
  const lotOf = lotFinder(baseDate);
  const coldReaches = new Set(
    consumers.filter(({ address }) => rateFor(carrierFor('chilled').key, 'chilled', address.divisionCode) !== null),
  );

  for (let number = 1, checkout = 1; number <= orders; checkout++) {
    const day = Math.floor(((number - 1 + random.next()) / orders) * (days + 1)) - days;
    const wished =
      atDay(baseDate, day, pickHour(random)[0] * 60 + random.int(0, 59)).getTime() + random.int(0, 59) * 1000;
    // The base date's own day ends at the base date.
    const placedAt = new Date(wished <= baseDate.getTime() ? wished : baseDate.getTime() - random.int(60, 3600) * 1000);
    const month = monthOf(placedAt);
    const consumer = random.pick(consumers);
    const checkoutKey = `checkout:${String(checkout).padStart(6, '0')}`;
    const paidAfterMs = paymentDelayMs(random);
    const one = shelf.any(random, month, coldReaches.has(consumer));
    const firsts = [one];
    if (number < orders && random.chance(TWO_SELLERS_CHANCE)) {
      const second = shelf.any(random, month, coldReaches.has(consumer));
      if (second.sellerKey !== one.sellerKey) firsts.push(second);
    }
    for (const first of firsts) {
      const { lines, grams, returnable } = linesOf(random, shelf, lotOf, first, month, day);
      const { storage } = firstSku(first);
      const condition: StorageCondition = storage.condition;
      const carrier = carrierFor(condition);
      const rate = rateFor(carrier.key, condition, consumer.address.divisionCode);
      if (!rate) throw new Error(`${carrier.key} does not reach ${consumer.key}`);
      yield liveOrder(
        {
          number,
          checkoutKey,
          combineOutTradeNo: `C${String(checkout).padStart(6, '0')}`,
          consumer,
          sellerKey: first.sellerKey,
          sellerStaffKey: must(sellerStaffKey.get(first.sellerKey), first.sellerKey),
          storage,
          carrier,
          rate,
          placedAt,
          lines,
          deliveryFen: deliveryFen(rate, grams),
          slug: (first.madeFrom ?? first.key).slice('product:'.length),
          returnableWithoutReason: returnable,
          paidAfterMs,
        },
        random,
        baseDate,
      );
      number++;
    }
  }
}
