import { addWorkingDays } from '@heitu/kit/rules/calendar';
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

/** Who is owed what no seller is: the platform has laid it out. */
export const PLATFORM_CREDITOR = '';

/** Who owes what no party does: a buyer who got the same money twice. */
export const BUYER_DEBTOR = '';
export const BUYER_DEBTOR_TEXT = '买家（同一笔钱收到了两次）';
/**
 * What no settlement has set off in the time that finance has for it is paid to the seller who is owed it out of the
 * liable party's deposit (6.6.d): from when on, or null where no deposit can. The provider pays it to merchants alone.
 */
export const depositPaysAtMs = (
  { partyId, creditorPartyId }: { partyId: string; creditorPartyId: string },
  sinceMs: number,
): number | null =>
  partyId === BUYER_DEBTOR || creditorPartyId === PLATFORM_CREDITOR
    ? null
    : addWorkingDays(sinceMs, RECOVERY_WORKING_DAYS);

/** How people say that it has ended, where nothing here collects it. */
export const RECOVERY_ENDS = {
  received: '钱已经收到',
  'given-up': '追不回来，不再追',
  'platform-pays': '平台承担，已从平台的银行付给债主',
} as const;
export type RecoveryEnd = keyof typeof RECOVERY_ENDS;
export interface Proposed {
  creditorPartyId?: string | undefined;
  endHow?: RecoveryEnd | null | undefined;
  creditorAgreedAtMs?: number | null | undefined;
}
/** Whether what is proposed is the creditor's to agree to: it gives up what is its, or says that it has got it. */
export const asksCreditor = ({ creditorPartyId, endHow }: Proposed): boolean =>
  endHow != null && endHow !== 'platform-pays' && (creditorPartyId ?? PLATFORM_CREDITOR) !== PLATFORM_CREDITOR;
/** What a debt is of which nobody proposes an end. */
export const NO_PROPOSAL = {
  endHow: null,
  endReason: null,
  proposedBy: null,
  proposedAtMs: null,
  creditorAgreedBy: null,
  creditorAgreedAtMs: null,
  endRemindedAtMs: null,
} as const;
/** What nobody has agreed to or confirmed by then is void. */
export const END_LAPSES_WORKING_DAYS = 10;
export const endLapsesAtMs = ({ proposedAtMs }: { proposedAtMs: number | null }): number =>
  proposedAtMs === null ? Infinity : addWorkingDays(proposedAtMs, END_LAPSES_WORKING_DAYS);
/** Whoever is asked and has not answered is reminded one working day before. */
export const endRemindsAtMs = ({ proposedAtMs }: { proposedAtMs: number | null }): number =>
  proposedAtMs === null ? Infinity : addWorkingDays(proposedAtMs, END_LAPSES_WORKING_DAYS - 1);
/**
 * What came by another way, as one person says, is not taken a second time before another has looked: once, whatever is
 * said again. Only the word of whoever is owed it pauses it anew.
 */
export const PAUSED_BY_RECEIPT_MS = 7 * DAY_MS;

/** How what is owed comes back; its word for whoever reads the list. */
export const RECOVERY_RAILS = {
  return: '由支付机构从责任方账户退还平台',
  'set-off': '从责任方接下来的结算款、运费和佣金里抵扣',
  deposit: '到期由责任方的保证金付给商家',
  none: '向责任方催收',
} as const;
export type RecoveryRail = keyof typeof RECOVERY_RAILS;

/**
 * The provider returns an advance only where it was a refund, and only from the order's seller; once it has given up,
 * which it does after ninety days of an account with too little, never again. Whoever else sells here, or gets freight
 * or commission of what others sell, is charged at the next settlements; of nobody else money passes by, but what a
 * seller is owed comes out of a deposit.
 */
export function recoveryRail(recovery: {
  partyId: string;
  /** Of the order that was refunded; null where the advance was none. */
  sellerPartyId: string | null;
  /** Whether money of the party's passes by: it sells here, or gets shares of what others sell. */
  earns: boolean;
  /** When the provider gave up to return it. */
  returnFailedAtMs: number | null;
  /** Whether a seller is owed it, and its party has something put up. */
  isBacked: boolean;
}): RecoveryRail {
  const { partyId, sellerPartyId, earns, returnFailedAtMs, isBacked } = recovery;
  if (partyId === BUYER_DEBTOR) return 'none';
  if (returnFailedAtMs === null && ownsPayment({ liablePartyId: partyId, sellerPartyId })) return 'return';
  if (earns) return 'set-off';
  return isBacked ? 'deposit' : 'none';
}

/** Nobody is asked for what its buyer was said to have, and has not. */
export const NOT_ARRIVED_TEXT = '这笔赔付还没有到买家手里，平台会重新付；买家收到以后再追偿，只追一次';
/** Why finance cannot collect it by hand, where it cannot. */
export const NOT_COLLECTED = {
  NO_RAIL: {
    message:
      '责任方在平台没有货款、运费和佣金，支付机构没有从它账户收款的办法，没有动任何人的钱。追偿继续保留：请按裁定向责任方书面催收，协商不成的走诉讼或仲裁',
    clause: '6.6.d',
  },
  SET_OFF: {
    message: '这笔追偿会从责任方接下来的结算款、运费和佣金里自动抵扣，不用手动发起',
    clause: '6.6.d',
  },
  OUT_OF_DEPOSIT: {
    message: '这笔到期会自动从责任方的保证金付给商家，不用手动发起',
    clause: '6.6.d',
  },
} as const;
const PAID_TWICE =
  '买家同一笔钱收到了两次，支付机构没有从买家收回的办法：请联系买家退到平台的银行账户。退回来了，或者确实收不回来，由两个人确认了结';
export const notCollectedText = (of: {
  rail: RecoveryRail;
  partyId: string;
  waitsForBuyer: boolean;
}): string | null => {
  const { rail, partyId, waitsForBuyer } = of;
  if (waitsForBuyer) return NOT_ARRIVED_TEXT;
  if (rail === 'return') return null;
  if (rail === 'set-off') return NOT_COLLECTED.SET_OFF.message;
  if (rail === 'deposit') return NOT_COLLECTED.OUT_OF_DEPOSIT.message;
  return partyId === BUYER_DEBTOR ? PAID_TWICE : NOT_COLLECTED.NO_RAIL.message;
};
