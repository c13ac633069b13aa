import { MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Clock } from '@heitu/kit/rules/clock';
import type {
  ChannelNotice,
  ChannelResult,
  FundFlowKind,
  PaymentChannel,
  SubOrderStanding,
} from '@heitu/payments/wechatpay/payment-channel';
import { DEPOSITS } from '@heitu/sandbox/seed';
import type { Chance } from './chance.ts';

import { feeOf, MoneyFlow, telling } from './provider.flow.ts';
import { clientParameters, lieOf, reviveNotice } from './provider.notice.ts';
import { placeAt } from './provider.orders.ts';
import { advancing } from './provider.advances.ts';
import { compensating, endCompensations } from './provider.compensations.ts';
import { endTransfers, endWithdrawals, givingToPersons } from './provider.persons.ts';
import { releaseInTime, sharing } from './provider.sharing.ts';
import {
  PLATFORM_MERCHANT,
  refused,
  UNKNOWN,
  USUAL_BEHAVIOUR,
  type ModelCompensation,
  type ModelTransfer,
  type ModelWithdrawal,
  type ModelRefund,
  type Notice,
  type Part,
  type Placed,
  type Refunded,
  type ProviderFaults,
} from './provider.types.ts';

/**
 * What each seller and the platform had at the provider before the world began, for refunds after settlement and for
 * advances.
 */
export const OPENING_FEN = 100_000_000;

const NOTICE_DELAY_MS_MAX = 20 * MINUTE_MS;

/**
 * The payment provider: whose money lies where, as it really is. What it says of it may be late, lost, repeated or
 * wrong.
 */
