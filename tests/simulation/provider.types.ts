import type {
  ChannelNotice,
  ChannelResult,
  CompensationStanding,
  PersonTransferStanding,
  WithdrawalStanding,
  RefusalMeaning,
  RefundStanding,
  SubOrder,
} from '@heitu/payments/wechatpay/payment-channel';

/** The platform's own account at the provider. */
export const PLATFORM_MERCHANT = '1900000109';

export interface Part extends SubOrder {
  totalFen: number;
  frozenFen: number;
  refundedFen: number;
  /** Set once the frozen money was shared and released. */
  share: {
    outOrderNo: string;
    feeFen: number;
    state: 'processing' | 'finished';
    /** What went to persons, outside of all accounts. */
    persons: readonly { account: string; amountFen: number }[];
  } | null;
}
export interface Placed {
  outTradeNo: string;
  openid: string;
  state: 'unpaid' | 'paid' | 'closed';
  expiresAtMs: number;
  paidAtMs: number | null;
  parts: Part[];
}
export interface ModelRefund extends RefundStanding {
  merchant: string;
  source: 'seller' | 'platform-advance';
  totalFen: number;
  returnedAs: 'processing' | 'succeeded' | null;
  /** Nobody got it, and the provider did not give it to the seller's bank when it was asked. */
  isKept?: boolean;
}
/** Money from a merchant to a person, who takes it or lets its time pass. */
export interface ModelTransfer extends PersonTransferStanding {
  merchant: string;
  amountFen: number;
}
export interface ModelWithdrawal extends WithdrawalStanding {
  merchant: string;
  amountFen: number;
}
export interface ModelCompensation extends CompensationStanding {
  /** Null where a merchant got it. */
  transactionId: string | null;
}
/** What a refund takes from whom; `isFromFrozen`: of what its payment has frozen. */
export interface Refunded {
  payer: string;
  outRefundNo: string;
  refundFen: number;
  isFromFrozen: boolean;
  feeBackFen: number;
}
export interface Notice {
  id: string;
  notice: ChannelNotice;
  /** What arrives is not what the provider signed. */
  isForged: boolean;
  dueAtMs: number;
}

/** How often each thing goes wrong, out of one. All 0: a provider on its best behaviour. */
export interface ProviderFaults {
  notReached: number;
  answerLost: number;
  lies: number;
  refundAbnormal: number;
  /** What did not get through is kept, and not sent to the seller's bank. */
  returnRefused: number;
  noticeLost: number;
  noticeTwice: number;
}
export const BEST_BEHAVIOUR: ProviderFaults = {
  notReached: 0,
  answerLost: 0,
  lies: 0,
  refundAbnormal: 0,
  returnRefused: 0,
  noticeLost: 0,
  noticeTwice: 0,
};
export const USUAL_BEHAVIOUR: ProviderFaults = {
  notReached: 0.05,
  answerLost: 0.07,
  lies: 0.03,
  refundAbnormal: 0.05,
  returnRefused: 0.3,
  noticeLost: 0.2,
  noticeTwice: 0.3,
};

/** What a call that the provider refuses is answered. */
export const refused = (meaning: RefusalMeaning): ChannelResult<never> => ({
  ok: false,
  error: { outcome: 'refused', code: meaning.toUpperCase(), meaning, message: '', status: 400, retryable: false },
});
/** What the caller knows when no answer came. */
export const UNKNOWN: ChannelResult<never> = {
  ok: false,
  error: { outcome: 'unknown', code: 'TIMEOUT', meaning: 'other', message: '', status: null, retryable: true },
};

/** What the provider kept of an order for itself, or gave back. */
export interface FeeLine {
  merchant: string;
  number: string;
  amountFen: number;
  references: readonly string[];
  /** Out of what was frozen for the order. */
  isFrozen: boolean;
}

/** The provider's own money, as its calls move it. */
export interface Holdings {
  readonly refunds: ReadonlyMap<string, ModelRefund>;
  readonly compensations: Map<string, ModelCompensation>;
  readonly deposits: Map<string, number>;
  nowMs(): number;
  partOf(transactionId: string): Part | undefined;
  availableOf(account: string): number;
  /** Of which payment, refund or bill, by the provider's number; below zero it is paid. */
  pays(account: string, amountFen: number, reference: string): void;
}
/** One call of the provider: it may not arrive, and its answer may not be heard. */
export type Call = <T>(name: string, work: () => ChannelResult<T>) => Promise<ChannelResult<T>>;
