import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { paymentLifecycle } from './payments.lifecycle.ts';
import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { PLATFORM_FEE_PERMILLE } from '@heitu/standard';

/**
 * The published service fee of the platform (6.5.a), taken when an order is settled, never before: from what is left
 * after refunds, rounded down, so that the odd fen is the seller's.
 */
export const commissionFen = (keptFen: number): number => Math.floor((keptFen * PLATFORM_FEE_PERMILLE) / 1000);

/** Why the buyer cannot pay this now; null: they can. */
export function whyNotPay(
  { state, expiresAtMs }: { state: string; expiresAtMs: number },
  nowMs: number,
): 'ALREADY_PAID' | 'CHECKOUT_CLOSED' | null {
  if (state === 'paid') return 'ALREADY_PAID';
  return paymentLifecycle.next(state as never, 'begin-close') && nowMs < expiresAtMs ? null : 'CHECKOUT_CLOSED';
}

/** The payment password is changed at least this often (7.4.s). */
export const PASSWORD_ROTATION = { clause: '7.4.s', everyMs: 90 * DAY_MS } as const;

/** The provider is asked by ourselves when its notice does not come: after this, then ever more seldom. */
export const ASK_AFTER_MS = 15 * SECOND_MS;
export const ASK_AT_LEAST_EVERY_MS = 10 * MINUTE_MS;
export const askAgainInMs = (asked: number): number => Math.min(ASK_AFTER_MS * 2 ** asked, ASK_AT_LEAST_EVERY_MS);

export const BATCH_MAX = 50;

/** The provider publishes a day's bill at ten the next morning. */
export const BILL_READY_AFTER_MIDNIGHT_MS = 10 * HOUR_MS;
export const isBillReady = (date: string, nowMs: number): boolean =>
  nowMs >= startOfChinaDate(date) + DAY_MS + BILL_READY_AFTER_MIDNIGHT_MS;
/** So many days' bills, from that of a payment on, are looked through for what has gone back of it already. */
export const BILLS_LOOKED_AT_MAX = 31;
/** The difference that a remedy is proposed for: money that the provider has and we have not. */
export const MISSING_HERE = 'payment-missing-here';
/** Money that goes back because of a difference arrives within this time of its being confirmed (7.6.aa). */
export const REMEDY_REFUND_WITHIN_MS = 3 * DAY_MS;

/** The rules for the safety of online trade (9.2.cm). A payment they catch is held until a person decides. */
export const RISK_RULES_VERSION = '2026-11';
export const RISK_RULES = [
  { rule: 'amount-unusual', clause: '9.2.cm', title: '单笔金额异常', amountFenFrom: 5_000_000 },
  // A canteen or a shop that paid us often before may pay as often again: its own history is added to what anybody may.
  {
    rule: 'too-many-payments',
    clause: '9.2.cm',
    title: '短时间内付款次数过多',
    countFrom: 20,
    withinMs: HOUR_MS,
    historyMs: 30 * DAY_MS,
  },
] as const;
/**
 * A held payment is looked at by finance within so many working days; what they release holds for this buyer and amount
 * so long, since the checkout may be closed by then.
 */
export const RISK_REVIEW = { by: '平台财务人员', workingDays: 1, releaseHoldsHours: 24 } as const;
export const riskReviewDueAtMs = (openedAtMs: number): number => addWorkingDays(openedAtMs, RISK_REVIEW.workingDays);

export interface RiskFacts {
  amountFen: number;
  /** This buyer's payments within the last hour. */
  recentPayments: number;
  /** Those that it paid in the `historyMs` before that hour. */
  paidBefore: number;
}
export function riskRuleFor(facts: RiskFacts): (typeof RISK_RULES)[number]['rule'] | null {
  const hit = RISK_RULES.find((rule) =>
    'amountFenFrom' in rule
      ? facts.amountFen >= rule.amountFenFrom
      : facts.recentPayments >= rule.countFrom + facts.paidBefore,
  );
  return hit?.rule ?? null;
}

/**
 * Only the seller whose order was paid has an account that the provider can take a compensation for it from; everybody
 * else is asked otherwise.
 */
export const ownsPayment = (who: { liablePartyId: string; sellerPartyId: string | null }): boolean =>
  who.liablePartyId === who.sellerPartyId;