export class Provider {
  readonly orders = new Map<string, Placed>();
  readonly refunds = new Map<string, ModelRefund>();
  readonly compensations = new Map<string, ModelCompensation>();
  readonly transfers = new Map<string, ModelTransfer>();
  readonly withdrawals = new Map<string, ModelWithdrawal>();
  /** What was put up, by the account that did. */
  readonly deposits = new Map(DEPOSITS.map(({ mchid, fen }) => [mchid, fen]));
  readonly #advances = advancing(this, (name, work) => this.#call(name, work));
  readonly flow = new MoneyFlow(OPENING_FEN, () => this.#clock.now());
  readonly #statements = telling(this, (name, work) => this.#call(name, work));
  readonly #sharing = sharing(this, (name, work) => this.#call(name, work));
  readonly #compensating = compensating(this, (name, work) => this.#call(name, work));
  readonly #toPersons = givingToPersons(this, (name, work) => this.#call(name, work));
  /** Every account's money that is not frozen; opened with OPENING_FEN when first asked for. */
  readonly available = new Map<string, number>();
  notices: Notice[] = [];
  faults: ProviderFaults = USUAL_BEHAVIOUR;
  /** What a card does not take is mended by hand there, sooner or later. */
  mends = true;
  /** So often it will not give what did not get through to the seller's bank. */
  keepsTimes = 0;
  /** Set by each run of a call: a point at which the caller may die. */
  readonly #point: (where: string) => Promise<void>;
  readonly #chance: Chance;
  readonly #clock: Clock;
  #number = 0;

  constructor(chance: Chance, clock: Clock, point: (where: string) => Promise<void>) {
    this.#chance = chance;
    this.#clock = clock;
    this.#point = point;
  }

  /** The payer's dialogue: takes the money where the order can still be paid. */
  pay(outTradeNo: string): boolean {
    const order = this.orders.get(outTradeNo);
    const nowMs = this.#clock.now();
    if (!order || order.state !== 'unpaid' || nowMs >= order.expiresAtMs) return false;
    order.state = 'paid';
    order.paidAtMs = nowMs;
    for (const part of order.parts) {
      const references = [`T${part.outTradeNo}`, part.outTradeNo];
      part.frozenFen = part.totalFen - feeOf(part.totalFen);
      this.flow.enter(part.merchant, 'payment', part.totalFen, references, true);
      this.flow.enter(part.merchant, 'fee', -feeOf(part.totalFen), references, true);
    }
    this.#announce({ kind: 'payment', noticeId: `n${++this.#number}`, outTradeNo, subOrders: this.#standing(order) });
    return true;
  }
  /** Refunds and shares under way come to their end. */
  work(): void {
    for (const refund of this.refunds.values()) {
      if (refund.state === 'processing' && this.#chance.isHit(this.faults.refundAbnormal)) refund.state = 'abnormal';
      else if (
        refund.state === 'processing' ||
        (refund.state === 'abnormal' && this.mends && !refund.isKept && this.#chance.isHit(0.3))
      ) {
        refund.state = 'succeeded';
        refund.succeededAt = new Date(this.#clock.now());
      } else continue;
      this.#announce({
        kind: 'refund',
        noticeId: `n${++this.#number}`,
        refundId: refund.refundId,
        outRefundNo: refund.outRefundNo,
        transactionId: refund.transactionId,
        outTradeNo: refund.outTradeNo,
        merchant: refund.merchant,
        state: refund.state,
        receivedBy: refund.receivedBy,
        refundFen: refund.refundFen,
        totalFen: refund.totalFen,
        succeededAt: refund.succeededAt,
      });
    }
    releaseInTime(this);
    endCompensations(this.compensations.values(), new Date(this.#clock.now()));
    endTransfers(this, this.#chance);
    endWithdrawals(this, this.#chance);
    for (const { parts } of this.orders.values())
      for (const { share } of parts) if (share?.state === 'processing') share.state = 'finished';
    for (const refund of this.refunds.values()) if (refund.returnedAs === 'processing') refund.returnedAs = 'succeeded';
  }
  isIdle(): boolean {
    return (
      this.notices.length === 0 &&
      [...this.compensations.values()].every(({ state }) => state !== 'processing') &&
      [...this.transfers.values()].every(({ state }) => state !== 'waiting') &&
      [...this.withdrawals.values()].every(({ state }) => state !== 'processing') &&
      [...this.refunds.values()].every(
        (refund) => refund.state === 'succeeded' && refund.returnedAs !== 'processing',
      ) &&
      [...this.orders.values()].every((order) => order.parts.every((part) => part.share?.state !== 'processing'))
    );
  }
  /** The next notice that is due, out of order on purpose; it may come again. */
  takeNotice(): Notice | null {
    const due = this.notices.filter((notice) => notice.dueAtMs <= this.#clock.now());
    const notice = this.#chance.pickOrNull(due);
    if (!notice) return null;
    if (this.#chance.isHit(this.faults.noticeTwice))
      notice.dueAtMs = this.#clock.now() + this.#chance.below(NOTICE_DELAY_MS_MAX);
    else this.notices.splice(this.notices.indexOf(notice), 1);
    return notice;
  }
  #announce(notice: ChannelNotice): void {
    if (this.#chance.isHit(this.faults.noticeLost)) return;
    const dueAtMs = this.#clock.now() + this.#chance.below(NOTICE_DELAY_MS_MAX);
    this.notices.push({ id: notice.noticeId, notice, isForged: false, dueAtMs });
    if (!this.#chance.isHit(this.faults.lies)) return;
    this.notices.push({
      id: `${notice.noticeId}-lie`,
      notice: lieOf(notice),
      isForged: this.#chance.isHit(0.5),
      dueAtMs: this.#clock.now(),
    });
  }

  partOf(transactionId: string): Part | undefined {
    return [...this.orders.values()]
      .flatMap((order) => order.parts)
      .find((part) => `T${part.outTradeNo}` === transactionId);
  }
  availableOf(account: string): number {
    return this.available.get(account) ?? OPENING_FEN;
  }
  nowMs(): number {
    return this.#clock.now();
  }
  pays(account: string, amountFen: number, reference: string): void {
    this.#move(account, -amountFen, 'other', reference);
  }
  /** To the merchant's bank; below zero, back from it. */
  takes(account: string, amountFen: number, reference: string): void {
    this.#move(account, -amountFen, 'withdrawal', reference);
  }
  #move(account: string, amountFen: number, kind: FundFlowKind, reference: string): void {
    this.available.set(account, this.availableOf(account) + amountFen);
    this.flow.enter(account, kind, amountFen, [reference]);
  }
  #standing(order: Placed): SubOrderStanding[] {
    const isPaid = order.state === 'paid';
    return order.parts.map((part) => ({
      outTradeNo: part.outTradeNo,
      merchant: part.merchant,
      state: isPaid && part.refundedFen > 0 ? 'refunded' : order.state,
      transactionId: isPaid ? `T${part.outTradeNo}` : null,
      totalFen: part.totalFen,
      paidAt: order.paidAtMs === null ? null : new Date(order.paidAtMs),
    }));
  }

  /** One call: it may not arrive, and what it answered may not be heard. */
  async #call<T>(name: string, work: () => ChannelResult<T>): Promise<ChannelResult<T>> {
    await this.#point(`before ${name}`);
    if (this.#chance.isHit(this.faults.notReached)) return UNKNOWN;
    const answer = work();
    const isLost = this.#chance.isHit(this.faults.answerLost);
    await this.#point(`after ${name}`);
    return isLost ? UNKNOWN : answer;
  }

  /** The channel of one process of payments. */
  channel(): PaymentChannel {
    return {
      ...this.#taking(),
      ...this.#givingBack(),
      ...this.#advances,
      ...this.#compensating,
      ...this.#toPersons,
      ...this.#sharing,
      ...this.#telling(),
      ...this.#statements,
    };
  }

  #taking(): Pick<
    PaymentChannel,
    'placeCombined' | 'placeNative' | 'clientParameters' | 'queryCombined' | 'closeCombined'
  > {
    const { orders } = this;
    return {
      placeCombined: (input) =>
        this.#call('placeCombined', () => {
          const placed = placeAt(orders, input, input.openid);
          return placed.ok ? { ok: true, value: { prepayId: `wx${input.outTradeNo}` } } : placed;
        }),
      placeNative: (input) =>
        this.#call('placeNative', () => {
          const placed = placeAt(orders, input, '');
          return placed.ok
            ? { ok: true, value: { codeUrl: `weixin://wxpay/bizpayurl?pr=${input.outTradeNo}` } }
            : placed;
        }),
      clientParameters,
      queryCombined: (outTradeNo) =>
        this.#call('queryCombined', () => {
          const order = orders.get(outTradeNo);
          if (!order) return refused('not-found');
          const standing = this.#standing(order);
          return {
            ok: true,
            value: this.#chance.isHit(this.faults.lies)
              ? standing.map((sub) => ({ ...sub, totalFen: sub.totalFen! + 1 }))
              : standing,
          };
        }),
      closeCombined: (outTradeNo) =>
        this.#call('closeCombined', () => {
          const order = orders.get(outTradeNo);
          if (!order) return refused('not-found');
          if (order.state === 'paid') return refused('already-paid');
          if (order.state === 'closed') return refused('already-closed');
          // It says closed, and takes money all the same.
          if (!this.#chance.isHit(this.faults.lies)) order.state = 'closed';
          return { ok: true, value: null };
        }),
    };
  }

