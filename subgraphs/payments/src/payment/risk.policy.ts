import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';

/** The rules for the safety of online trade (9.2.cm). A payment they catch is held until a person decides. */
export const RISK_RULES_VERSION = '2026-11';
export const RISK_RULES = [
  { rule: 'amount-unusual', clause: '9.2.cm', amountFenFrom: 5_000_000 },
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
 * A held payment is looked at by finance within so many working days; what they release holds for this buyer and amount
 * so long, since the checkout may be closed by then.
 */
export const RISK_REVIEW = { by: '平台财务人员', workingDays: 1, releaseHoldsHours: 24 } as const;

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
