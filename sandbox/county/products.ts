import { must } from '@heitu/kit/rules/checked';
import { restrictedGtin13 } from './check-digits.ts';
import { partyOf } from './parties.ts';
import { sellers } from './sellers.ts';
import { placeOf, villageAddress } from './places.ts';
import type { PriceLabelFact, ProductFact, SkuFact } from './product-types.ts';
import type { ProductRow } from './product-rows.ts';
import { COLD_ROWS } from './products-cold.ts';
import { DRY_ROWS } from './products-dry.ts';
import { HILL_ROWS } from './products-hill.ts';
import { STANDARDS } from './standards.ts';

export * from './product-types.ts';
export * from './standards.ts';

// Item numbers from 1 in the order written; the synthetic products begin far above.
let itemNumber = 0;

function toProduct(row: ProductRow): ProductFact {
  const key = `product:${row.slug}`;
  const producerPapers = partyOf(row.producer).papers;
  const skus = row.skus.map((sku): SkuFact => {
    const { slug, ...rest } = sku;
    return {
      ...rest,
      key: `sku:${row.slug}-${slug}`,
      productKey: key,
      storage: row.storage,
      gtin: restrictedGtin13(++itemNumber),
    };
  });
  const productionLicence = row.processed
    ? producerPapers.find((paper) => paper.kind === 'food-production-licence')
    : null;
  if (productionLicence === undefined)
    throw new Error(`${row.producer} makes processed food without a production licence: ${key}`);
  return {
    key,
    madeFrom: null,
    sellerKey: `seller:${row.seller}`,
    supplierKey: `supplier:${row.supplier}`,
    producerKey: row.producer,
    name: row.name,
    searchName: row.searchName,
    pinyin: row.pinyin,
    searchWords: row.searchWords,
    categoryPath: row.categoryPath,
    brand: row.brand,
    origin: placeOf(row.village),
    grade: row.grade,
    standards: row.standards.map((standard) => STANDARDS[standard]),
    characteristics: row.characteristics,
    processed: row.processed,
    productionLicence,
    gmoMarking: row.gmoMarking,
    requiredPapers: row.requiredPapers,
    copy: { headline: row.headline, paragraphs: row.paragraphs },
    usage: row.usage,
    returnableWithoutReason: row.returnableWithoutReason,
    traceKind: row.traceKind,
    demandByMonth: row.demandByMonth,
    skus,
  };
}

/** The county's eighteen products. */
export const products: readonly ProductFact[] = [...DRY_ROWS, ...HILL_ROWS, ...COLD_ROWS].map(toProduct);

/** The text of an origin on a label. */
export const originText = (product: ProductFact): string => villageAddress(product.origin);

const priceManagerOf = new Map(sellers.map((seller) => [seller.key, seller.priceManagerName]));

/** The complete price label of one SKU (7.3.5). 12315 is the national line that takes price complaints. */
export function priceLabelOf(product: ProductFact, sku: SkuFact): PriceLabelFact {
  return {
    skuKey: sku.key,
    pricingType: '市场调节价',
    productName: product.name,
    origin: originText(product),
    grade: product.grade,
    specification: sku.specification,
    unit: `元/${sku.saleUnit}`,
    retailFen: sku.retailFen,
    priceManagerName: must(priceManagerOf.get(product.sellerKey), product.sellerKey),
    supervision: '价格监督电话12315',
  };
}
