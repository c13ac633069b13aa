import { maskName } from '@heitu/kit/privacy/vault';
import {
  RE_REVIEW_EVERY_MONTHS,
  REMIND_BEFORE_DAYS,
  type ClauseRef,
  type PartyKind,
  type Role,
  type StaffRight,
} from '@heitu/standard';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { keysOf } from '@heitu/kit/rules/checked';

/** Who can be filed. `owner`: the role that its applicant gets on approval, told to trust by the event. */
export const PARTY_KINDS = {
  producer: { sells: true, identity: 'creditCode' },
  cooperative: { sells: true, identity: 'creditCode' },
  seller: { sells: true, identity: 'creditCode' },
  farmer: { sells: true, identity: 'residentIdNumber' },
  'service-provider': { sells: false, identity: 'creditCode' },
  carrier: { sells: false, identity: 'creditCode' },
  'payment-provider': { sells: false, identity: 'creditCode' },
  operator: { sells: false, identity: 'creditCode' },
  station: { sells: false, identity: 'creditCode' },
} as const satisfies Record<PartyKind, { sells: boolean; identity: 'creditCode' | 'residentIdNumber' }>;
export type { PartyKind };
export const PARTY_KIND_CODES = keysOf(PARTY_KINDS);
export const SELLING_KINDS = PARTY_KIND_CODES.filter((kind) => PARTY_KINDS[kind].sells);

/**
 * Of the parties that an account files, the one with this number. `number`: the credit code, or the blind index of an
 * ID number.
 */
export const applicantIdentityOf = (applicantAccountId: string, kind: string, number: string): string =>
  `${applicantAccountId}:${kind}:${number}`;
export const PARTIES_PER_ACCOUNT_MAX = 20;

/** The roles through which a person manages a party of their own, all its rights or those given. */
export const MANAGING_ROLES = [
  'seller-owner',
  'seller-staff',
  'carrier-manager',
  'station-agent',
] as const satisfies readonly Role[];
export type ManagingRight = StaffRight;

/** What people may do for a party, as on their buttons. */
export const PARTY_ACTS = {
  'submit-filing': '提交审核',
  'open-shop': '开店',
  're-review': '复核',
} as const;
export type PartyAct = keyof typeof PARTY_ACTS;

/** What one is in a row of one's own party: whether the party and the right are one's own is asked with the row. */
export const OF_PARTY = ['party'] as const;
export type OwnPart = (typeof OF_PARTY)[number];

export type Standing = 'unfiled' | 'good' | 'papers-lapsed' | 'review-overdue' | 'suspended';
/** What each standing says to people; a party may do business in `good` only. */
export const STANDINGS: Readonly<Record<Standing, { title: string; clause: ClauseRef | null }>> = {
  unfiled: { title: '尚未备案', clause: '6.4' },
  good: { title: '资质有效', clause: null },
  'papers-lapsed': { title: '必备证照已过期', clause: '6.4' },
  'review-overdue': { title: '到期未复核', clause: '6.4' },
  suspended: { title: '平台已暂停其运营', clause: '6.6.end' },
};

export interface StandingFacts {
  approvedAtMs: number | null;
  validUntil: string | null;
  reReviewDueAtMs: number | null;
  isSuspended: boolean;
}

/** Whether a party may do business at `nowMs`, and if not, the first reason that counts. */
export function standingOf(facts: StandingFacts, nowMs: number): Standing {
  if (facts.approvedAtMs === null) return 'unfiled';
  if (facts.isSuspended) return 'suspended';
  if (facts.validUntil !== null && facts.validUntil < chinaDate(nowMs)) return 'papers-lapsed';
  if (facts.reReviewDueAtMs !== null && facts.reReviewDueAtMs <= nowMs) return 'review-overdue';
  return 'good';
}

/** The same day of the month, half a year on; the last day where that month is shorter. */
export function nextReReviewAtMs(nowMs: number): number {
  const date = new Date(nowMs);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + RE_REVIEW_EVERY_MONTHS);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}

/** The last day for which a paper's end is announced now. */
export const remindUntil = (nowMs: number): string => chinaDate(nowMs + REMIND_BEFORE_DAYS * DAY_MS);

export const tradesUnderCompanyName = (kind: PartyKind): boolean => PARTY_KINDS[kind].identity === 'creditCode';
/** What everybody may know a party by: of a farmer only the family name. */
export const publicName = (kind: PartyKind, name: string): string =>
  tradesUnderCompanyName(kind) ? name : maskName(name);
