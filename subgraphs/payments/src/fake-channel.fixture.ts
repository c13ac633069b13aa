import { DAY_MS } from '@heitu/kit/rules/clock';
import { FakeShares, refused } from './fake-shares.fixture.ts';
import { FakeTransfers } from './grower/fake-transfers.fixture.ts';
import { FakeWithdrawals } from './withdrawal/fake-withdrawals.fixture.ts';
import { FakeFlow, tradeRows, type ExtraRow, type FakeOrder } from './fake-bills.fixture.ts';
import type { FakeChannel } from './fake-channel.types.fixture.ts';
import type {
  AdvanceReturn,
  CompensationStanding,
  FundFlowKind,
  ChannelResult,
  NoticeHeaders,
  NoticeResult,
  PayCompensation,
  PlaceCombined,
  RedirectRefund,
  RequestRefund,
  RefundStanding,
  ShareProfit,
  ReturnShare,
  ShareReference,
  SubOrderStanding,
  TransferToPerson,
  WithdrawToBank,
} from './wechatpay/payment-channel.ts';

const FROZEN_MS_MAX = 180 * DAY_MS;

export type { FakeChannel } from './fake-channel.types.fixture.ts';

/** The platform's own account. */
export const PLATFORM = '1900000001';

const UNKNOWN = {
  ok: false as const,
  error: {
    outcome: 'unknown' as const,
    code: 'TIMEOUT',
    meaning: 'other' as const,
    message: '',
    status: null,
    retryable: true,
  },
};

export const fakeChannel = (now: () => Date): FakeChannel => new FakeProvider(now);

class FakeProvider implements FakeChannel {
  readonly placed: string[] = [];
  private readonly orders = new Map<string, FakeOrder>();
  private readonly refunds = new Map<string, RefundStanding>();
  private readonly compensations = new Map<string, CompensationStanding>();
  private readonly deposits = new Map<string, number>();
  private readonly advances = new Map<string, number>();
  private readonly shares = new FakeShares({
    moves: (from, to, fen, transactionId) => this.moves(from, to, fen, transactionId),
    isReleased: (transactionId) => this.isReleased(transactionId),
    isEnough: (account, fen) => account === PLATFORM || this.holdsFen(account) >= fen,
  });
  private readonly transfers = new FakeTransfers({
    holdsFen: (merchant) => this.holdsFen(merchant),
    pays: (merchant, fen, billNo) => this.moveMoney(merchant, 'other', -fen, [billNo]),
  });
  readonly withdrawals = new FakeWithdrawals({
    holdsFen: (merchant) => this.holdsFen(merchant),
    moves: (merchant, fen, withdrawId) => this.moveMoney(merchant, 'withdrawal', fen, [withdrawId]),
  });
  private readonly paid: Record<string, number> = {};
  private readonly extra: ExtraRow[] = [];
  private bouncing = false;
  readonly redirected: RedirectRefund['to'][] = [];
  private readonly flow = new FakeFlow();
  private feePerTenThousand = 0;
  private liesAboutReceivers = false;
  private lieFen = 0;
  private failing: string | null = null;
  private losing = 0;

  constructor(private readonly now: () => Date) {}

