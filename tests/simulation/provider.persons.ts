import type {
  PaymentChannel,
  PersonTransferStanding,
  WithdrawalStanding,
} from '@heitu/payments/wechatpay/payment-channel';
import type { Chance } from './chance.ts';
import { refused, type Call, type Holdings, type ModelTransfer, type ModelWithdrawal } from './provider.types.ts';

interface Giving extends Holdings {
  readonly transfers: Map<string, ModelTransfer>;
  readonly withdrawals: Map<string, ModelWithdrawal>;
  takes(account: string, amountFen: number, reference: string): void;
}

/** Money to persons, each of whom confirms it in WeChat, and to merchants' own banks. */
export const givingToPersons = (
  provider: Giving,
  call: Call,
): Pick<PaymentChannel, 'transferToPerson' | 'queryPersonTransfer' | 'withdraw' | 'queryWithdrawal'> => ({
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
  withdraw: ({ merchant, outRequestNo, amountFen }) =>
    call<WithdrawalStanding>('withdraw', () => {
      const known = provider.withdrawals.get(outRequestNo);
      if (known) return { ok: true, value: { ...known } };
      if (provider.availableOf(merchant) < amountFen) return refused('not-enough');
      const withdrawId = `WD${outRequestNo}`;
      const nothing = { bank: null, accountTail: null, reason: null } as const;
      const asked: ModelWithdrawal = { outRequestNo, withdrawId, amountFen, merchant, state: 'processing', ...nothing };
      provider.withdrawals.set(outRequestNo, asked);
      provider.takes(merchant, amountFen, withdrawId);
      return { ok: true, value: { ...asked } };
    }),
  queryWithdrawal: (outRequestNo) =>
    call<WithdrawalStanding>('queryWithdrawal', () => {
      const known = provider.withdrawals.get(outRequestNo);
      return known ? { ok: true, value: { ...known } } : refused('not-found');
    }),
});

/** Nearly all reach the bank; some it sends back, some the provider does not pay. */
export function endWithdrawals(provider: Giving, chance: Chance): void {
  for (const one of provider.withdrawals.values()) {
    if (one.state !== 'processing') continue;
    one.state = chance.isHit(0.8) ? 'succeeded' : chance.pick(['returned', 'failed']);
    if (one.state !== 'succeeded') provider.takes(one.merchant, -one.amountFen, one.withdrawId);
  }
}

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
