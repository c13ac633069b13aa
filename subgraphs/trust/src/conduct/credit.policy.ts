import { must } from '@heitu/kit/rules/checked';
import { inWorkingDays } from '@heitu/standard';

/** The credit formula, published as it stands here (6.5.d). Pure. */
export interface CreditCounts {
  reviewCount: number;
  starsTotal: number;
  completedCount: number;
  complaintCount: number;
  lateAnswerCount: number;
  upheldCount: number;
  /** Measures in force. */
  warningCount: number;
  rectificationCount: number;
  suspensionCount: number;
}
export interface Credit {
  /** 0 to 100. */
  score: number;
  level: 'A' | 'B' | 'C' | 'D';
  reviewCount: number;
  /** Of shown reviews; null without any. */
  averageStars: number | null;
}

/** Ten imagined reviews of four stars: a single review neither makes nor breaks a new shop. */
const PRIOR_REVIEWS = 10;
const PRIOR_STARS = 4;
const REVIEW_POINTS = 60;
const DISPUTE_POINTS = 20;
const ANSWER_POINTS = 20;
/** One upheld complaint in ten orders costs all dispute points; fewer than twenty orders count as twenty. */
const UPHELD_SHARE_MAX = 0.1;
const ORDERS_MIN = 20;
const COMPLAINTS_MIN = 5;
const PENALTY_POINTS = { warning: 5, rectification: 10, suspension: 30 } as const;
const LEVELS = [
  { level: 'A', scoreMin: 85 },
  { level: 'B', scoreMin: 70 },
  { level: 'C', scoreMin: 55 },
  { level: 'D', scoreMin: 0 },
] as const;

export const NO_COUNTS: CreditCounts = {
  reviewCount: 0,
  starsTotal: 0,
  completedCount: 0,
  complaintCount: 0,
  lateAnswerCount: 0,
  upheldCount: 0,
  warningCount: 0,
  rectificationCount: 0,
  suspensionCount: 0,
};

export function creditOf(counts: CreditCounts): Credit {
  const stars = (counts.starsTotal + PRIOR_STARS * PRIOR_REVIEWS) / (counts.reviewCount + PRIOR_REVIEWS);
  const reviews = ((stars - 1) / 4) * REVIEW_POINTS;
  const upheldShare = counts.upheldCount / Math.max(counts.completedCount, ORDERS_MIN);
  const disputes = DISPUTE_POINTS * (1 - Math.min(1, upheldShare / UPHELD_SHARE_MAX));
  const answers =
    ANSWER_POINTS * (1 - Math.min(1, counts.lateAnswerCount / Math.max(counts.complaintCount, COMPLAINTS_MIN)));
  const penalties =
    counts.warningCount * PENALTY_POINTS.warning +
    counts.rectificationCount * PENALTY_POINTS.rectification +
    counts.suspensionCount * PENALTY_POINTS.suspension;
  const score = Math.round(Math.max(0, Math.min(100, reviews + disputes + answers - penalties)));
  return {
    score,
    level: must(
      LEVELS.find((row) => score >= row.scoreMin),
      `a level of ${score}`,
    ).level,
    reviewCount: counts.reviewCount,
    averageStars: counts.reviewCount === 0 ? null : Math.round((counts.starsTotal / counts.reviewCount) * 10) / 10,
  };
}

export const CREDIT_FORMULA_TEXT = [
  `信用分满分100：评价${REVIEW_POINTS}分、纠纷${DISPUTE_POINTS}分、投诉答复${ANSWER_POINTS}分，再扣处理措施。`,
  `评价：平均星级（另加${PRIOR_REVIEWS}条${PRIOR_STARS}星作底）从1星0分到5星${REVIEW_POINTS}分。`,
  `纠纷：有责投诉占完成订单的${UPHELD_SHARE_MAX * 100}%时扣完，订单不足${ORDERS_MIN}单按${ORDERS_MIN}单算。`,
  `投诉答复：按${inWorkingDays('answerComplaint')}内答复的比例计，投诉不足${COMPLAINTS_MIN}件按${COMPLAINTS_MIN}件算。`,
  `执行中的措施：警告每次扣${PENALTY_POINTS.warning}分，限期整改扣${PENALTY_POINTS.rectification}分，暂停营业扣${PENALTY_POINTS.suspension}分，解除后恢复。`,
  `${LEVELS.map((row) => `${row.level}级${row.scoreMin}分起`).join('，')}。`,
].join('\n');
