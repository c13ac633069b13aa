import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { WORKING_DAYS } from '@heitu/standard';

/** The seller answers a request within so many working days; after that it counts as agreed. */
export const ANSWER_WORKING_DAYS = WORKING_DAYS.answerAfterSale.days;
export const answerDueAtMs = (requestedAtMs: number): number => addWorkingDays(requestedAtMs, ANSWER_WORKING_DAYS);

/** How long each may have a request after that; no clause says so. What then happens is in the lifecycle. */
export const COLLECT_WORKING_DAYS = 3;
export const CHECK_WORKING_DAYS = 2;
export const SEND_ANEW_WORKING_DAYS = 5;
/** The buyer, for an offer of the seller's. */
export const OFFER_WORKING_DAYS = 2;
/** The buyer, whom nobody came to, to send the goods back. */
export const SEND_BACK_WORKING_DAYS = 7;
/** The seller, from the day on which the buyer sent them: the way of a parcel, and a look at it. */
export const ARRIVE_WORKING_DAYS = 10;
/** The courier, with the goods in the car. */
export const BRING_WORKING_DAYS = 3;

export const KINDS = { return: '退货退款', exchange: '换货', 'refund-only': '仅退款' } as const;
export type Kind = keyof typeof KINDS;
export const CAUSES = {
  quality: '质量问题',
  damaged: '破损变质',
  'wrong-item': '发错货',
  missing: '少件',
  'no-reason': '七天无理由',
} as const;
export type Cause = keyof typeof CAUSES;

/** What a buyer who names no cause means: without one, only a return can be had for no reason. */
export const defaultCause = (kind: Kind): Cause => (kind === 'return' ? 'no-reason' : 'quality');
export const isSellersFault = (cause: Cause): boolean => cause !== 'no-reason';

/** What a request is shown with. */
export const PHOTOS_MAX = 6;
export const PHOTO_PURPOSE = 'after-sale-photo';

export interface ClaimedLine {
  quantity: number;
  claimedUnits: number;
  claimedFen: number;
  unitFen: number;
  returnableWithoutReason: boolean;
}
/** What of a line's price can still be asked for: neither with units that come back, nor as a part of the price. */
export const leftFenOf = ({
  quantity,
  claimedUnits,
  claimedFen,
  unitFen,
}: Omit<ClaimedLine, 'returnableWithoutReason'>): number =>
  Math.max(unitFen * (quantity - claimedUnits) - claimedFen, 0);

/**
 * Why these units of a line, or `amountFen` of its price, cannot be claimed, or null. Fresh goods are not taken back
 * without a reason (消费者权益保护法 25); a fault of the seller's can always be claimed. Money without the goods coming back
 * needs a fault, and a part of the price is money only: two rotten apples are two apples.
 */
export function claimRefused(
  kind: Kind,
  cause: Cause,
  line: ClaimedLine,
  { units, amountFen }: { units: number; amountFen: number | null },
): 'TOO_MANY' | 'NOT_RETURNABLE' | 'REASON_NEEDED' | 'PART_IS_MONEY' | null {
  if (units > line.quantity - line.claimedUnits) return 'TOO_MANY';
  if (amountFen !== null && kind !== 'refund-only') return 'PART_IS_MONEY';
  if ((amountFen ?? 1) > leftFenOf(line)) return 'TOO_MANY';
  if (isSellersFault(cause)) return null;
  if (kind === 'refund-only') return 'REASON_NEEDED';
  return line.returnableWithoutReason ? null : 'NOT_RETURNABLE';
}

/** What a claim is worth: the part that was asked for, or the units' price as far as it was not paid back. */
export const claimFenOf = (
  line: Omit<ClaimedLine, 'returnableWithoutReason'>,
  { units, amountFen }: { units: number; amountFen: number | null },
): number => amountFen ?? Math.min(line.unitFen * units, leftFenOf(line));

/**
 * What is refunded for the claims: what each is worth; and the delivery fee as well when the seller is at fault and
 * nothing of the order is kept.
 */
export function refundFenOf(
  cause: Cause,
  deliveryFen: number,
  lines: readonly { quantity: number; claimedUnits: number; units: number; refundFen: number }[],
): { goodsFen: number; deliveryFen: number } {
  const goodsFen = lines.reduce((sum, line) => sum + line.refundFen, 0);
  const nothingKept = lines.every((line) => line.claimedUnits + line.units === line.quantity);
  return { goodsFen, deliveryFen: isSellersFault(cause) && nothingKept ? deliveryFen : 0 };
}