  outTradeNo(checkoutId: string) {
    return `C${checkoutId}`;
  }
  payerPays(checkoutId: string) {
    const order = this.orders.get(this.outTradeNo(checkoutId))!;
    Object.assign(order, { state: 'paid', paidAt: this.now() });
    for (const { outTradeNo, merchant, totalFen } of order.subs) {
      const references = [`T${outTradeNo}`, outTradeNo];
      this.moveMoney(merchant, 'payment', totalFen, references);
      this.moveMoney(merchant, 'fee', -this.feeOf(totalFen), references);
    }
  }
  takeFees(perTenThousand: number) {
    this.feePerTenThousand = perTenThousand;
  }
  private feeOf(fen: number) {
    return Math.round((fen * this.feePerTenThousand) / 10_000);
  }
  moveMoney(merchant: string | null, kind: FundFlowKind, amountFen: number, references: string[] = []) {
    this.flow.move(merchant, { at: this.now(), kind, amountFen, references });
  }
  misstate(merchant: string | null, byFen: number) {
    this.flow.misstate(merchant, byFen);
  }
  holdsFen(merchant: string | null) {
    return this.flow.holdsFen(merchant);
  }
  lieAboutReceivers() {
    this.liesAboutReceivers = true;
  }
  lieAboutAmount(byFen: number) {
    this.lieFen = byFen;
  }
  fail(call: string | null) {
    this.failing = call;
  }
  loseAnswers(count: number) {
    this.losing = count;
  }
  refundedFen() {
    return [...this.refunds.values()].reduce((sum, refund) => sum + refund.refundFen, 0);
  }
  paidFen() {
    return { ...this.paid };
  }
  putUp(merchant: string, fen: number) {
    this.deposits.set(merchant, this.depositFen(merchant) + fen);
  }
  depositFen(merchant: string) {
    return this.deposits.get(merchant) ?? 0;
  }
  addToBill(row: ExtraRow) {
    this.extra.push(row);
  }

  private pays(who: string, fen: number) {
    this.paid[who] = (this.paid[who] ?? 0) + fen;
  }
  private answer<T>(call: string, work: () => ChannelResult<T>): Promise<ChannelResult<T>> {
    if (this.failing === call) return Promise.resolve(UNKNOWN);
    const result = work();
    if (this.losing > 0) {
      this.losing -= 1;
      return Promise.resolve(UNKNOWN);
    }
    return Promise.resolve(result);
  }
  private standing(outTradeNo: string): SubOrderStanding[] {
    const order = this.orders.get(outTradeNo)!;
    return order.subs.map((sub) => ({
      outTradeNo: sub.outTradeNo,
      merchant: sub.merchant,
      state: order.state,
      transactionId: order.state === 'paid' ? `T${sub.outTradeNo}` : null,
      totalFen: sub.totalFen + this.lieFen,
      paidAt: order.paidAt,
    }));
  }

  placeCombined({ outTradeNo, subOrders }: PlaceCombined) {
    return this.answer('placeCombined', () => {
      this.placed.push(outTradeNo);
      if (!this.orders.has(outTradeNo))
        this.orders.set(outTradeNo, { outTradeNo, state: 'unpaid', paidAt: null, subs: [...subOrders] });
      return { ok: true, value: { prepayId: `wx${outTradeNo}` } };
    });
  }
  placeNative(input: Omit<PlaceCombined, 'openid'>) {
    return this.answer('placeNative', () => {
      const known = this.orders.get(input.outTradeNo);
      if (known?.state === 'paid') return refused('already-paid');
      this.placed.push(input.outTradeNo);
      if (!known)
        this.orders.set(input.outTradeNo, {
          outTradeNo: input.outTradeNo,
          state: 'unpaid',
          paidAt: null,
          subs: [...input.subOrders],
        });
      return { ok: true, value: { codeUrl: `weixin://wxpay/bizpayurl?pr=${this.placed.length}` } };
    });
  }
  clientParameters(prepayId: string) {
    return { timeStamp: '1', nonceStr: 'n', package: `prepay_id=${prepayId}`, signType: 'RSA', paySign: 's' } as const;
  }
  queryCombined(outTradeNo: string) {
    return this.answer('queryCombined', () =>
      this.orders.has(outTradeNo) ? { ok: true, value: this.standing(outTradeNo) } : refused('not-found'),
    );
  }
  closeCombined(outTradeNo: string) {
    return this.answer('closeCombined', () => {
      const order = this.orders.get(outTradeNo);
      if (!order) return refused('not-found');
      if (order.state === 'paid') return refused('already-paid');
      order.state = 'closed';
      return { ok: true, value: null };
    });
  }

