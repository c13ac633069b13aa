import { z } from '@heitu/kit/rules/validate';
import type {
  AdvanceReturn,
  Balance,
  CompensationStanding,
  PersonTransferStanding,
  WithdrawalStanding,
  RefundAccepted,
  RefundStanding,
  ShareReceiverStanding,
  ShareReturnStanding,
  ShareStanding,
} from './payment-channel.ts';
import { receiver, refundState } from './callback.ts';
import { fen, filled, textOrNull, timeOrNull, wordOf } from './values.ts';

/** What 电商收付通 answers, and how it reads in the port's words. Readers throw on what an answer cannot be. */

const prepared = z.object({ prepay_id: filled });
export const prepayIdOf = (body: unknown): { prepayId: string } => ({ prepayId: prepared.parse(body).prepay_id });

const coded = z.object({ code_url: filled });
export const codeUrlOf = (body: unknown): { codeUrl: string } => ({ codeUrl: coded.parse(body).code_url });

const acceptedRefund = z.object({
  refund_id: filled,
  out_refund_no: filled,
  amount: z.object({ refund: fen, advance: fen.nullish() }),
});
const acceptedOf = ({ refund_id, out_refund_no, amount }: z.output<typeof acceptedRefund>): RefundAccepted => ({
  refundId: refund_id,
  outRefundNo: out_refund_no,
  refundFen: amount.refund,
  advanceFen: amount.advance ?? 0,
});
export const refundAcceptedOf = (body: unknown): RefundAccepted => acceptedOf(acceptedRefund.parse(body));

const standingRefund = acceptedRefund.extend({
  transaction_id: filled,
  out_trade_no: filled,
  status: refundState,
  user_received_account: receiver,
  success_time: timeOrNull,
});
export function refundStandingOf(body: unknown): RefundStanding {
  const answer = standingRefund.parse(body);
  return {
    ...acceptedOf(answer),
    transactionId: answer.transaction_id,
    outTradeNo: answer.out_trade_no,
    state: answer.status,
    receivedBy: answer.user_received_account,
    succeededAt: answer.success_time,
  };
}

/** The OpenAPI says FAIL, the guide FAILED. */
const transferState = wordOf<'processing' | 'succeeded' | 'failed'>({
  PROCESSING: 'processing',
  SUCCESS: 'succeeded',
  FAILED: 'failed',
  FAIL: 'failed',
});

const advanceReturn = z.object({
  refund_id: filled,
  advance_return_id: filled,
  return_amount: fen,
  payer_mchid: filled,
  payee_mchid: filled,
  result: transferState,
  success_time: timeOrNull,
});
export function advanceReturnOf(body: unknown): AdvanceReturn {
  const answer = advanceReturn.parse(body);
  return {
    refundId: answer.refund_id,
    returnId: answer.advance_return_id,
    amountFen: answer.return_amount,
    payer: answer.payer_mchid,
    payee: answer.payee_mchid,
    state: answer.result,
    succeededAt: answer.success_time,
  };
}

const compensation = z.object({
  out_bill_no: filled,
  bill_id: filled,
  amount: fen,
  // The words of a payment that waits for the payer or is called back belong to calls that are not made here.
  state: wordOf<CompensationStanding['state']>({
    ACCEPTED: 'processing',
    WAIT_USER_CONFIRM: 'processing',
    CANCELING: 'processing',
    SUCCESS: 'succeeded',
    CLOSED: 'closed',
    CANCELLED: 'closed',
  }),
  success_time: timeOrNull,
  close_info: z.object({ close_reason: textOrNull }).nullish(),
});
export function compensationOf(body: unknown): CompensationStanding {
  const answer = compensation.parse(body);
  return {
    outBillNo: answer.out_bill_no,
    billNo: answer.bill_id,
    amountFen: answer.amount,
    state: answer.state,
    succeededAt: answer.success_time,
    closeReason: answer.close_info?.close_reason ?? null,
  };
}

const receiverResult = wordOf<ShareReceiverStanding['result']>({
  PENDING: 'pending',
  SUCCESS: 'succeeded',
  CLOSED: 'closed',
});
const shareState = wordOf<ShareStanding['state']>({
  PROCESSING: 'processing',
  FINISHED: 'finished',
  CLOSED: 'closed',
});
const share = z.object({
  out_order_no: filled,
  order_id: filled,
  // The request's own answer may leave the state out: it was only taken in.
  status: shareState.optional(),
  receivers: z
    .array(
      z.object({
        receiver_account: filled,
        amount: fen,
        result: receiverResult.optional(),
        fail_reason: textOrNull,
      }),
    )
    .nullish(),
});
export function shareStandingOf(body: unknown): ShareStanding {
  const { out_order_no: outOrderNo, order_id: shareId, status = 'processing', receivers } = share.parse(body);
  return {
    outOrderNo,
    shareId,
    state: status,
    receivers: (receivers ?? []).map((receiver) => ({
      account: receiver.receiver_account,
      amountFen: receiver.amount,
      result: receiver.result ?? 'pending',
      failReason: receiver.fail_reason,
    })),
  };
}

