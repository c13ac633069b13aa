import { WORKING_DAYS } from '@heitu/standard';

/** Then the operator's administrators see it as well. */
export const REVIEW_WORKING_DAYS = WORKING_DAYS.reviewFiling.days;
/** After so many it goes back to whoever filed, who hands the same papers in again. */
export const UNSEEN_WORKING_DAYS = 20;
/** What a filing asks for. */
export const FILING_KINDS = { first: '首次备案', renewal: '续期' } as const;
export type FilingKind = keyof typeof FILING_KINDS;
/** How a periodic look at an approved party ends. */
export const RE_REVIEW_OUTCOMES = { confirm: '仍然符合', fail: '不再符合' } as const;
export type ReReviewOutcome = keyof typeof RE_REVIEW_OUTCOMES;