  refund({ outRefundNo, refundFen, transactionId, source, merchant }: RequestRefund) {
    return this.answer('refund', () => {
      const isAdvance = source === 'platform-advance';
      const value: RefundStanding = {
        refundId: `P${outRefundNo}`,
        outRefundNo,
        refundFen,
        advanceFen: isAdvance ? refundFen : 0,
        transactionId,
        outTradeNo: transactionId.slice(1),
        state: this.bouncing ? 'abnormal' : 'succeeded',
        receivedBy: 'buyer',
        succeededAt: this.bouncing ? null : this.now(),
      };
      if (!this.refunds.has(outRefundNo)) {
        this.refunds.set(outRefundNo, value);
        this.pays(isAdvance ? 'platform' : merchant, refundFen);
        this.moveMoney(merchant, 'fee-back', this.feeOf(refundFen), [value.refundId]);
        this.moveMoney(isAdvance ? null : merchant, 'refund', -refundFen, [value.refundId]);
      }
      return { ok: true, value };
    });
  }
  bounce(bouncing: boolean) {
    this.bouncing = bouncing;
  }
  endRefund(state: 'succeeded' | 'closed') {
    for (const refund of this.refunds.values())
      if (refund.state === 'abnormal') Object.assign(refund, { state, succeededAt: this.now() });
  }
  redirectRefund({ outRefundNo, to }: RedirectRefund) {
    return this.answer('redirectRefund', () => {
      const refund = this.refunds.get(outRefundNo);
      if (refund?.state !== 'abnormal') return refused('other');
      this.redirected.push(to);
      const receivedBy = to === 'seller' ? 'seller' : 'buyer';
      if (to === 'seller' || !this.bouncing)
        Object.assign(refund, { state: 'succeeded', receivedBy, succeededAt: this.now() });
      return { ok: true, value: { ...refund, state: 'processing' } };
    });
  }
  queryRefund(outRefundNo: string) {
    return this.answer('queryRefund', () =>
      this.refunds.has(outRefundNo) ? { ok: true, value: this.refunds.get(outRefundNo)! } : refused('not-found'),
    );
  }
  returnAdvance(refundId: string, merchant: string) {
    return this.answer<AdvanceReturn>('returnAdvance', () => {
      const { refundFen } = [...this.refunds.values()].find((row) => row.refundId === refundId)!;
      if (!this.advances.has(refundId)) {
        this.pays(merchant, refundFen);
        this.pays('platform', -refundFen);
        this.moveMoney(merchant, 'other', -refundFen, [refundId]);
        this.moveMoney(null, 'other', refundFen, [refundId]);
      }
      this.advances.set(refundId, refundFen);
      const underWay = { payer: 'a', payee: 'b', state: 'processing', succeededAt: null } as const;
      return { ok: true, value: { refundId, returnId: 'r', amountFen: refundFen, ...underWay } };
    });
  }
  queryAdvanceReturn(refundId: string) {
    return this.answer<AdvanceReturn>('queryAdvanceReturn', () => {
      const amountFen = this.advances.get(refundId);
      if (amountFen === undefined) return refused('not-found');
      const done = { payer: 'a', payee: 'b', state: 'succeeded', succeededAt: this.now() } as const;
      return { ok: true, value: { refundId, returnId: 'r', amountFen, ...done } };
    });
  }

  compensate({ outBillNo, amountFen, depositOf, transactionId, toMerchant }: PayCompensation) {
    return this.answer<CompensationStanding>('compensate', () => {
      const known = this.compensations.get(outBillNo);
      if (known) return { ok: true, value: known };
      const isEnough = depositOf === null || this.depositFen(depositOf) >= amountFen;
      const of = { outBillNo, billNo: `B${outBillNo}`, amountFen };
      const end: CompensationStanding = isEnough
        ? { ...of, state: 'succeeded', succeededAt: this.now(), closeReason: null }
        : { ...of, state: 'closed', succeededAt: null, closeReason: 'NOT_ENOUGH' };
      this.compensations.set(outBillNo, end);
      if (isEnough) this.pays(depositOf === null ? 'platform' : `deposit:${depositOf}`, amountFen);
      if (isEnough && depositOf === null) this.moveMoney(null, 'other', -amountFen, [transactionId ?? '']);
      if (isEnough && toMerchant !== null) this.moveMoney(toMerchant, 'other', amountFen, [end.billNo]);
      if (isEnough && depositOf !== null) this.putUp(depositOf, -amountFen);
      return { ok: true, value: { ...end, state: 'processing', succeededAt: null, closeReason: null } };
    });
  }
  queryCompensation(outBillNo: string) {
    return this.answer<CompensationStanding>('queryCompensation', () => {
      const known = this.compensations.get(outBillNo);
      return known ? { ok: true, value: known } : refused('not-found');
    });
  }
  deposit(merchant: string) {
    return this.answer('deposit', () => ({
      ok: true,
      value: { availableFen: this.depositFen(merchant), pendingFen: 0 },
    }));
  }

