import { DAY_MS } from '@heitu/kit/rules/clock';

/** Compensation reaches the consumer within this time of its being decided (6.6.d). */
export const COMPENSATION_WITHIN_MS = 3 * DAY_MS;
/** What was advanced is asked back within so many working days; then the administrator looks at it as well. */
export const RECOVERY_WORKING_DAYS = 10;
/** By then nobody has asked the provider to return it: it is asked all the same. */
export const COLLECTED_WORKING_DAYS = RECOVERY_WORKING_DAYS + 5;
/** An account that had too little is asked again after this. */
export const COLLECT_AGAIN_MS = 7 * DAY_MS;

/**
 * Only the seller whose order was paid has an account that the provider can take a compensation for it from; everybody
 * else is asked otherwise.
 */
export const ownsPayment = (who: { liablePartyId: string; sellerPartyId: string | null }): boolean =>
  who.liablePartyId === who.sellerPartyId;

/** How what was advanced comes back; its word for whoever reads the list. */
export const RECOVERY_RAILS = {
  return: '由支付机构从责任方账户退还平台',
  'set-off': '从责任方接下来的结算款里抵扣',
  none: '向责任方催收',
} as const;
export type RecoveryRail = keyof typeof RECOVERY_RAILS;

/**
 * The provider returns an advance only where it was a refund, and only from the order's seller; once it has given up,
 * which it does after ninety days of an account with too little, never again. Whoever else sells here is charged at its
 * next settlements; nobody else has money that passes by.
 */
export function recoveryRail(recovery: {
  partyId: string;
  /** Of the order that was refunded; null where the advance was none. */
  sellerPartyId: string | null;
  /** Whether the party sells here, so that there are settlements to set it off against. */
  sells: boolean;
  /** When the provider gave up to return it. */
  returnFailedAtMs: number | null;
}): RecoveryRail {
  const { partyId, sellerPartyId, sells, returnFailedAtMs } = recovery;
  if (returnFailedAtMs === null && ownsPayment({ liablePartyId: partyId, sellerPartyId })) return 'return';
  return sells ? 'set-off' : 'none';
}

/** Why finance cannot collect it by hand, where it cannot. */
export const NOT_COLLECTED = {
  NO_RAIL: {
    message:
      '责任方在平台没有卖货款，支付机构没有从它账户收款的办法，没有动任何人的钱。追偿继续保留：请按裁定向责任方书面催收，协商不成的走诉讼或仲裁',
    clause: '6.6.d',
  },
  SET_OFF: {
    message: '这笔追偿会从责任方接下来的结算款里自动抵扣，不用手动发起',
    clause: '6.6.d',
  },
} as const;
export const notCollectedBy = (rail: RecoveryRail) =>
  rail === 'return' ? null : rail === 'set-off' ? NOT_COLLECTED.SET_OFF : NOT_COLLECTED.NO_RAIL;
