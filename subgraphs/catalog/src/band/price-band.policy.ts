import { yuan } from '@heitu/kit/rules/money';
import { atField } from '@heitu/kit/rules/outcome';
import { clauseText } from '@heitu/standard';
import { PRICING_TYPES, type PriceProblem, type PricingType } from '../price/price-label.policy.ts';
import { LOOSE_GRAMS } from '../product/loose-units.ts';

/** The ways of pricing that a government's document binds; whoever sells cannot choose them (Price Law 18). */
export const GOVERNED_TYPES = {
  'government-set': PRICING_TYPES['government-set'],
  'government-guided': PRICING_TYPES['government-guided'],
} as const;
export type GovernedType = keyof typeof GOVERNED_TYPES;
export const isGoverned = (type: PricingType): type is GovernedType => type in GOVERNED_TYPES;

/** Per what weight such documents state a price. */
export const BAND_WEIGHTS = { 'half-kilogram': '每斤', kilogram: '每公斤', tonne: '每吨' } as const;
export type BandWeight = keyof typeof BAND_WEIGHTS;
const GRAMS: Readonly<Record<BandWeight, number>> = { 'half-kilogram': 500, kilogram: 1000, tonne: 1_000_000 };

export interface PublishedBand {
  pricingType: GovernedType;
  per: BandWeight;
  minFen: number;
  maxFen: number;
  document: string;
}
/** What a label states of how its price came about. */
export interface LabelPricing {
  pricingType: PricingType;
  bandMinFen: number | null;
  bandMaxFen: number | null;
}
export interface Weighed {
  netGrams: number | null;
  unit: string;
}

/** The band of one SKU in fen, within what the document allows; null where it is not sold by weight. */
export function bandOfSku(band: PublishedBand, { netGrams, unit }: Weighed): { min: number; max: number } | null {
  const grams = netGrams ?? LOOSE_GRAMS[unit];
  if (grams === undefined) return null;
  const share = (fen: number): number => (fen * grams) / GRAMS[band.per];
  if (band.pricingType === 'government-set')
    return { min: Math.round(share(band.minFen)), max: Math.round(share(band.maxFen)) };
  return { min: Math.ceil(share(band.minFen)), max: Math.floor(share(band.maxFen)) };
}

/** `政府指导价每斤2.10至2.60元（黑发改价格〔2026〕12号）` */
export function bandText({ pricingType, per, minFen, maxFen, document }: PublishedBand): string {
  const price = minFen === maxFen ? yuan(minFen) : `${yuan(minFen)}至${yuan(maxFen)}`;
  return `${GOVERNED_TYPES[pricingType]}${BAND_WEIGHTS[per]}${price}元（${document}）`;
}

/**
 * How a price comes about, by the publication in force for its kind of goods and not by what its seller says; or what
 * is wrong with the price.
 */
export function pricingUnder(
  band: PublishedBand | null,
  sku: Weighed,
  { pricingType, retailFen }: { pricingType: PricingType; retailFen: number },
): { pricing: LabelPricing } | { wrong: PriceProblem } {
  if (!band) {
    if (isGoverned(pricingType))
      return {
        wrong: {
          code: 'BAND_MISSING',
          detail: atField(
            'pricingType',
            `这类商品没有公布过${GOVERNED_TYPES[pricingType]}（${clauseText('7.3.5.a')}）`,
          ),
        },
      };
    return { pricing: { pricingType, bandMinFen: null, bandMaxFen: null } };
  }
  const allowed = bandOfSku(band, sku);
  if (!allowed)
    return { wrong: { code: 'BAND_NEEDS_WEIGHT', detail: atField('retailFen', `${bandText(band)}，要先写明净含量`) } };
  if (retailFen < allowed.min || retailFen > allowed.max)
    return {
      wrong: {
        code: 'OUTSIDE_BAND',
        detail: atField(
          'retailFen',
          `${yuan(retailFen)}元不在${yuan(allowed.min)}至${yuan(allowed.max)}元之内：${bandText(band)}`,
        ),
      },
    };
  return { pricing: { pricingType: band.pricingType, bandMinFen: allowed.min, bandMaxFen: allowed.max } };
}

/** The same for a label that stands: what a document bound is the market's again once none binds it. */
export const pricingNow = (
  band: PublishedBand | null,
  sku: Weighed,
  { pricingType, retailFen }: { pricingType: PricingType; retailFen: number },
) => pricingUnder(band, sku, { pricingType: !band && isGoverned(pricingType) ? 'market' : pricingType, retailFen });

/** Whether a label says what binds it. */
export const isLabelled = (label: LabelPricing, { pricingType, bandMinFen, bandMaxFen }: LabelPricing): boolean =>
  label.pricingType === pricingType && label.bandMinFen === bandMinFen && label.bandMaxFen === bandMaxFen;
