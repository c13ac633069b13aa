import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';

/** A failed settlement is put right within so many working days of its order's end; then the administrator looks. */
export const FAILED_SETTLEMENT_WORKING_DAYS = 3;

/**
 * The provider lets at most this much of a payment be shared with others, all shares together
 * (https://pay.weixin.qq.com/doc/v3/partner/4015870957).
 */
const SHARED_PERCENT_MAX = 30;
/** What the provider keeps of a payment, of ten thousand, where no contract with it says otherwise. */
const PROVIDER_FEE_BASIS_POINTS = 60;

/**
 * What may be shared of so much: as the contract with the provider says, never more than the provider lets anybody. It
 * counts what is left after its own fee.
 */
export function sharedMaxFen(
  keptFen: number,
  agreed: { sharedPercentMax?: number | undefined; feeBasisPoints?: number | undefined } = {},
): number {
  const { sharedPercentMax = SHARED_PERCENT_MAX, feeBasisPoints = PROVIDER_FEE_BASIS_POINTS } = agreed;
  const splittableFen = keptFen - Math.ceil((keptFen * feeBasisPoints) / 10_000);
  return Math.floor((splittableFen * Math.min(sharedPercentMax, SHARED_PERCENT_MAX)) / 100);
}

/**
 * What nobody has shared is the seller's so long after it was paid: the provider releases it by itself and lets nobody
 * share it any more (https://pay.weixin.qq.com/docs/partner/apis/ecommerce-profit-sharing/orders/create-order.html).
 */
const FROZEN_MS_MAX = 180 * DAY_MS;
export const releasedAtMs = (paidAtMs: number): number => paidAtMs + FROZEN_MS_MAX;

/**
 * The provider refuses to share anything of a payment in its first minute, in the same words in which it refuses for
 * good (https://pay.weixin.qq.com/doc/v3/partner/4015870957). Twice that, since the two clocks are not the same.
 */
const SHAREABLE_AFTER_MS = 2 * MINUTE_MS;
export const shareableAtMs = (paidAtMs: number): number => paidAtMs + SHAREABLE_AFTER_MS;
