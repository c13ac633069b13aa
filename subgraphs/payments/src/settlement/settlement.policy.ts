import { PLATFORM_FEE_PERMILLE } from '@heitu/standard';

/**
 * The platform's service fee (6.5.a) of so much, taken when an order is settled, never before: at the rate of the
 * seller's contract, or at the published one where that says nothing. The odd fen is the seller's.
 */
export const commissionFen = (baseFen: number, agreedPermille: number = PLATFORM_FEE_PERMILLE): number =>
  Math.floor((baseFen * agreedPermille) / 1000);
/** What the fee is taken on: what is left after refunds, without the delivery where the contract leaves that out. */
export const feeBaseFen = (keptFen: number, deliveryFen: number, agreedOn?: 'goods' | 'goods-and-delivery'): number =>
  Math.max(agreedOn === 'goods' ? keptFen - deliveryFen : keptFen, 0);

/** A failed settlement is put right within so many working days of its order's end; then the administrator looks. */
export const FAILED_SETTLEMENT_WORKING_DAYS = 3;

/**
 * The provider lets at most this much of a payment be shared with others, all shares together
 * (https://pay.weixin.qq.com/doc/v3/partner/4015870957).
 */
const SHARED_PERCENT_MAX = 30;
/** What may be shared of so much: as the contract with the provider says, never more than the provider lets anybody. */
export const sharedMaxFen = (keptFen: number, agreedPercent: number = SHARED_PERCENT_MAX): number =>
  Math.floor((keptFen * Math.min(agreedPercent, SHARED_PERCENT_MAX)) / 100);
