import { refused } from '../fake-shares.fixture.ts';
import type { ChannelResult, WithdrawalStanding, WithdrawToBank } from '../wechatpay/payment-channel.ts';

interface World {
  holdsFen(merchant: string): number;
  moves(merchant: string, fen: number, withdrawId: string): void;
}

/** Withdrawals of a provider in memory: each is under way until it is told how it ends. */
export class FakeWithdrawals {
  private readonly asked = new Map<string, WithdrawToBank & WithdrawalStanding>();
  constructor(private readonly world: World) {}

  ask(input: WithdrawToBank): ChannelResult<WithdrawalStanding> {
    const known = this.asked.get(input.outRequestNo);
    if (known) return { ok: true, value: known };
    if (this.world.holdsFen(input.merchant) < input.amountFen) return refused('not-enough');
    const withdrawId = `WD${input.outRequestNo}`;
    const standing = {
      ...input,
      withdrawId,
      state: 'processing',
      bank: null,
      accountTail: null,
      reason: null,
    } as const;
    this.asked.set(input.outRequestNo, standing);
    this.world.moves(input.merchant, -input.amountFen, withdrawId);
    return { ok: true, value: { ...standing, amountFen: null } };
  }
  standing(outRequestNo: string): ChannelResult<WithdrawalStanding> {
    const known = this.asked.get(outRequestNo);
    return known ? { ok: true, value: known } : refused('not-found');
  }
  /** All that have not ended: paid, refused, or sent back by the bank. */
  end(state: 'succeeded' | 'failed' | 'returned'): void {
    for (const one of this.asked.values()) {
      if (one.state !== 'processing' && one.state !== 'succeeded') continue;
      if (state !== 'succeeded') this.world.moves(one.merchant, one.amountFen, one.withdrawId);
      Object.assign(one, {
        state,
        bank: '工商银行',
        accountTail: '1234',
        reason: state === 'succeeded' ? null : '户名不符',
      });
    }
  }
  count(): number {
    return this.asked.size;
  }
}
