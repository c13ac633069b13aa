/**
 * The port through which payments reaches whoever moves the money. Nothing here names a provider: another provider is
 * another implementation. All amounts are integer fen.
 *
 * A `merchant` is the provider's id of a seller's own account: the provider holds the money, never the platform.
 */

/**
 * What a refusal means to us, whatever the provider calls it: `not-enough` is the seller's account, `not-ready` passes
 * by itself.
 */
export type RefusalMeaning = 'not-found' | 'already-paid' | 'already-closed' | 'not-enough' | 'not-ready' | 'other';

/**
 * The outcome is `refused`: the provider verifiably said no, and nothing happened. It is `unknown`: it may or may not
 * have happened (time-out, broken line, provider's own fault, unverifiable answer): ask with the matching query before
 * doing anything else.
 */
export interface ChannelError {
  outcome: 'refused' | 'unknown';
  /** The provider's own code, or TIMEOUT, NETWORK, UNVERIFIED_ANSWER, MALFORMED_ANSWER. */
  code: string;
  /** Always `other` when the outcome is unknown. */
  meaning: RefusalMeaning;
  message: string;
  /** HTTP status; null when no answer arrived. */
  status: number | null;
  /** The same call with the same numbers may be sent again (it is idempotent by its number). */
  retryable: boolean;
}

export type ChannelResult<T> = { ok: true; value: T } | { ok: false; error: ChannelError };

export interface SubOrder {
  /** Our number, 6 to 32 of [0-9A-Za-z_-]. */
  outTradeNo: string;
  merchant: string;
}

export interface PlaceCombined {
  outTradeNo: string;
  /** The payer, as the provider knows it. */
  openid: string;
  description: string;
  expiresAt: Date;
  /** 1 to SUB_ORDERS_MAX, one per seller; each is paid with its money frozen until it is shared. */
  subOrders: readonly (SubOrder & { totalFen: number; description: string })[];
  /** Public HTTPS address without a query string. */
  notifyUrl: string;
}

/** WeChat's own names of how it lets what its payment dialogue is handed be signed: those that we use. */
export const SIGN_TYPES = { RSA: 'RSA 签名' } as const;
export type SignType = keyof typeof SIGN_TYPES;

/**
 * What the payer's client hands to its payment dialogue, unchanged. The dialogue's success is not proof of payment:
 * query.
 */
export interface ClientParameters {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: SignType;
  paySign: string;
}

export interface SubOrderStanding {
  outTradeNo: string;
  merchant: string | null;
  /** `refunded` once any part was refunded; ask the refund for how much. */
  state: 'unpaid' | 'paid' | 'closed' | 'refunded';
  /** Null while unpaid. */
  transactionId: string | null;
  /** Never null once paid; before, the provider may leave it out. */
  totalFen: number | null;
  paidAt: Date | null;
}

export interface RequestRefund {
  transactionId: string;
  merchant: string;
  outRefundNo: string;
  refundFen: number;
  /** The sub order's full amount. */
  totalFen: number;
  reason: string;
  notifyUrl: string;
  /** `platform-advance`: the platform pays first and recovers later with returnAdvance (clause 6.6.d). */
  source: 'seller' | 'platform-advance';
}

export interface RefundAccepted {
  refundId: string;
  outRefundNo: string;
  refundFen: number;
  /** What the platform laid out. */
  advanceFen: number;
}

export type RefundState = 'processing' | 'succeeded' | 'closed' | 'abnormal';

/** Where a refund cannot reach its payer: another card of the payer, or back to the bank of whose money it is. */
export interface RedirectRefund {
  refundId: string;
  outRefundNo: string;
  merchant: string;
  to: { card: string; bank: string; holder: string } | 'seller';
}

export interface RefundStanding extends RefundAccepted {
  /** Who has it where it succeeded: the seller's bank only where it was redirected there. */
  receivedBy: 'buyer' | 'seller';
  transactionId: string;
  outTradeNo: string;
  state: RefundState;
  succeededAt: Date | null;
}

export interface AdvanceReturn {
  refundId: string;
  returnId: string;
  amountFen: number;
  payer: string;
  payee: string;
  state: 'processing' | 'succeeded' | 'failed';
  succeededAt: Date | null;
}

/** Money that is no refund: to whoever paid a transaction, or out of a deposit to a merchant. */
export interface PayCompensation {
  /** The payment whose payer gets it; null where a merchant does. */
  transactionId: string | null;
  /** The account that gets it; null where a payer does. */
  toMerchant: string | null;
  outBillNo: string;
  amountFen: number;
  reason: string;
  /** Whose deposit pays; null where the platform's own account does. */
  depositOf: string | null;
}

export interface CompensationStanding {
  outBillNo: string;
  /** The provider's own, by which its statements know it. */
  billNo: string;
  amountFen: number;
  /** `closed` is an end: nothing was paid, and the number is used up. */
  state: 'processing' | 'succeeded' | 'closed';
  succeededAt: Date | null;
  closeReason: string | null;
}