  #refunded(part: Part, { payer, outRefundNo, refundFen, isFromFrozen, feeBackFen }: Refunded): void {
    const reference = `P${outRefundNo}`;
    const enter = (account: string, kind: FundFlowKind, amountFen: number) =>
      isFromFrozen
        ? this.flow.enter(account, kind, amountFen, [reference], true)
        : this.#move(account, amountFen, kind, reference);
    if (isFromFrozen) part.frozenFen += feeBackFen - refundFen;
    enter(part.merchant, 'fee-back', feeBackFen);
    enter(payer, 'refund', -refundFen);
  }
  /** What did not get through: it is not given to the seller's bank this time. */
  #keeps(): boolean {
    if (this.keepsTimes > 0) return this.keepsTimes-- > 0;
    return this.#chance.isHit(this.faults.returnRefused);
  }
  #givingBack(): Pick<PaymentChannel, 'refund' | 'queryRefund' | 'redirectRefund'> {
    return {
      refund: (input) =>
        this.#call('refund', () => {
          const known = this.refunds.get(input.outRefundNo);
          if (known) return { ok: true, value: known };
          const part = this.partOf(input.transactionId);
          if (!part) return refused('not-found');
          if (part.refundedFen + input.refundFen > part.totalFen) return refused('other');
          const payer = input.source === 'platform-advance' ? PLATFORM_MERCHANT : part.merchant;
          const isFromFrozen = input.source === 'seller' && part.share === null;
          const leftFen = part.totalFen - part.refundedFen;
          const feeBackFen = feeOf(leftFen) - feeOf(leftFen - input.refundFen);
          const haveFen = isFromFrozen ? part.frozenFen + feeBackFen : this.availableOf(payer);
          if (haveFen < input.refundFen) return refused('not-enough');
          this.#refunded(part, { payer, ...input, isFromFrozen, feeBackFen });
          part.refundedFen += input.refundFen;
          const order = [...this.orders.values()].find(({ parts }) => parts.includes(part))!;
          const value: ModelRefund = {
            refundId: `P${input.outRefundNo}`,
            outRefundNo: input.outRefundNo,
            refundFen: input.refundFen,
            advanceFen: input.source === 'platform-advance' ? input.refundFen : 0,
            transactionId: input.transactionId,
            outTradeNo: order.outTradeNo,
            merchant: part.merchant,
            source: input.source,
            totalFen: part.totalFen,
            state: 'processing',
            receivedBy: 'buyer',
            succeededAt: null,
            returnedAs: null,
          };
          this.refunds.set(input.outRefundNo, value);
          return { ok: true, value };
        }),
      redirectRefund: ({ outRefundNo, to }) =>
        this.#call('redirectRefund', () => {
          const refund = this.refunds.get(outRefundNo);
          if (refund?.state !== 'abnormal') return refused('other');
          refund.isKept = to === 'seller' && this.#keeps();
          if (refund.isKept) return refused('other');
          refund.state = 'processing';
          refund.receivedBy = to === 'seller' ? 'seller' : 'buyer';
          return { ok: true, value: { ...refund } };
        }),
      queryRefund: (outRefundNo) =>
        this.#call('queryRefund', () => {
          const refund = this.refunds.get(outRefundNo);
          return refund ? { ok: true, value: { ...refund } } : refused('not-found');
        }),
    };
  }

  #telling(): Pick<PaymentChannel, 'parseCallback'> {
    return {
      parseCallback: async (headers, rawBody) => {
        await this.#point('before parseCallback');
        if (headers['signature'] !== 'good') return { ok: false, reason: 'bad-signature' };
        return { ok: true, notice: reviveNotice(Buffer.from(rawBody).toString()) };
      },
    };
  }
}
