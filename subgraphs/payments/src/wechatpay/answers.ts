import type {
  AdvanceReturn,
  Balance,
  RefundAccepted,
  RefundStanding,
  ShareReceiverStanding,
  ShareReturnStanding,
  ShareStanding,
} from './payment-channel.ts';
import { refundStateOf } from './callback.ts';
import { known, timeOf } from './values.ts';

/** What 电商收付通 answers, and how it reads in the port's words. Readers throw on what an answer cannot be. */

function fenOf(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new Error(`not an amount in fen: ${String(value)}`);
  return value as number;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new Error('a text is missing');
  return value;
}

export const prepayIdOf = (body: unknown): { prepayId: string } => ({
  prepayId: textOf((body as { prepay_id?: string }).prepay_id),
});

interface RefundAnswer {
  refund_id: string;
  out_refund_no: string;
  transaction_id: string;
  out_trade_no: string;
  status: string;
  success_time?: string;
  amount: { refund: number; advance?: number };
}

export function refundAcceptedOf(body: unknown): RefundAccepted {
  const answer = body as RefundAnswer;
  return {
    refundId: textOf(answer.refund_id),
    outRefundNo: textOf(answer.out_refund_no),
    refundFen: fenOf(answer.amount.refund),
    advanceFen: fenOf(answer.amount.advance ?? 0),
  };
}

export function refundStandingOf(body: unknown): RefundStanding {
  const answer = body as RefundAnswer;
  return {
    ...refundAcceptedOf(body),
    transactionId: textOf(answer.transaction_id),
    outTradeNo: textOf(answer.out_trade_no),
    state: refundStateOf(answer.status),
    succeededAt: answer.success_time ? timeOf(answer.success_time) : null,
  };
}

/** The OpenAPI says FAIL, the guide FAILED. */
const TRANSFER_STATES: Readonly<Record<string, 'processing' | 'succeeded' | 'failed'>> = {
  PROCESSING: 'processing',
  SUCCESS: 'succeeded',
  FAILED: 'failed',
  FAIL: 'failed',
};

export function advanceReturnOf(body: unknown): AdvanceReturn {
  const answer = body as {
    refund_id: string;
    advance_return_id: string;
    return_amount: number;
    payer_mchid: string;
    payee_mchid: string;
    result: string;
    success_time?: string;
  };
  return {
    refundId: textOf(answer.refund_id),
    returnId: textOf(answer.advance_return_id),
    amountFen: fenOf(answer.return_amount),
    payer: textOf(answer.payer_mchid),
    payee: textOf(answer.payee_mchid),
    state: known(TRANSFER_STATES, answer.result),
    succeededAt: answer.success_time ? timeOf(answer.success_time) : null,
  };
}

const RECEIVER_RESULTS: Readonly<Record<string, ShareReceiverStanding['result']>> = {
  PENDING: 'pending',
  SUCCESS: 'succeeded',
  CLOSED: 'closed',
};
const SHARE_STATES: Readonly<Record<string, ShareStanding['state']>> = {
  PROCESSING: 'processing',
  FINISHED: 'finished',
  CLOSED: 'closed',
};

export function shareStandingOf(body: unknown): ShareStanding {
  const answer = body as {
    out_order_no: string;
    order_id: string;
    status?: string;
    receivers?: { receiver_account: string; amount: number; result?: string; fail_reason?: string }[];
  };
  return {
    outOrderNo: textOf(answer.out_order_no),
    shareId: textOf(answer.order_id),
    // The request's own answer may leave the state out: it was only taken in.
    state: answer.status === undefined ? 'processing' : known(SHARE_STATES, answer.status),
    receivers: (answer.receivers ?? []).map((receiver) => ({
      account: textOf(receiver.receiver_account),
      amountFen: fenOf(receiver.amount),
      result: receiver.result === undefined ? 'pending' : known(RECEIVER_RESULTS, receiver.result),
      failReason: receiver.fail_reason || null,
    })),
  };
}

export function shareReturnOf(body: unknown): ShareReturnStanding {
  const answer = body as {
    out_return_no: string;
    return_no: string;
    return_mchid: string;
    amount: number;
    result: string;
    fail_reason?: string;
  };
  return {
    outReturnNo: textOf(answer.out_return_no),
    returnId: textOf(answer.return_no),
    account: textOf(answer.return_mchid),
    amountFen: fenOf(answer.amount),
    state: known(TRANSFER_STATES, answer.result),
    failReason: answer.fail_reason || null,
  };
}

/** The address to download from, taken as a path under our own base address: signed requests go nowhere else. */
export const billReferenceOf =
  (baseUrl: string) =>
  (body: unknown): { hash: { type: string; value: string }; target: string } => {
    const answer = body as { hash_type: string; hash_value: string; download_url: string };
    const { pathname, search } = new URL(answer.download_url);
    const prefix = new URL(baseUrl).pathname.replace(/\/$/, '');
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
    return { hash: { type: textOf(answer.hash_type), value: textOf(answer.hash_value) }, target: path + search };
  };

export const shareIdOf = (body: unknown): { shareId: string } => ({
  shareId: textOf((body as { order_id: string }).order_id),
});

export function balanceOf(body: unknown): Balance {
  const answer = body as { available_amount: number; pending_amount?: number };
  return { availableFen: fenOf(answer.available_amount), pendingFen: fenOf(answer.pending_amount ?? 0) };
}
