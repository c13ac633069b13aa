import type { PaymentChannel, PersonTransferStanding } from '@heitu/payments/wechatpay/payment-channel';
import type { Chance } from './chance.ts';
import { refused, type Call, type Holdings, type ModelTransfer } from './provider.types.ts';

interface Giving extends Holdings {
  readonly transfers: Map<string, ModelTransfer>;
}

/** Money to persons, each of whom confirms it in WeChat. */
export const givingToPersons = (
  provider: Giving,
  call: Call,
): Pick<PaymentChannel, 'transferToPerson' | 'queryPersonTransfer'> => ({
  transferToPerson: ({ merchant, outBillNo, amountFen }) =>
    call<PersonTransferStanding>('transferToPerson', () => {
      const known = provider.transfers.get(outBillNo);
      if (known) return { ok: true, value: { ...known } };
      if (provider.availableOf(merchant) < amountFen) return refused('not-enough');
      const waiting = { outBillNo, billNo: `W${outBillNo}`, amountFen, merchant, closeReason: null } as const;
      const transfer: ModelTransfer = { ...waiting, state: 'waiting', packageInfo: `package-${outBillNo}` };
      provider.transfers.set(outBillNo, transfer);
      return { ok: true, value: { ...transfer } };
    }),
  queryPersonTransfer: (outBillNo) =>
    call<PersonTransferStanding>('queryPersonTransfer', () => {
      const known = provider.transfers.get(outBillNo);
      return known ? { ok: true, value: { ...known } } : refused('not-found');
    }),
});

/** Most persons take what waits for them; some let its time pass. */
export function endTransfers(provider: Giving, chance: Chance): void {
  for (const transfer of provider.transfers.values()) {
    if (transfer.state !== 'waiting') continue;
    const isTaken = chance.isHit(0.8) && provider.availableOf(transfer.merchant) >= transfer.amountFen;
    transfer.state = isTaken ? 'succeeded' : 'closed';
    transfer.closeReason = isTaken ? null : 'OVERDUE_CLOSE';
    transfer.packageInfo = null;
    if (isTaken) provider.pays(transfer.merchant, transfer.amountFen, transfer.billNo);
  }
}
