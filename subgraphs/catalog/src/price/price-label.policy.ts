import { DAY_MS } from '@heitu/kit/rules/clock';
import { yuan } from '@heitu/kit/rules/money';
import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { clauseText } from '@heitu/standard';
import type { PriceCode } from './price.refusals.ts';

/** Clause 7.3.5.a: how a price comes about, and whether a band binds it. */
export const PRICING_TYPES = {
  'government-set': '政府定价',
  'government-guided': '政府指导价',
  market: '市场调节价',
  negotiated: '议价',
  bidding: '竞价',
} as const;
export type PricingType = keyof typeof PRICING_TYPES;
const BANDS: Readonly<Record<PricingType, 'equal' | 'within' | 'none'>> = {
  'government-set': 'equal',
  'government-guided': 'within',
  market: 'none',
  negotiated: 'none',
  bidding: 'none',
};

export interface LabelFields {
  name: string;
  origin: string | null;
  grade: string | null;
  specification: string | null;
  retailFen: number;
  memberFen: number | null;
  priceManager: string | null;
  priceSupervision: string | null;
}
/**
 * Whether anybody can become a member of this platform. Nobody can: a member price would be one that nobody can pay, so
 * no label bears one.
 */
export const HAS_MEMBERSHIP: boolean = false;
/** The member price as it may be shown: of labels from before, none. */
export const shownMemberFen = ({ memberFen }: { memberFen: number | null }): number | null =>
  HAS_MEMBERSHIP ? memberFen : null;

/** Clause 7.3.5.c: what a public price label shows; the member price where a membership exists. */
const COMPULSORY: readonly { field: keyof LabelFields; title: string }[] = [
  { field: 'name', title: '品名' },
  { field: 'origin', title: '产地' },
  { field: 'grade', title: '等级' },
  { field: 'specification', title: '规格' },
  { field: 'retailFen', title: '零售价' },
  { field: 'memberFen', title: '会员价' },
  { field: 'priceManager', title: '物价管理人员' },
  { field: 'priceSupervision', title: '价格监督' },
];

/** The Chinese names of the compulsory fields that a label lacks; all of them where there is no label. */
export const missingLabelFields = (label: LabelFields | null): string[] =>
  COMPULSORY.filter(({ field }) => field !== 'memberFen' || HAS_MEMBERSHIP)
    .filter(({ field }) => !label || label[field] === null || label[field] === '')
    .map(({ title }) => title);

export interface Prices {
  pricingType: PricingType;
  retailFen: number;
  memberFen: number | null;
  bandMinFen: number | null;
  bandMaxFen: number | null;
}
export type PriceProblem = {
  code: PriceCode;
  detail: RefusalDetail;
};

/** What is wrong with these prices, or null. A government-set price is a band of one amount. */
export function priceProblem(prices: Prices, hasMembership = HAS_MEMBERSHIP): PriceProblem | null {
  const { retailFen, memberFen, bandMinFen, bandMaxFen } = prices;
  if (memberFen !== null) {
    if (!hasMembership)
      return { code: 'NO_MEMBERSHIP', detail: atField('memberFen', `会员价${yuan(memberFen)}元没有人能付`) };
    if (memberFen > retailFen)
      return {
        code: 'MEMBER_ABOVE_RETAIL',
        detail: atField('memberFen', `会员价${yuan(memberFen)}元高于零售价${yuan(retailFen)}元`),
      };
  }
  const band = BANDS[prices.pricingType];
  const title = PRICING_TYPES[prices.pricingType];
  if (band === 'none') return null;
  const clause = clauseText('7.3.5.a');
  if (
    bandMinFen === null ||
    bandMaxFen === null ||
    bandMinFen > bandMaxFen ||
    (band === 'equal' && bandMinFen !== bandMaxFen)
  ) {
    return {
      code: 'BAND_MISSING',
      detail: atField(
        'bandMinFen',
        `${title}要填写${band === 'equal' ? '政府定的价格（上下限相同）' : '浮动范围的下限和上限'}（${clause}）`,
      ),
    };
  }
  // The member price is a price too: a discount may not leave the band.
  for (const [field, fen] of [
    ['retailFen', retailFen],
    ['memberFen', memberFen],
  ] as const) {
    if (fen !== null && (fen < bandMinFen || fen > bandMaxFen)) {
      return {
        code: 'OUTSIDE_BAND',
        detail: atField(
          field,
          `${yuan(fen)}元不在${title}范围${yuan(bandMinFen)}至${yuan(bandMaxFen)}元之内（${clause}）`,
        ),
      };
    }
  }
  return null;
}

/** Within this a sudden price move is looked into; then the operator's administrators see it as well. */
export const PRICE_FLAG_WORKING_DAYS = 3;

/** Sudden moves of the retail price against the highest or lowest one in force within the window (6.5.c). */
export const PRICE_MOVES = { 'sharp-rise': '突然涨价', 'sharp-fall': '突然降价' } as const;
export type PriceMove = keyof typeof PRICE_MOVES;
export const MOVE_RULES = [
  { rule: 'sharp-rise', windowMs: 7 * DAY_MS, against: 'lowest', ratio: 1.3 },
  { rule: 'sharp-fall', windowMs: 7 * DAY_MS, against: 'highest', ratio: 0.5 },
] as const;

/** `earlier`: retail prices that were in force at some moment of the window, the one being replaced included. */
export function suddenMoves(
  toFen: number,
  earlier: readonly { retailFen: number; untilMs: number }[],
  nowMs: number,
): { rule: PriceMove; fromFen: number }[] {
  return MOVE_RULES.flatMap(({ rule, windowMs, against, ratio }) => {
    const recent = earlier.filter((label) => label.untilMs >= nowMs - windowMs).map((label) => label.retailFen);
    const fromFen = against === 'lowest' ? Math.min(...recent) : Math.max(...recent);
    const moved = against === 'lowest' ? toFen >= fromFen * ratio : toFen <= fromFen * ratio;
    return moved && toFen !== fromFen ? [{ rule, fromFen }] : [];
  });
}
