import type { CompensationStanding, PaymentChannel } from '@heitu/payments/wechatpay/payment-channel';
import { PLATFORM_MERCHANT, refused, type Call, type Holdings, type ModelCompensation } from './provider.types.ts';

/** Money to payers beside refunds. What an empty purse cannot pay is closed, a while after it was taken in. */
export function compensating(
  provider: Holdings,
  call: Call,
): Pick<PaymentChannel, 'compensate' | 'queryCompensation' | 'deposit'> {
  const { compensations, deposits } = provider;
  return {
    compensate: ({ outBillNo, transactionId, toMerchant, amountFen, depositOf }) =>
      call<CompensationStanding>('compensate', () => {
        const known = compensations.get(outBillNo);
        if (known) return { ok: true, value: { ...known } };
        if (transactionId !== null && !provider.partOf(transactionId)) return refused('not-found');
        const billNo = `B${outBillNo}`;
        const haveFen = depositOf === null ? provider.availableOf(PLATFORM_MERCHANT) : (deposits.get(depositOf) ?? 0);
        const isEnough = haveFen >= amountFen;
        if (isEnough && depositOf === null) provider.pays(PLATFORM_MERCHANT, amountFen, transactionId ?? '');
        else if (isEnough && depositOf !== null) deposits.set(depositOf, haveFen - amountFen);
        if (isEnough && toMerchant !== null) provider.pays(toMerchant, -amountFen, billNo);
        const closeReason = isEnough ? null : 'NOT_ENOUGH';
        const standing = { outBillNo, billNo, amountFen, state: 'processing', succeededAt: null, closeReason } as const;
        compensations.set(outBillNo, { ...standing, transactionId });
        return { ok: true, value: { ...standing } };
      }),
    queryCompensation: (outBillNo) =>
      call<CompensationStanding>('queryCompensation', () => {
        const known = compensations.get(outBillNo);
        return known ? { ok: true, value: { ...known } } : refused('not-found');
      }),
    deposit: (merchant) =>
      call('deposit', () => ({ ok: true, value: { availableFen: deposits.get(merchant) ?? 0, pendingFen: 0 } })),
  };
}

/** Those under way come to their end. */
export function endCompensations(bills: Iterable<ModelCompensation>, now: Date): void {
  for (const bill of bills) {
    if (bill.state !== 'processing') continue;
    bill.state = bill.closeReason === null ? 'succeeded' : 'closed';
    if (bill.closeReason === null) bill.succeededAt = now;
  }
}