/** Money from a merchant's own account to a person, who confirms it. */
export interface TransferToPerson {
  merchant: string;
  outBillNo: string;
  openid: string;
  amountFen: number;
  /** What the person reads. */
  remark: string;
}
export interface PersonTransferStanding {
  outBillNo: string;
  billNo: string;
  /** Null where it was only taken in. */
  amountFen: number | null;
  /** `waiting`: for the person. `closed` is an end: nothing was paid, and the number is used up. */
  state: 'processing' | 'waiting' | 'succeeded' | 'closed';
  /** What the person's phone hands to WeChat; only while it waits for them. */
  packageInfo: string | null;
  closeReason: string | null;
}

/** Money from a merchant's own account to the bank account that the provider knows of it. */
export interface WithdrawToBank {
  merchant: string;
  outRequestNo: string;
  amountFen: number;
  remark: string;
}
export interface WithdrawalStanding {
  outRequestNo: string;
  withdrawId: string;
  /** Null where it was only taken in. */
  amountFen: number | null;
  /** `succeeded` is no end for some days: the bank may send it back, and then it is `returned`. */
  state: 'processing' | 'succeeded' | 'returned' | 'failed';
  bank: string | null;
  accountTail: string | null;
  reason: string | null;
}

export interface ShareProfit {
  transactionId: string;
  merchant: string;
  outOrderNo: string;
  /** 1 to RECEIVERS_MAX merchants or persons, each registered before as a receiver. */
  receivers: readonly { account: string; isPerson?: boolean; amountFen: number; description: string }[];
  /** True unfreezes the rest to the seller in the same step. */
  finish: boolean;
}

export interface ShareReference {
  transactionId: string;
  merchant: string;
  outOrderNo: string;
}

export interface ShareReceiverStanding {
  account: string;
  amountFen: number;
  result: 'pending' | 'succeeded' | 'closed';
  failReason: string | null;
}

/** `finished` says that nothing is under way any more, not that every receiver was paid: read each result. */
export interface ShareStanding {
  outOrderNo: string;
  shareId: string;
  state: 'processing' | 'finished' | 'closed';
  receivers: ShareReceiverStanding[];
}

export interface ReturnShare {
  merchant: string;
  /** The share to undo. */
  outOrderNo: string;
  outReturnNo: string;
  /** The receiver that gives the money back. */
  account: string;
  amountFen: number;
  description: string;
}

export interface ShareReturnStanding {
  outReturnNo: string;
  returnId: string;
  account: string;
  amountFen: number;
  state: 'processing' | 'succeeded' | 'failed';
  failReason: string | null;
}

export interface Balance {
  availableFen: number;
  pendingFen: number;
}

/** One line of the provider's statement of a day; a payment and each of its refunds are separate lines. */
export interface TradeBillRow {
  kind: 'payment' | 'refund' | 'revoked';
  tradedAt: Date;
  merchant: string;
  transactionId: string;
  outTradeNo: string;
  openid: string;
  description: string;
  /** What we gave along when we placed it: the number of the combined payment; empty where it is none of ours. */
  attach: string;
  /** What the payer's order was worth; 0 on refund lines. */
  orderFen: number;
  /** orderFen less the coupons that are not settled in money. */
  settleFen: number;
  refundId: string | null;
  outRefundNo: string | null;
  refundFen: number;
  requestedRefundFen: number;
  /** Null on payment lines, and where the provider uses a word it never documented: the money counts, not the word. */
  refundState: RefundState | null;
  /** What the provider charged; negative where a refund gives it back. */
  feeFen: number;
}

export interface TradeBill {
  /** `2026-11-24` */
  date: string;
  /** Checked against the provider's hash, row count and sums. */
  rows: TradeBillRow[];
}

/** What a movement on an account is, where that matters to us: the rest is told by what it belongs to. */
export type FundFlowKind = 'payment' | 'fee' | 'refund' | 'fee-back' | 'top-up' | 'withdrawal' | 'other';

/** One movement on an account, in the provider's statement of a day; frozen money is on it, unfreezing is none. */
export interface FundFlowRow {
  /** The provider's number of the movement, unique on its account. */
  number: string;
  at: Date;
  kind: FundFlowKind;
  /** In the provider's words. */
  business: string;
  /** Positive: came in. */
  amountFen: number;
  /** What the account held after it. */
  balanceFen: number;
  /** The provider's numbers of what it belongs to: a payment's, a refund's, ours. */
  references: string[];
}

export type ChannelNotice =
  | { kind: 'payment'; noticeId: string; outTradeNo: string; subOrders: SubOrderStanding[] }
  | {
      kind: 'refund';
      noticeId: string;
      refundId: string;
      outRefundNo: string;
      transactionId: string;
      outTradeNo: string;
      merchant: string | null;
      state: RefundState;
      receivedBy: 'buyer' | 'seller';
      refundFen: number;
      totalFen: number;
      succeededAt: Date | null;
    };

