import type {
  ChannelResult,
  ReturnShare,
  ShareProfit,
  ShareReceiverStanding,
  ShareReturnStanding,
  ShareStanding,
} from './wechatpay/payment-channel.ts';

export const refused = (meaning: 'not-found' | 'already-paid' | 'not-enough' | 'other') => ({
  ok: false as const,
  error: { outcome: 'refused' as const, code: meaning, meaning, message: '', status: 400, retryable: false },
});

interface World {
  moves(from: string, to: string, fen: number, transactionId: string): void;
  isReleased(transactionId: string): boolean;
  isEnough(account: string, fen: number): boolean;
}

/** What the provider in memory has shared, and what of it went back. */
export class FakeShares {
  private readonly shares = new Map<string, { transactionId: string; receivers: ShareReceiverStanding[] }>();
  private readonly returns = new Map<string, ShareReturnStanding>();
  private readonly unregistered = new Set<string>();
  constructor(private readonly world: World) {}

  register(account: string, isTrue: boolean): void {
    if (isTrue) this.unregistered.delete(account);
    else this.unregistered.add(account);
  }

  /** A repeat is answered as the first. */
  share({
    outOrderNo,
    receivers,
    merchant,
    transactionId,
  }: Pick<ShareProfit, 'outOrderNo' | 'receivers' | 'merchant' | 'transactionId'>): ChannelResult<ShareStanding> {
    const value: ShareStanding = { outOrderNo, shareId: 's', state: 'processing', receivers: [] };
    if (this.shares.has(outOrderNo)) return { ok: true, value };
    if (this.world.isReleased(transactionId)) return refused('other');
    const standing = receivers.map(({ account, amountFen }): ShareReceiverStanding => {
      const isUnknown = this.unregistered.has(account);
      if (!isUnknown) this.world.moves(merchant, account, amountFen, transactionId);
      return isUnknown
        ? { account, amountFen, result: 'closed', failReason: 'NO_RELATION' }
        : { account, amountFen, result: 'succeeded', failReason: null };
    });
    this.shares.set(outOrderNo, { transactionId, receivers: standing });
    return { ok: true, value };
  }

  standing(outOrderNo: string, lieFen: number): ChannelResult<ShareStanding> {
    const shared = this.shares.get(outOrderNo);
    if (!shared) return refused('not-found');
    const receivers = shared.receivers.map((one) => ({ ...one, amountFen: one.amountFen + lieFen }));
    return { ok: true, value: { outOrderNo, shareId: 's', state: 'finished', receivers } };
  }

  giveBack({ merchant, outOrderNo, outReturnNo, account, amountFen }: ReturnShare): ChannelResult<ShareReturnStanding> {
    const shared = this.shares.get(outOrderNo);
    const got = shared?.receivers.find((one) => one.account === account && one.result === 'succeeded');
    if (!shared || !got) return refused('not-found');
    const known = this.returns.get(outReturnNo);
    if (known) return { ok: true, value: known };
    if (!this.world.isEnough(account, amountFen)) return refused('not-enough');
    if (amountFen > got.amountFen) return refused('other');
    got.amountFen -= amountFen;
    this.world.moves(account, merchant, amountFen, shared.transactionId);
    const end: ShareReturnStanding = {
      outReturnNo,
      returnId: 'b',
      account,
      amountFen,
      state: 'succeeded',
      failReason: null,
    };
    this.returns.set(outReturnNo, end);
    return { ok: true, value: { ...end, state: 'processing' } };
  }

  returned(outReturnNo: string): ChannelResult<ShareReturnStanding> {
    const known = this.returns.get(outReturnNo);
    return known ? { ok: true, value: known } : refused('not-found');
  }
}
