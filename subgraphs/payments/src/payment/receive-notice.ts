import { ok } from '@heitu/kit/rules/outcome';
import type { EdgeAnswer, EdgeRequest } from '@heitu/kit/messages/peers';
import type { PaymentsContext, PaymentsWrites } from '../context.ts';
import { takeRefundStanding } from '../refund/take-refund-standing.ts';
import { applyStanding } from './apply-paid.ts';
import type { NoticeKind, NoticeVerdict } from './payment.policy.ts';

const answer = (status: number, message?: string): EdgeAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: message ? JSON.stringify({ code: 'FAIL', message }) : '',
});

/** Edge POST /wechatpay/notify: verified from the bytes, applied once however often it comes, recorded either way. */
export async function receiveNotice(context: PaymentsContext, request: EdgeRequest): Promise<EdgeAnswer> {
  const result = await context.services.channel.parseCallback(request.headers, request.body);
  if (!result.ok) {
    await record(context, 'unknown', result.reason, null);
    if (result.reason !== 'probe') context.log.warn({ reason: result.reason }, 'a payment notice was refused');
    return answer(401, '签名验证未通过');
  }
  const { notice } = result;
  if (notice.kind === 'refund') {
    const verdict = await takeRefundStanding(context, {
      outRefundNo: notice.outRefundNo,
      outTradeNo: notice.outTradeNo,
      state: notice.state,
      receivedBy: notice.receivedBy,
      refundFen: notice.refundFen,
      succeededAtMs: notice.succeededAt?.getTime() ?? null,
      providerRefundId: notice.refundId,
    });
    await record(context, 'refund', verdict, notice.outRefundNo);
    return verdict === 'unknown-order' || verdict === 'does-not-match' ? answer(404, '没有这笔退款') : answer(204);
  }
  const verdict = await applyStanding(context, { outTradeNo: notice.outTradeNo }, notice.subOrders, (writes) =>
    addRecord(context, writes, 'payment', 'paid', notice.outTradeNo),
  );
  if (verdict !== 'paid') await record(context, 'payment', verdict, notice.outTradeNo);
  return verdict === 'unknown-order' || verdict === 'does-not-match' ? answer(404, '没有这笔订单') : answer(204);
}

const addRecord = (
  context: PaymentsContext,
  writes: PaymentsWrites,
  kind: NoticeKind,
  verdict: NoticeVerdict,
  reference: string | null,
): void =>
  writes.insert('NoticeRecord', {
    id: context.newId(),
    kind,
    verdict,
    reference: reference?.slice(0, 64) ?? null,
    atMs: context.clock.now(),
  });

async function record(
  context: PaymentsContext,
  kind: NoticeKind,
  verdict: NoticeVerdict,
  reference: string | null,
): Promise<void> {
  await context.write((writes) => {
    addRecord(context, writes, kind, verdict, reference);
    return ok(null);
  });
}