  registerReceiver({ account }: { account: string }) {
    return this.answer<null>('registerReceiver', () => {
      this.shares.register(account, !this.liesAboutReceivers);
      this.liesAboutReceivers = false;
      return { ok: true, value: null };
    });
  }
  shareProfit(input: ShareProfit) {
    return this.answer('shareProfit', () => this.shares.share(input));
  }
  queryShare({ outOrderNo }: ShareReference) {
    return this.answer('queryShare', () => this.shares.standing(outOrderNo, this.lieFen));
  }
  finishShare(input: ShareReference) {
    return this.answer('finishShare', () => {
      const answer = this.shares.share({ ...input, receivers: [] });
      return answer.ok ? { ok: true, value: { shareId: 's' } } : answer;
    });
  }
  returnShare(input: ReturnShare) {
    return this.answer('returnShare', () => this.shares.giveBack(input));
  }
  queryShareReturn({ outReturnNo }: { outReturnNo: string }) {
    return this.answer('queryShareReturn', () => this.shares.returned(outReturnNo));
  }
  transferToPerson(input: TransferToPerson) {
    return this.answer('transferToPerson', () => this.transfers.ask(input));
  }
  queryPersonTransfer(outBillNo: string) {
    return this.answer('queryPersonTransfer', () => this.transfers.standing(outBillNo));
  }
  withdraw(input: WithdrawToBank) {
    return this.answer('withdraw', () => this.withdrawals.ask(input));
  }
  queryWithdrawal(outRequestNo: string) {
    return this.answer('queryWithdrawal', () => this.withdrawals.standing(outRequestNo));
  }
  confirmTransfers(isTaken = true) {
    this.transfers.confirm(isTaken);
  }
  /** From one account to another, as both statements tell it. */
  private moves(from: string, to: string, fen: number, transactionId: string) {
    const own = (account: string) => (account === PLATFORM ? null : account);
    this.moveMoney(own(from), 'other', -fen, [transactionId]);
    this.moveMoney(own(to), 'other', fen, [transactionId]);
  }
  /** What nobody shared in time is the seller's. */
  private isReleased(transactionId: string) {
    const order = [...this.orders.values()].find(({ subs }) =>
      subs.some(({ outTradeNo }) => `T${outTradeNo}` === transactionId),
    );
    return !!order?.paidAt && this.now().getTime() - order.paidAt.getTime() >= FROZEN_MS_MAX;
  }
  balance() {
    return Promise.resolve({ ok: true as const, value: { availableFen: 0, pendingFen: 0 } });
  }

  dayEndBalance(date: string, merchant: string | null) {
    return this.answer('dayEndBalance', () => ({ ok: true, value: this.flow.atEnd(date, merchant) }));
  }
  downloadFundFlow(date: string, merchant: string | null) {
    return this.answer('downloadFundFlow', () => ({ ok: true, value: this.flow.of(date, merchant) }));
  }
  downloadTradeBill(date: string) {
    return this.answer('downloadTradeBill', () => {
      const rows = tradeRows(date, this.now(), this.orders.values(), this.refunds.values(), this.extra);
      return { ok: true, value: { date, rows } };
    });
  }

  parseCallback(headers: NoticeHeaders, rawBody: Uint8Array): Promise<NoticeResult> {
    if (headers['kind'] !== 'ok') return Promise.resolve({ ok: false, reason: headers['kind'] as 'probe' });
    const outTradeNo = Buffer.from(rawBody).toString();
    return Promise.resolve({
      ok: true,
      notice: { kind: 'payment', noticeId: 'n', outTradeNo, subOrders: this.standing(outTradeNo) },
    });
  }
}
