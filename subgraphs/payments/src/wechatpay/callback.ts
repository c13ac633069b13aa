import type { ChannelNotice, NoticeHeaders, NoticeResult, RefundState, SubOrderStanding } from './payment-channel.ts';
import { isRecord, jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { decryptResource, encryptedResource } from './resource.ts';
import { judgeSignature, type FindKey } from './signature.ts';
import { fen, timeOrNull, wordOf } from './values.ts';

/** Larger bodies are not WeChat Pay's; 50 sub orders with coupons stay far below. */
const CALLBACK_BYTES_MAX = 256 * 1024;

const TRADE_STATES: Readonly<Record<string, SubOrderStanding['state']>> = {
  SUCCESS: 'paid',
  REFUND: 'refunded',
  NOTPAY: 'unpaid',
  PAYERROR: 'unpaid',
  CLOSED: 'closed',
};

/** `CLOSE` and `CLOSED` both occur in the documentation. */
const REFUND_STATES: Readonly<Record<string, RefundState>> = {
  SUCCESS: 'succeeded',
  PROCESSING: 'processing',
  CLOSED: 'closed',
  CLOSE: 'closed',
  ABNORMAL: 'abnormal',
};

export const refundState = wordOf(REFUND_STATES);
/** `商户基本账户` and `商户结算银行账户` are the seller's; everything else is the payer's. */
export const receiver = z
  .string()
  .nullish()
  .transform((text): 'buyer' | 'seller' => (text?.startsWith('商户') ? 'seller' : 'buyer'));

const subOrder = z
  .object({
    out_trade_no: z.string(),
    sub_mchid: z.string().nullish(),
    trade_state: wordOf(TRADE_STATES),
    transaction_id: z.string().nullish(),
    success_time: timeOrNull,
    /** Not promised before payment. */
    amount: z.object({ total_amount: fen }).nullish(),
  })
  .transform((order): SubOrderStanding => {
    const [state, transactionId, totalFen] = [
      order.trade_state,
      order.transaction_id || null,
      order.amount?.total_amount ?? null,
    ];
    if ((state === 'paid' || state === 'refunded') && (totalFen === null || transactionId === null))
      throw new Error('paid, but without an amount or a transaction');
    return {
      outTradeNo: order.out_trade_no,
      merchant: order.sub_mchid ?? null,
      state,
      transactionId,
      totalFen,
      paidAt: order.success_time,
    };
  });
const combinedBody = z.object({ sub_orders: z.array(subOrder) });
/** Sub orders from a query; throws on what they cannot be. */
export const subOrdersOf = (body: unknown): SubOrderStanding[] => combinedBody.parse(body).sub_orders;

const paymentBody = combinedBody.extend({ combine_mchid: z.string(), combine_out_trade_no: z.string() });
/** A seller's refund names the platform `sp_mchid`, a direct merchant's `mchid`. */
const refundBody = z.object({
  sp_mchid: z.string().nullish(),
  mchid: z.string().nullish(),
  sub_mchid: z.string().nullish(),
  transaction_id: z.string(),
  out_trade_no: z.string(),
  refund_id: z.string(),
  out_refund_no: z.string(),
  refund_status: refundState,
  success_time: timeOrNull,
  user_received_account: receiver,
  amount: z.object({ total: fen, refund: fen }),
});
const envelope = z.object({ id: z.string(), event_type: z.string(), resource: encryptedResource });

/** Verified first, decrypted second, believed last. */
export async function parseCallback(
  config: { mchid: string; apiV3Key: string; now: () => Date; findKey: FindKey },
  headers: NoticeHeaders,
  rawBody: Uint8Array,
): Promise<NoticeResult> {
  if (rawBody.length > CALLBACK_BYTES_MAX) return { ok: false, reason: 'bad-signature' };
  const verdict = await judgeSignature(headers, rawBody, config.now(), config.findKey);
  if (verdict !== 'valid') return { ok: false, reason: verdict };
  try {
    const { id, event_type: event, resource } = jsonOf(envelope, Buffer.from(rawBody).toString('utf8'));
    const plain = decryptResource(resource, config.apiV3Key);
    if (plain === null) return { ok: false, reason: 'undecryptable' };
    const notice = noticeOf(id, event, JSON.parse(plain), config.mchid);
    return notice ? { ok: true, notice } : { ok: false, reason: 'not-ours' };
  } catch {
    return { ok: false, reason: 'undecryptable' };
  }
}

/** Null for another merchant's notice and for events this channel does not ask for. */
function noticeOf(noticeId: string, event: string, content: unknown, mchid: string): ChannelNotice | null {
  if (!isRecord(content)) return null;
  if (event.startsWith('TRANSACTION.') && 'combine_mchid' in content) {
    const { combine_mchid, combine_out_trade_no: outTradeNo, sub_orders: subOrders } = paymentBody.parse(content);
    return combine_mchid === mchid ? { kind: 'payment', noticeId, outTradeNo, subOrders } : null;
  }
  if (event.startsWith('REFUND.') && 'out_refund_no' in content) {
    const body = refundBody.parse(content);
    if ((body.sp_mchid ?? body.mchid) !== mchid) return null;
    return {
      kind: 'refund',
      noticeId,
      refundId: body.refund_id,
      outRefundNo: body.out_refund_no,
      transactionId: body.transaction_id,
      outTradeNo: body.out_trade_no,
      merchant: body.sub_mchid ?? null,
      state: body.refund_status,
      receivedBy: body.user_received_account,
      refundFen: body.amount.refund,
      totalFen: body.amount.total,
      succeededAt: body.success_time,
    };
  }
  return null;
}
