import { yuan } from '@heitu/kit/rules/money';
import { aboutThing, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { type ClauseRef, clauseText, type Storage } from '@heitu/standard';
import { unprovenClaims, type CopyMark } from '../copy/copy.policy.ts';
import { pricingUnder, type PublishedBand } from '../band/price-band.policy.ts';
import { missingLabelFields, type LabelFields, type PricingType } from '../price/price-label.policy.ts';
import type { IndicatorLimit } from '../standard/indicator.policy.ts';
import { standardProblems, type KnownStandard, type StandardClass } from '../standard/standard.policy.ts';
import { LOOSE_GRAMS } from './loose-units.ts';
import type { ProductState } from './product.lifecycle.ts';
import type { GoodsCode, PublishCode } from './product.refusals.ts';

/**
 * What was published stays readable for those who bought it; drafts and removed ones are for their seller and for
 * overseers.
 */
export const isShownToAll = ({
  state,
  publishedAtMs,
}: {
  state: ProductState;
  publishedAtMs: number | null;
}): boolean => publishedAtMs !== null && state !== 'removed';

/** The cover among them. */
export const PICTURES_PER_PRODUCT_MAX = 9;
/** As they are kept: the cover, and the others in one line. */
export const keptPictures = ([cover, ...more]: readonly string[]): {
  pictureId: string | null;
  morePictureIds: string | null;
} => ({ pictureId: cover ?? null, morePictureIds: more.length > 0 ? more.join(',') : null });
export const picturesOf = (row: { pictureId: string | null; morePictureIds: string | null }): string[] => [
  ...(row.pictureId ? [row.pictureId] : []),
  ...(row.morePictureIds?.split(',') ?? []),
];

export const SKUS_PER_PRODUCT_MAX = 20;
/** Whether the goods are genetically modified: stated where the category asks for it. */
export const GMO_STATUSES = { none: '非转基因', contains: '含转基因' } as const;
export type GmoStatus = keyof typeof GMO_STATUSES;
export const isPrePacked = (sku: { unit: string }): boolean => !(sku.unit in LOOSE_GRAMS);

/** Net content in the units that the rules for pre-packed goods ask for: grams below 1,000, else kilograms. */
export function netText(sku: {
  netGrams: number | null;
  netMillilitres: number | null;
  netCount: number | null;
  unit: string;
}): string {
  if (sku.netGrams) return sku.netGrams < 1000 ? `${sku.netGrams}克` : `${sku.netGrams / 1000}千克`;
  if (sku.netMillilitres)
    return sku.netMillilitres < 1000 ? `${sku.netMillilitres}毫升` : `${sku.netMillilitres / 1000}升`;
  if (sku.netCount) return `${sku.netCount}个`;
  return `按${sku.unit}称重`;
}

/** Doubles come typed as text or number, by driver. */
export const celsiusOf = (value: number | string | null): number | null => (value === null ? null : Number(value));

/** GS1 modulo 10 over 8, 12, 13 or 14 digits. */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false;
  const digits = [...text].map(Number).reverse();
  const sum = digits.slice(1).reduce((total, digit, i) => total + digit * (i % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === digits[0];
}

export interface PublishableSku {
  id: string;
  specification: string;
  unit: string;
  netGrams: number | null;
  netMillilitres: number | null;
  netCount: number | null;
  storage: Storage;
  temperatureCelsiusMax: number | null;
  label: (LabelFields & { pricingType: PricingType }) | null;
}
export interface PublishableProduct {
  partyId: string;
  standardClass: StandardClass;
  standardCode: string | null;
  characteristics: string | null;
  safetyDeclared: boolean;
  gmoStatus: GmoStatus | null;
}
export interface PublishProblem<Code extends PublishCode = PublishCode> {
  code: Code;
  detail: RefusalDetail;
  clause?: ClauseRef;
}

/** It is about a part of the goods as they are kept: whoever lists them sends only their id. */
const problem = (code: PublishCode, part: string, text: string, clause?: ClauseRef): PublishProblem => ({
  code,
  clause,
  detail: aboutThing(part, clause ? `${text}（${clauseText(clause)}）` : text),
});

/** It lies in the goods, not in the shop that offers them. */
export const isOfGoods = (found: PublishProblem): found is PublishProblem<GoodsCode> =>
  found.code !== 'SHOP_NOT_ON_SALE';

/** What a pack or its label claims without the certificate that it asks for. */
export const labelClaims = (
  sku: { specification: string; label: Pick<LabelFields, 'origin' | 'grade' | 'specification'> | null },
  certificateTypes: readonly string[],
): string[] => {
  const said = [sku.specification, sku.label?.specification, sku.label?.origin, sku.label?.grade];
  return unprovenClaims(said.filter(Boolean).join('\n'), certificateTypes).map(
    ({ word, text }) => `价签上的“${word}”：${text}`,
  );
};

/** Everything that keeps a product off sale, each with its place and its clause; an empty list lets it on. */
export function publishProblems(facts: {
  product: PublishableProduct;
  skus: readonly PublishableSku[];
  shop: { onSale: boolean; reason: string | null };
  category: { statesGmo: boolean };
  /** The government document that binds the price of such goods. */
  band: PublishedBand | null;
  /** Of each SKU the price that an emergency's rule lets go on sale by itself, where one binds it. */
  priceLimits: ReadonlyMap<string, { limitFen: number; document: string }>;
  standards: readonly KnownStandard[];
  /** The tables of all standards for these goods. */
  limits: readonly IndicatorLimit[];
  marks: readonly CopyMark[];
  certificateTypes: readonly string[];
  today: string;
}): PublishProblem[] {
  const { product, skus, shop, category, band, priceLimits, standards, limits, marks, certificateTypes, today } = facts;
  const problems: PublishProblem[] = [];
  if (!shop.onSale) problems.push(problem('SHOP_NOT_ON_SALE', 'shopId', shop.reason || '店铺没有开业'));
  for (const sku of skus) {
    const at = `skus.${sku.specification}`;
    const missing = missingLabelFields(sku.label);
    if (missing.length > 0)
      problems.push(problem('LABEL_INCOMPLETE', `${at}.label`, `价签缺少：${missing.join('、')}`, '7.3.5.c'));
    for (const text of labelClaims(sku, certificateTypes))
      problems.push(problem('COPY_REFUSED', `${at}.label`, text, '7.3.7.j'));
    const priced = band && sku.label && pricingUnder(band, sku, sku.label);
    if (priced && 'wrong' in priced)
      problems.push(problem('PRICE_OUTSIDE_BAND', `${at}.label`, priced.wrong.detail.text));
    const limit = priceLimits.get(sku.id);
    if (limit && sku.label && sku.label.retailFen > limit.limitFen)
      problems.push(
        problem(
          'PRICE_WAITS',
          `${at}.label`,
          `${limit.document}生效期间，${yuan(limit.limitFen)}元以上要平台核实：请重新填一次价格，等核实`,
          '6.5.c',
        ),
      );
    if (isPrePacked(sku) && !sku.netGrams && !sku.netMillilitres && !sku.netCount)
      problems.push(problem('NET_CONTENT_MISSING', `${at}.netGrams`, '包装商品要写明净含量或个数', '7.3.4.b'));
    if (sku.storage !== 'ambient' && sku.temperatureCelsiusMax === null)
      problems.push(
        problem('STORAGE_MISSING', `${at}.temperatureCelsiusMax`, '冷藏、冷冻商品要写明最高温度', '7.3.2.f'),
      );
  }
  for (const { at, text, clause } of standardProblems(product, standards, today, limits))
    problems.push(problem('STANDARD_MISSING', at, text, clause));
  if (category.statesGmo && !product.gmoStatus)
    problems.push(problem('GMO_NOT_STATED', 'gmoStatus', '这类商品要写明是否转基因（食品安全法第六十九条）'));
  for (const mark of marks)
    problems.push(
      problem('COPY_REFUSED', `${mark.field}:${mark.start}-${mark.end}`, `“${mark.word}”：${mark.text}`, mark.clause),
    );
  return problems;
}
