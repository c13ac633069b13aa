import type { ChannelNotice, NoticeHeaders, NoticeResult, RefundState, SubOrderStanding } from './payment-channel.ts';
import { decryptResource, type EncryptedResource } from './resource.ts';
import { judgeSignature, type FindKey } from './signature.ts';
import { known, timeOf } from './values.ts';

/** Larger bodies are not WeChat Pay's; 50 sub orders with coupons stay far below. */
const CALLBACK_BYTES_MAX = 256 * 1024;

export interface CombinedBody {
  combine_mchid: string;
  combine_out_trade_no: string;
  sub_orders: {
    out_trade_no: string;
    sub_mchid?: string;
    trade_state: string;
    transaction_id?: string;
    success_time?: string;
    /** Not promised before payment. */
    amount?: { total_amount: number };
  }[];
}

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

export const refundStateOf = (word: string): RefundState => known(REFUND_STATES, word);

/** Sub orders from a query or a payment notice; throws on what they cannot be. */
export function subOrdersOf(body: CombinedBody): SubOrderStanding[] {
  return body.sub_orders.map((order) => {
    const state = known(TRADE_STATES, order.trade_state);
    const totalFen = order.amount?.total_amount ?? null;
    const settled = state === 'paid' || state === 'refunded';
    if (settled && (!Number.isSafeInteger(totalFen) || !order.transaction_id))
      throw new Error('paid, but without an amount or a transaction');
    return {
      outTradeNo: order.out_trade_no,
      merchant: order.sub_mchid ?? null,
      state,
      transactionId: order.transaction_id || null,
      totalFen,
      paidAt: order.success_time ? timeOf(order.success_time) : null,
    };
  });
}

/** A seller's refund names the platform `sp_mchid`, a direct merchant's `mchid`. */
interface RefundBody {
  sp_mchid?: string;
  mchid?: string;
  sub_mchid?: string;
  transaction_id: string;
  out_trade_no: string;
  refund_id: string;
  out_refund_no: string;
  refund_status: string;
  success_time?: string;
  amount: { total: number; refund: number };
}

interface Envelope {
  id: string;
  event_type: string;
  resource: EncryptedResource & { original_type?: string };
}

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
    const envelope = JSON.parse(Buffer.from(rawBody).toString('utf8')) as Envelope;
    const plain = decryptResource(envelope.resource, config.apiV3Key);
    if (plain === null) return { ok: false, reason: 'undecryptable' };
    const notice = noticeOf(envelope, JSON.parse(plain), config.mchid);
    return notice ? { ok: true, notice } : { ok: false, reason: 'not-ours' };
  } catch {
    return { ok: false, reason: 'undecryptable' };
  }
}

/** Null for another merchant's notice and for events this channel does not ask for. */
function noticeOf(envelope: Envelope, body: CombinedBody | RefundBody, mchid: string): ChannelNotice | null {
  if (envelope.event_type.startsWith('TRANSACTION.') && 'combine_mchid' in body) {
    if (body.combine_mchid !== mchid) return null;
    return {
      kind: 'payment',
      noticeId: envelope.id,
      outTradeNo: body.combine_out_trade_no,
      subOrders: subOrdersOf(body),
    };
  }
  if (envelope.event_type.startsWith('REFUND.') && 'out_refund_no' in body) {
    if ((body.sp_mchid ?? body.mchid) !== mchid) return null;
    return {
      kind: 'refund',
      noticeId: envelope.id,
      refundId: body.refund_id,
      outRefundNo: body.out_refund_no,
      transactionId: body.transaction_id,
      outTradeNo: body.out_trade_no,
      merchant: body.sub_mchid ?? null,
      state: refundStateOf(body.refund_status),
      refundFen: body.amount.refund,
      totalFen: body.amount.total,
      succeededAt: body.success_time ? timeOf(body.success_time) : null,
    };
  }
  return null;
}
