import { ownsPayment } from '../advance/recovery.policy.ts';

/**
 * By which way a compensation reaches the buyer, so that whoever is liable pays it (6.6.d):
 *
 * - `refund`: the order's seller agreed, and enough of its money for this order is left at the provider.
 * - `deposit`: the liable party put up a deposit that covers it, which a deposit is for, whether it agreed or not. One
 *   that is too small pays what is there (`fromDeposit`), and the rest goes by one of the ways below.
 * - `advance-refund`: the order's seller refused: the platform pays first, by a refund whose money the provider returns
 *   to the platform from that seller's account.
 * - `advance-transfer`: anything else. The platform pays first, by a transfer that is no refund of the order: it may be
 *   more than the order was worth, and leaves the seller's order as it is where somebody else is liable.
 */
export type Rail = 'refund' | 'deposit' | 'advance-refund' | 'advance-transfer';

/**
 * The provider transfers nothing smaller (https://pay.weixin.qq.com/doc/v3/partner/4015468873): neither of two parts is
 * less.
 */
export const PART_FEN_MIN = 10;
/** What a deposit pays of an amount: all of it, or what is there. */
export function fromDeposit({ amountFen, depositFen }: { amountFen: number; depositFen: number }): number {
  if (amountFen <= depositFen) return amountFen;
  const part = Math.min(depositFen, amountFen - PART_FEN_MIN);
  return part >= PART_FEN_MIN ? part : 0;
}

export function railFor(of: {
  liablePartyId: string;
  sellerPartyId: string;
  agreed: boolean;
  amountFen: number;
  /** Of the order's payment: neither given back nor about to be. */
  leftFen: number;
  /** What the liable party has put up, as the provider last said. */
  depositFen: number;
}): Rail {
  const isWithinOrder = ownsPayment(of) && of.amountFen <= of.leftFen;
  if (isWithinOrder && of.agreed) return 'refund';
  if (fromDeposit(of) > 0) return 'deposit';
  return isWithinOrder ? 'advance-refund' : 'advance-transfer';
}
