import { PLATFORM_FEE_PERMILLE } from '@heitu/standard';

/**
 * The platform's service fee (6.5.a), taken when an order is settled, never before: from what is left after refunds, at
 * the rate of the seller's contract, or at the published one where that says nothing. Rounded down, so that the odd fen
 * is the seller's.
 */
export const commissionFen = (keptFen: number, agreedPermille: number = PLATFORM_FEE_PERMILLE): number =>
  Math.floor((keptFen * agreedPermille) / 1000);

/** A failed settlement is put right within so many working days of its order's end; then the administrator looks. */
export const FAILED_SETTLEMENT_WORKING_DAYS = 3;

/**
 * The provider lets at most this much of a payment be shared with others, all shares together
 * (https://pay.weixin.qq.com/doc/v3/partner/4015870957).
 */
const SHARED_PERCENT_MAX = 30;
/** What may be set off against this settlement beside the fee, however much the seller owes. */
export const setOffMaxFen = (keptFen: number, feeFen: number): number =>
  Math.max(Math.floor((keptFen * SHARED_PERCENT_MAX) / 100) - feeFen, 0);