const shareReturn = z.object({
  out_return_no: filled,
  return_no: filled,
  return_mchid: filled,
  amount: fen,
  result: transferState,
  fail_reason: textOrNull,
});
export function shareReturnOf(body: unknown): ShareReturnStanding {
  const answer = shareReturn.parse(body);
  return {
    outReturnNo: answer.out_return_no,
    returnId: answer.return_no,
    account: answer.return_mchid,
    amountFen: answer.amount,
    state: answer.result,
    failReason: answer.fail_reason,
  };
}

const billReference = z.object({ hash_type: filled, hash_value: filled, download_url: z.string() });
/** The address to download from, taken as a path under our own base address: signed requests go nowhere else. */
export const billReferenceOf =
  (baseUrl: string) =>
  (body: unknown): { hash: { type: string; value: string }; target: string } => {
    const answer = billReference.parse(body);
    const { pathname, search } = new URL(answer.download_url);
    const prefix = new URL(baseUrl).pathname.replace(/\/$/, '');
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
    return { hash: { type: answer.hash_type, value: answer.hash_value }, target: path + search };
  };

const sealedBill = z.object({
  download_bill_list: z
    .array(billReference.extend({ bill_sequence: z.int(), encrypt_key: filled, nonce: filled }))
    .nullish(),
});
/** A bill in parts, each sealed under a key of its own that only our merchant key opens; in their order. */
export const sealedBillOf = (baseUrl: string) => (body: unknown) =>
  (sealedBill.parse(body).download_bill_list ?? [])
    .toSorted((a, b) => a.bill_sequence - b.bill_sequence)
    .map((part) => ({
      ...billReferenceOf(baseUrl)(part),
      key: part.encrypt_key,
      nonce: part.nonce,
    }));

const shareTaken = z.object({ order_id: filled });
export const shareIdOf = (body: unknown): { shareId: string } => ({ shareId: shareTaken.parse(body).order_id });

const balance = z.object({ available_amount: fen, pending_amount: fen.nullish() });
export function balanceOf(body: unknown): Balance {
  const { available_amount: availableFen, pending_amount: pendingFen } = balance.parse(body);
  return { availableFen, pendingFen: pendingFen ?? 0 };
}

const personTransferState = wordOf<PersonTransferStanding['state']>({
  ACCEPTED: 'processing',
  PROCESSING: 'processing',
  WAIT_USER_CONFIRM: 'waiting',
  TRANSFERING: 'processing',
  CANCELING: 'processing',
  SUCCESS: 'succeeded',
  FAIL: 'closed',
  CANCELLED: 'closed',
});
const personTransfer = z.object({
  out_bill_no: filled,
  transfer_bill_no: filled,
  // Only where it is asked about: what takes it in does not say it.
  transfer_amount: fen.nullish(),
  state: personTransferState,
  package_info: textOrNull,
  fail_reason: textOrNull,
});
export function personTransferOf(body: unknown): PersonTransferStanding {
  const answer = personTransfer.parse(body);
  return {
    outBillNo: answer.out_bill_no,
    billNo: answer.transfer_bill_no,
    amountFen: answer.transfer_amount ?? null,
    state: answer.state,
    packageInfo: answer.package_info,
    closeReason: answer.fail_reason,
  };
}

const withdrawalState = wordOf<WithdrawalStanding['state']>({
  CREATE_SUCCESS: 'processing',
  INIT: 'processing',
  SUCCESS: 'succeeded',
  REFUND: 'returned',
  FAIL: 'failed',
  CLOSE: 'failed',
});
const withdrawal = z.object({
  out_request_no: filled,
  withdraw_id: filled,
  // Only where it is asked about: what takes it in does not say them.
  amount: fen.nullish(),
  status: withdrawalState.nullish(),
  account_bank: textOrNull,
  account_number: textOrNull,
  reason: textOrNull,
});
export function withdrawalOf(body: unknown): WithdrawalStanding {
  const answer = withdrawal.parse(body);
  return {
    outRequestNo: answer.out_request_no,
    withdrawId: answer.withdraw_id,
    amountFen: answer.amount ?? null,
    state: answer.status ?? 'processing',
    bank: answer.account_bank,
    accountTail: answer.account_number,
    reason: answer.reason,
  };
}
