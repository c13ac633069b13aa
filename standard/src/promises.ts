import type { ClauseRef } from './clauses.ts';

/**
 * Times in working days that a clause, a law or the platform's published rules set. Each stands here once: deadlines
 * are counted from it, and every text that names it is made with `inWorkingDays`.
 */
export const WORKING_DAYS = {
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

/**
 * Of what is kept of an order after refunds, delivery included: the platform's service fee, taken at settlement
 * (6.5.a).
 */
export const PLATFORM_FEE_PERMILLE = 10;
/** The sentence that price list and seller agreement must hold, word by word. */
export const PLATFORM_FEE_TEXT = `平台服务费为成交额（含配送费，不含已退款部分）的${PLATFORM_FEE_PERMILLE / 10}%，结算时从货款中扣除`;
