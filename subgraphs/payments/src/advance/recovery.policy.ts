import { DAY_MS } from '@heitu/kit/rules/clock';

/** Compensation reaches the consumer within this time of its being decided (6.6.d). */
export const COMPENSATION_WITHIN_MS = 3 * DAY_MS;
/** What was advanced is asked back within so many working days; then the administrator looks at it as well. */
export const RECOVERY_WORKING_DAYS = 10;

/**
 * Only the seller whose order was paid has an account that the provider can take a compensation for it from; everybody
 * else is asked otherwise.
 */
export const ownsPayment = (who: { liablePartyId: string; sellerPartyId: string | null }): boolean =>
  who.liablePartyId === who.sellerPartyId;

/** Whether the provider can take this back from whoever is liable. */
export const isCollectable = (recovery: { partyId: string; sellerPartyId: string | null }): boolean =>
  ownsPayment({ liablePartyId: recovery.partyId, sellerPartyId: recovery.sellerPartyId });
/** Why not, where it cannot. */
export const NO_RAIL = {
  message:
    '责任方不是这笔订单的卖家，支付机构没有从它账户收款的办法，没有动任何人的钱。追偿继续保留：请按裁定向责任方书面催收，协商不成的走诉讼或仲裁',
  clause: '6.6.d',
} as const;
