import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';

/** The rules for the safety of online trade (9.2.cm). A payment they catch is held until a person decides. */
export const RISK_RULES_VERSION = '2026-11';
/** From this amount on, one payment is looked at by a person. */
export const AMOUNT_HELD_FEN = 5_000_000;
export const RISK_RULES = [
  { rule: 'amount-unusual', clause: '9.2.cm', amountFenFrom: AMOUNT_HELD_FEN },
  // A canteen or a shop that paid us often before may pay as often again: its own history is added to what anybody may.
  {
    rule: 'too-many-payments',
    clause: '9.2.cm',
    countFrom: 20,
    withinMs: HOUR_MS,
    historyMs: 30 * DAY_MS,
  },
] as const;
export type RiskRule = (typeof RISK_RULES)[number]['rule'];
export const RISK_RULE_TITLES = {
  'amount-unusual': '单笔金额异常',
  'too-many-payments': '短时间内付款次数过多',
} as const satisfies Readonly<Record<RiskRule, string>>;

/**
 * Finance on duty decides about a held payment; its order and goods wait meanwhile. After `deskHours` somebody else
 * sees it too, after `hours` a rule decides (`isLetThroughUnseen`). What is released can be paid for
 * `releaseHoldsHours`.
 */
export const RISK_REVIEW = { by: '平台值班财务', deskHours: 2, hours: 24, releaseHoldsHours: 24 } as const;
/** The order is kept a little longer than the review takes: the rule decides before its time is over. */
export const keepUntilMs = (openedAtMs: number): number => openedAtMs + (RISK_REVIEW.hours + 1) * HOUR_MS;
export const payUntilMs = (decidedAtMs: number): number => decidedAtMs + RISK_REVIEW.releaseHoldsHours * HOUR_MS;
/** Where nobody was on duty: what an account has paid here before, in all, it may pay again; anything above waits. */
export const isLetThroughUnseen = (of: { amountFen: number; paidBeforeFen: number }): boolean =>
  of.amountFen <= of.paidBeforeFen;

export interface RiskFacts {
  amountFen: number;
  /** This buyer's payments within the last hour. */
  recentPayments: number;
  /** Those that it paid in the `historyMs` before that hour. */
  paidBefore: number;
}

export function riskRuleFor(facts: RiskFacts): RiskRule | null {
  const hit = RISK_RULES.find((rule) =>
    'amountFenFrom' in rule
      ? facts.amountFen >= rule.amountFenFrom
      : facts.recentPayments >= rule.countFrom + facts.paidBefore,
  );
  return hit?.rule ?? null;
}
