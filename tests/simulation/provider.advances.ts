import type { PaymentChannel } from '@heitu/payments/wechatpay/payment-channel';
import { PLATFORM_MERCHANT, refused, type Call, type Holdings, type ModelRefund } from './provider.types.ts';

/** What the platform laid out by a refund, and takes back from its seller. */
export function advancing(
  provider: Holdings,
  call: Call,
): Pick<PaymentChannel, 'returnAdvance' | 'queryAdvanceReturn'> {
  const advanceReturn = (refund: ModelRefund) => ({
    refundId: refund.refundId,
    returnId: `v${refund.refundId}`,
    amountFen: refund.refundFen,
    payer: refund.merchant,
    payee: PLATFORM_MERCHANT,
    state: refund.returnedAs!,
    succeededAt: refund.returnedAs === 'succeeded' ? new Date(provider.nowMs()) : null,
  });
  const refundById = (refundId: string) =>
    [...provider.refunds.values()].find((refund) => refund.refundId === refundId);
  return {
    returnAdvance: (refundId) =>
      call('returnAdvance', () => {
        const refund = refundById(refundId);
        if (!refund || refund.source !== 'platform-advance') return refused('not-found');
        if (refund.returnedAs === null) {
          if (provider.availableOf(refund.merchant) < refund.refundFen) return refused('not-enough');
          refund.returnedAs = 'processing';
          provider.pays(refund.merchant, refund.refundFen, refundId);
          provider.pays(PLATFORM_MERCHANT, -refund.refundFen, refundId);
        }
        return { ok: true, value: advanceReturn(refund) };
      }),
    queryAdvanceReturn: (refundId) =>
      call('queryAdvanceReturn', () => {
        const refund = refundById(refundId);
        return refund?.returnedAs ? { ok: true, value: advanceReturn(refund) } : refused('not-found');
      }),
  };
}
