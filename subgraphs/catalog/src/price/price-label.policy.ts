import { DAY_MS } from '@heitu/kit/rules/clock';
import { yuan } from '@heitu/kit/rules/money';
import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { SHARP_RISE } from '@heitu/standard';
import type { PriceCode } from './price.refusals.ts';

/** Clause 7.3.5.a: how a price comes about. */
export const PRICING_TYPES = {
  'government-set': '政府定价',
  'government-guided': '政府指导价',
  market: '市场调节价',
  negotiated: '议价',
  bidding: '竞价',
} as const;
export type PricingType = keyof typeof PRICING_TYPES;

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
  retailFen: number;
  memberFen: number | null;
}
export type PriceProblem = {
  code: PriceCode;
  detail: RefusalDetail;
};

/** What is wrong with these prices by themselves, or null. */
export function priceProblem({ retailFen, memberFen }: Prices, hasMembership = HAS_MEMBERSHIP): PriceProblem | null {
  if (memberFen === null) return null;
  if (!hasMembership)
    return { code: 'NO_MEMBERSHIP', detail: atField('memberFen', `会员价${yuan(memberFen)}元没有人能付`) };
  if (memberFen <= retailFen) return null;
  return {
    code: 'MEMBER_ABOVE_RETAIL',
    detail: atField('memberFen', `会员价${yuan(memberFen)}元高于零售价${yuan(retailFen)}元`),
  };
}

/**
 * A price may be compared only with the lowest one of the seven days before, or else with the last one (Provisions on
 * Clearly Marked Prices 16, 2022); no longer than those days, since then the week before had this price already.
 */
export const REFERENCE_DAYS = 7;
export const shownReferenceFen = (
  { referenceFen, effectiveAtMs }: { referenceFen: number | null; effectiveAtMs: number },
  nowMs: number,
): number | null => (nowMs < effectiveAtMs + REFERENCE_DAYS * DAY_MS ? referenceFen : null);

/** Within this a sudden price move is looked into; then the operator's administrators see it as well. */
export const PRICE_FLAG_WORKING_DAYS = 3;
/** What nobody has looked into by then is no sudden move any more, and stands as not looked into. */
export const PRICE_FLAG_LEFT_MS = 60 * DAY_MS;

/** Sudden moves of the retail price against the highest or lowest one in force within the window (6.5.c). */
export const PRICE_MOVES = {
  'sharp-rise': '突然涨价',
  'sharp-fall': '突然降价',
  'emergency-high': '应急期间价格偏高',
} as const;
export type PriceMove = keyof typeof PRICE_MOVES;
export const MOVE_RULES = [
  {
    rule: 'sharp-rise',
    windowMs: SHARP_RISE.days * DAY_MS,
    against: 'lowest',
    ratio: (100 + SHARP_RISE.percent) / 100,
  },
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
