import type { ClauseRef } from './clauses.ts';
import { TARIFF_NOTICE_DAYS } from './tariffs.ts';

/**
 * Times in working days that a clause, a law or the platform's published rules set. Each stands here once: deadlines
 * are counted from it, and every text that names it is made with `inWorkingDays`.
 */
export const WORKING_DAYS = {
  reviewFiling: { days: 5, source: 'the published rules of review' },
  confirmOrder: { days: 1, source: '7.5.w' },
  refundArrives: { days: 3, source: '7.6.aa' },
  answerAfterSale: { days: 2, source: 'the published after-sale rules' },
  answerComplaint: { days: 1, source: '7.3.8.o' },
  settleComplaint: { days: 7, source: 'the published complaint terms' },
  respondToDecision: { days: 3, source: 'the published complaint terms' },
  rectify: { days: 15, source: 'the published rules of measures' },
  answerOversight: { days: 5, source: 'the published service page' },
  /** A buyer's justified demand: Consumer Law 44 names no days, so ours are those of an answer to an authority. */
  tellSeller: { days: 3, source: 'the published complaint terms' },
  answerTipOff: { days: 5, source: 'the published complaint terms' },
  followUpCheck: { days: 10, source: 'the published rules of checks' },
  /** GB/T 35273's thirty calendar days is longer (PIPL 50). */
  answerDataRequest: { days: 15, source: 'PIPL 50' },
} as const satisfies Record<string, { days: number; source: ClauseRef | (string & {}) }>;
export type WorkingDaysPromise = keyof typeof WORKING_DAYS;

/** `1个工作日` */
export const inWorkingDays = (promise: WorkingDaysPromise): string => `${WORKING_DAYS[promise].days}个工作日`;

/** Every approved party is looked at again: half a year after the last review (6.4). */
export const RE_REVIEW_EVERY_MONTHS = 6;
/** A paper or a review that runs out is announced this long before (6.4). */
export const REMIND_BEFORE_DAYS = 30;

/** So long the price that a buyer was offered holds (7.3.5.b). */
export const OFFER_VALID_MS = 15 * 60_000;
/** What an offer says is asked for a moment before it is written. */
export const OFFER_WRITTEN_MS = 60_000;
/**
 * So soon binds what a law demands at once of an agreement that people trade under: when it does, no offer is left that
 * was made before it was published, and nobody orders under the former one (10.5.cu).
 */
export const BINDS_AT_ONCE_MS = OFFER_VALID_MS + OFFER_WRITTEN_MS;

/**
 * The sentence that price list and seller agreement must hold, word by word. They name no rate: what it is, and since
 * when, is the published row's to say (6.5.a).
 */
export const PLATFORM_FEE_RULE = `平台服务费按公布的费率，结算时从货款中扣除；要涨的，至少提前${TARIFF_NOTICE_DAYS}天公布`;