/**
 * `probe`: the provider sends forged signatures on purpose, to see that they are refused. Answer every refusal with
 * 4xx; only `bad-signature`, `stale` and `unknown-serial` deserve an alert.
 */
export type NoticeRefusal = 'bad-signature' | 'stale' | 'unknown-serial' | 'probe' | 'not-ours' | 'undecryptable';

export type NoticeResult = { ok: true; notice: ChannelNotice } | { ok: false; reason: NoticeRefusal };

/** As node gives them: lower-case names. */
export type NoticeHeaders = Readonly<Record<string, string | string[] | undefined>>;

export const SUB_ORDERS_MAX = 50;
/** So long a code can be scanned. */
export const CODE_VALID_MS = 2 * 60 * 60 * 1000;
export const RECEIVERS_MAX = 50;

/** Every writing call is one attempt; the caller owns repeating it, after it has asked what became of it. */
export interface PaymentChannel {
  placeCombined(input: PlaceCombined): Promise<ChannelResult<{ prepayId: string }>>;
  /** A code that whoever stands at the door scans; asked for again, there is a new one, and the last is void. */
  placeNative(input: Omit<PlaceCombined, 'openid'>): Promise<ChannelResult<{ codeUrl: string }>>;
  clientParameters(prepayId: string): ClientParameters;
  queryCombined(outTradeNo: string): Promise<ChannelResult<SubOrderStanding[]>>;
  /** Closes all sub orders, exactly as placed; refused as `already-paid` when the payer was quicker. */
  closeCombined(outTradeNo: string, subOrders: readonly SubOrder[]): Promise<ChannelResult<null>>;

  refund(input: RequestRefund): Promise<ChannelResult<RefundAccepted>>;
  queryRefund(outRefundNo: string, merchant: string): Promise<ChannelResult<RefundStanding>>;
  /** For one that is abnormal; what becomes of it is asked as before, under its number. */
  redirectRefund(input: RedirectRefund): Promise<ChannelResult<RefundAccepted>>;
  returnAdvance(refundId: string, merchant: string): Promise<ChannelResult<AdvanceReturn>>;
  queryAdvanceReturn(refundId: string, merchant: string): Promise<ChannelResult<AdvanceReturn>>;

  compensate(input: PayCompensation): Promise<ChannelResult<CompensationStanding>>;
  queryCompensation(
    outBillNo: string,
    depositOf: string | null,
    toMerchant?: string | null,
  ): Promise<ChannelResult<CompensationStanding>>;

  transferToPerson(input: TransferToPerson): Promise<ChannelResult<PersonTransferStanding>>;
  queryPersonTransfer(outBillNo: string, merchant: string): Promise<ChannelResult<PersonTransferStanding>>;

  withdraw(input: WithdrawToBank): Promise<ChannelResult<WithdrawalStanding>>;
  queryWithdrawal(outRequestNo: string, merchant: string): Promise<ChannelResult<WithdrawalStanding>>;

  /** Once per account, before it can be named in shareProfit. */
  registerReceiver(input: {
    account: string;
    isPerson?: boolean;
    /** A person has none here. */
    name?: string;
    relation: 'platform' | 'supplier' | 'distributor' | 'service-provider' | 'other';
  }): Promise<ChannelResult<null>>;
  shareProfit(input: ShareProfit): Promise<ChannelResult<ShareStanding>>;
  queryShare(share: ShareReference): Promise<ChannelResult<ShareStanding>>;
  /** Unfreezes what is left to the seller; outOrderNo is a number of its own, queryShare shows its end. */
  finishShare(input: ShareReference & { description: string }): Promise<ChannelResult<{ shareId: string }>>;
  returnShare(input: ReturnShare): Promise<ChannelResult<ShareReturnStanding>>;
  queryShareReturn(input: {
    merchant: string;
    outOrderNo: string;
    outReturnNo: string;
  }): Promise<ChannelResult<ShareReturnStanding>>;

  balance(merchant: string): Promise<ChannelResult<Balance>>;
  /** What it put up for what it may come to owe (保证金). */
  deposit(merchant: string): Promise<ChannelResult<Balance>>;
  /** What an account held when the day ended; null is the platform's own. */
  dayEndBalance(date: string, merchant: string | null): Promise<ChannelResult<Balance>>;
  /** What came to an account and left it on a day; null is the platform's own. */
  downloadFundFlow(date: string, merchant: string | null): Promise<ChannelResult<FundFlowRow[]>>;
  /** `date` as `2026-11-24`, a past day; the provider has it from 10 o'clock the next morning. No trades, no rows. */
  downloadTradeBill(date: string): Promise<ChannelResult<TradeBill>>;

  /** `rawBody` must be the bytes as they arrived. */
  parseCallback(headers: NoticeHeaders, rawBody: Uint8Array): Promise<NoticeResult>;
}
