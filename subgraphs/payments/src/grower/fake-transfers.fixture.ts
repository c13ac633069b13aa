import { refused } from '../fake-shares.fixture.ts';
import type { ChannelResult, PersonTransferStanding, TransferToPerson } from '../wechatpay/payment-channel.ts';
import { TRANSFER_FEN_MAX, TRANSFER_FEN_MIN } from './grower.policy.ts';

interface World {
  holdsFen(merchant: string): number;
  pays(merchant: string, fen: number, billNo: string): void;
}

/** Transfers to persons of a provider in memory: each waits for its person, and is paid when they take it. */
export class FakeTransfers {
  private readonly transfers = new Map<string, TransferToPerson & PersonTransferStanding>();
  constructor(private readonly world: World) {}

  ask(input: TransferToPerson): ChannelResult<PersonTransferStanding> {
    const known = this.transfers.get(input.outBillNo);
    if (known) return { ok: true, value: known };
    if (input.amountFen < TRANSFER_FEN_MIN || input.amountFen > TRANSFER_FEN_MAX) return refused('other');
    if (this.world.holdsFen(input.merchant) < input.amountFen) return refused('not-enough');
    const waiting = {
      ...input,
      billNo: `W${input.outBillNo}`,
      state: 'waiting',
      packageInfo: `package-${input.outBillNo}`,
      closeReason: null,
    } as const;
    this.transfers.set(input.outBillNo, waiting);
    return { ok: true, value: { ...waiting, amountFen: null } };
  }
  standing(outBillNo: string): ChannelResult<PersonTransferStanding> {
    const known = this.transfers.get(outBillNo);
    return known ? { ok: true, value: known } : refused('not-found');
  }
  confirm(isTaken: boolean): void {
    for (const one of this.transfers.values()) {
      if (one.state !== 'waiting') continue;
      const isEnough = this.world.holdsFen(one.merchant) >= Number(one.amountFen);
      one.state = isTaken && isEnough ? 'succeeded' : 'closed';
      one.closeReason = isTaken ? (isEnough ? null : 'NOT_ENOUGH') : 'OVERDUE_CLOSE';
      one.packageInfo = null;
      if (one.state === 'succeeded') this.world.pays(one.merchant, Number(one.amountFen), one.billNo);
    }
  }
}
