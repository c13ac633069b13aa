import { must } from '@heitu/kit/rules/checked';
import { firstSku } from './firsts.ts';
import { restrictedGtin13 } from './check-digits.ts';
import { villages } from './places.ts';
import { products } from './products.ts';
import type { ProductFact, SkuFact } from './product-types.ts';
import { seededRandom } from './random.ts';

/** Item numbers of synthetic packs begin here; two packs a product, five digits in all. */
const EXTRA_ITEM_FROM = 10_000;
export const EXTRA_PRODUCTS_MAX = 40_000;

/** Grades that trade knows, with what they do to a price. */
const GRADES: Readonly<Partial<Record<ProductFact['traceKind'], readonly (readonly [string, number])[]>>> = {
  rice: [
    ['一级', 1],
    ['二级', 0.86],
  ],
  grain: [
    ['一等', 1],
    ['二等', 0.92],
    ['三等', 0.85],
  ],
  fungus: [
    ['一级', 1],
    ['二级', 0.84],
    ['三级', 0.7],
  ],
  root: [
    ['一级', 1],
    ['二级', 0.85],
  ],
  berry: [
    ['优等品', 1.2],
    ['一等品', 1],
    ['合格品', 0.82],
  ],
  nuts: [
    ['一级', 1],
    ['二级', 0.88],
  ],
};

const specificationOf = (grams: number, saleUnit: string): string =>
  grams < 1000 ? `${grams}克/${saleUnit}` : `${grams / 1000}千克/${saleUnit}`;

/** Rounds to whole jiao, as the county's other prices are. */
const toJiao = (fen: number): number => Math.max(10, Math.round(fen / 10) * 10);

function varied(
  base: ProductFact,
  sku: SkuFact,
  key: string,
  times: number,
  priceFactor: number,
  itemNumber: number,
): SkuFact {
  const { net } = sku;
  const next =
    net.kind === 'weight'
      ? { kind: 'weight' as const, grams: net.grams * times }
      : { ...net, count: net.count * times };
  return {
    ...sku,
    key,
    productKey: base.key,
    net: next,
    grossGrams: sku.grossGrams * times,
    specification:
      next.kind === 'weight' ? specificationOf(next.grams, sku.saleUnit) : `${next.count}${next.unit}/${sku.saleUnit}`,
    retailFen: toJiao(sku.retailFen * times * priceFactor),
    gtin: restrictedGtin13(itemNumber),
  };
}

/**
 * Synthetic products for a larger county: real ones varied by village of origin, grade and pack. Lazy; the same seed
 * and position give the same product. Keys 'product:x00001'; `madeFrom` names the real one. Throws above
 * EXTRA_PRODUCTS_MAX.
 */
export function* extraProducts(options: { seed: number; count: number }): Generator<ProductFact> {
  if (options.count > EXTRA_PRODUCTS_MAX) throw new Error(`at most ${EXTRA_PRODUCTS_MAX} synthetic products`);
  const random = seededRandom(options.seed ^ 0x5eed);
  // Goods that only one village or one person makes are not varied; processed goods keep their producer's licence.
  const bases = products.filter((product) => !product.sellerKey.endsWith('-farmer'));
  const origins = villages().filter((village) => village.name.endsWith('村'));
  for (let i = 0; i < options.count; i++) {
    const base = must(bases[i % bases.length], 'a real product');
    const origin = random.pick(origins);
    const [grade, gradeFactor] = random.pick(GRADES[base.traceKind] ?? [[base.grade, 1] as const]);
    const name = `x${String(i + 1).padStart(5, '0')}`;
    const key = `product:${name}`;
    const factor = gradeFactor * (0.92 + random.next() * 0.16);
    const item = EXTRA_ITEM_FROM + i * 2;
    const sku = firstSku(base);
    const head = { ...base, key };
    yield {
      ...head,
      madeFrom: base.key,
      name: `${base.name}·${origin.townshipName}${origin.name}`,
      brand: null,
      origin,
      grade,
      copy: {
        headline: `${origin.townshipName}${origin.name}产${base.searchName}`,
        paragraphs: ['产地、等级和规格见标签，按批检验后包装。'],
      },
      demandByMonth: base.demandByMonth.map((demand) => demand * (0.1 + random.next() * 0.4)),
      skus: [
        varied(head, sku, `sku:${name}-1`, 1, factor, item),
        varied(head, sku, `sku:${name}-2`, 2, factor * 0.97, item + 1),
      ],
    };
  }
}

/** The first `count` products of a larger county: the real ones, then synthetic ones. */
export function* makeProducts(options: { seed: number; count: number }): Generator<ProductFact> {
  yield* products.slice(0, options.count);
  if (options.count > products.length)
    yield* extraProducts({ seed: options.seed, count: options.count - products.length });
}
