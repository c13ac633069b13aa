import { chinaDate } from '@heitu/kit/rules/calendar';
import type {
  ChannelResult,
  NoticeResult,
  PaymentChannel,
  RefundStanding,
  ShareReceiverStanding,
  SubOrder,
  SubOrderStanding,
  TradeBillRow,
} from './wechatpay/payment-channel.ts';

interface ExtraRow {
  outTradeNo: string;
  orderFen: number;
  merchant?: string;
  transactionId?: string;
}

/** A provider in memory for this room's own tests: keeps orders and refunds, and misbehaves when told. */
export interface FakeChannel extends PaymentChannel {
  placed: string[];
  outTradeNo(checkoutId: string): string;
  payerPays(checkoutId: string): void;
  lieAboutAmount(byFen: number): void;
  /** Says once that the platform is registered as a receiver, and it is not. */
  lieAboutReceivers(): void;
  /** The named call answers with an unknown outcome; null ends it. */
  fail(call: string | null): void;
  /** The next calls are carried out, but their answers are lost. */
  loseAnswers(count: number): void;
  refundedFen(): number;
  /** What each account has paid for refunds, in all; the platform's own is `platform`. */
  paidFen(): Record<string, number>;
  addToBill(row: ExtraRow): void;
}

export function fakeChannel(now: () => Date): FakeChannel {
  const orders = new Map<
    string,
    {
      outTradeNo: string;
      state: 'unpaid' | 'paid' | 'closed';
      paidAt: Date | null;
      subs: (SubOrder & { totalFen: number })[];
    }
  >();
  const refunds = new Map<string, RefundStanding>();
  const advances = new Map<string, number>();
  const paidFen: Record<string, number> = {};
  const pays = (who: string, fen: number) => void (paidFen[who] = (paidFen[who] ?? 0) + fen);
  const shares = new Map<string, ShareReceiverStanding[]>();
  let unregistered = false;
  const extra: ExtraRow[] = [];
  const placed: string[] = [];
  let liesAboutReceivers = false;
  let lieFen = 0;
  let failing: string | null = null;
  let losing = 0;
  const unknown = {
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
  const refused = (meaning: 'not-found' | 'already-paid') => ({
    ok: false as const,
    error: { outcome: 'refused' as const, code: meaning, meaning, message: '', status: 400, retryable: false },
  });
  const answer = <T>(call: string, work: () => ChannelResult<T>): Promise<ChannelResult<T>> => {
    if (failing === call) return Promise.resolve(unknown);
    const result = work();
    if (losing > 0) {
      losing -= 1;
      return Promise.resolve(unknown);
    }
    return Promise.resolve(result);
  };
  const standing = (outTradeNo: string): SubOrderStanding[] => {
    const order = orders.get(outTradeNo)!;
    return order.subs.map((sub) => ({
      outTradeNo: sub.outTradeNo,
      merchant: sub.merchant,
      state: order.state,
      transactionId: order.state === 'paid' ? `T${sub.outTradeNo}` : null,
      totalFen: sub.totalFen + lieFen,
      paidAt: order.paidAt,
    }));
  };
  return {
    placed,
    outTradeNo: (checkoutId) => `C${checkoutId}`,
    payerPays: (checkoutId) => void Object.assign(orders.get(`C${checkoutId}`)!, { state: 'paid', paidAt: now() }),
    lieAboutReceivers: () => void (liesAboutReceivers = true),
    lieAboutAmount: (byFen) => void (lieFen = byFen),
    fail: (call) => void (failing = call),
    loseAnswers: (count) => void (losing = count),
    refundedFen: () => [...refunds.values()].reduce((sum, refund) => sum + refund.refundFen, 0),
    paidFen: () => ({ ...paidFen }),
    addToBill: (row) => void extra.push(row),

    placeCombined: (input) =>
      answer('placeCombined', () => {
        placed.push(input.outTradeNo);
        if (!orders.has(input.outTradeNo))
          orders.set(input.outTradeNo, {
            outTradeNo: input.outTradeNo,
            state: 'unpaid',
            paidAt: null,
            subs: [...input.subOrders],
          });
        return { ok: true, value: { prepayId: `wx${input.outTradeNo}` } };
      }),
    clientParameters: (prepayId) => ({
      timeStamp: '1',
      nonceStr: 'n',
      package: `prepay_id=${prepayId}`,
      signType: 'RSA',
      paySign: 's',
    }),
    queryCombined: (outTradeNo) =>
      answer('queryCombined', () =>
        orders.has(outTradeNo) ? { ok: true, value: standing(outTradeNo) } : refused('not-found'),
      ),
    closeCombined: (outTradeNo) =>
      answer('closeCombined', () => {
        const order = orders.get(outTradeNo);
        if (!order) return refused('not-found');
        if (order.state === 'paid') return refused('already-paid');
        order.state = 'closed';
        return { ok: true, value: null };
      }),
    refund: (input) =>
      answer('refund', () => {
        const value: RefundStanding = {
          refundId: `P${input.outRefundNo}`,
          outRefundNo: input.outRefundNo,
          refundFen: input.refundFen,
          advanceFen: input.source === 'platform-advance' ? input.refundFen : 0,
          transactionId: input.transactionId,
          outTradeNo: input.transactionId.slice(1),
          state: 'succeeded',
          succeededAt: now(),
        };
        if (refunds.has(input.outRefundNo)) return { ok: true, value };
        refunds.set(input.outRefundNo, value);
        pays(input.source === 'platform-advance' ? 'platform' : input.merchant, input.refundFen);
        return { ok: true, value };
      }),
    queryRefund: (outRefundNo) =>
      answer('queryRefund', () =>
        refunds.has(outRefundNo) ? { ok: true, value: refunds.get(outRefundNo)! } : refused('not-found'),
      ),
    returnAdvance: (refundId, merchant) =>
      answer('returnAdvance', () => {
        const refund = [...refunds.values()].find((row) => row.refundId === refundId)!;
        if (!advances.has(refundId)) {
          pays(merchant, refund.refundFen);
          pays('platform', -refund.refundFen);
        }
        advances.set(refundId, refund.refundFen);
        return {
          ok: true,
          value: {
            refundId,
            returnId: 'r',
            amountFen: refund.refundFen,
            payer: 'a',
            payee: 'b',
            state: 'processing',
            succeededAt: null,
          },
        };
      }),
    queryAdvanceReturn: (refundId) =>
      answer('queryAdvanceReturn', () =>
        advances.has(refundId)
          ? {
              ok: true,
              value: {
                refundId,
                returnId: 'r',
                amountFen: advances.get(refundId)!,
                payer: 'a',
                payee: 'b',
                state: 'succeeded',
                succeededAt: now(),
              },
            }
          : refused('not-found'),
      ),
    registerReceiver: () =>
      answer('registerReceiver', () => {
        unregistered = liesAboutReceivers;
        liesAboutReceivers = false;
        return { ok: true, value: null };
      }),
    shareProfit: (input) =>
      answer('shareProfit', () => {
        shares.set(
          input.outOrderNo,
          input.receivers.map(({ account, amountFen }) => ({
            account,
            amountFen,
            result: unregistered ? ('closed' as const) : ('succeeded' as const),
            failReason: unregistered ? 'NO_RELATION' : null,
          })),
        );
        return { ok: true, value: { outOrderNo: input.outOrderNo, shareId: 's', state: 'processing', receivers: [] } };
      }),
    queryShare: ({ outOrderNo }) =>
      answer('queryShare', () =>
        shares.has(outOrderNo)
          ? {
              ok: true,
              value: {
                outOrderNo,
                shareId: 's',
                state: 'finished',
                receivers: shares.get(outOrderNo)!.map((one) => ({ ...one, amountFen: one.amountFen + lieFen })),
              },
            }
          : refused('not-found'),
      ),
    finishShare: ({ outOrderNo }) =>
      answer('finishShare', () => {
        shares.set(outOrderNo, []);
        return { ok: true, value: { shareId: 's' } };
      }),
    returnShare: () => Promise.resolve(unknown),
    queryShareReturn: () => Promise.resolve(unknown),
    balance: () => Promise.resolve({ ok: true, value: { availableFen: 0, pendingFen: 0 } }),
    downloadTradeBill: (date) =>
      answer('downloadTradeBill', () => {
        const row = {
          kind: 'payment' as const,
          tradedAt: now(),
          merchant: '',
          transactionId: '',
          openid: '',
          description: '五常大米',
          attach: '',
          settleFen: 0,
          refundId: null,
          outRefundNo: null,
          refundFen: 0,
          requestedRefundFen: 0,
          refundState: null,
          feeFen: 0,
        };
        const paid = [...orders.values()]
          .filter((order) => order.state === 'paid')
          .flatMap((order) =>
            order.subs.map((sub) => ({
              outTradeNo: sub.outTradeNo,
              merchant: sub.merchant,
              transactionId: `T${sub.outTradeNo}`,
              attach: order.outTradeNo,
              tradedAt: order.paidAt!,
              orderFen: sub.totalFen,
            })),
          );
        const back = [...refunds.values()].map((refund) => ({
          kind: 'refund' as const,
          tradedAt: refund.succeededAt!,
          outTradeNo: refund.outTradeNo,
          outRefundNo: refund.outRefundNo,
          refundId: refund.refundId,
          orderFen: 0,
          refundFen: refund.refundFen,
          refundState: refund.state,
        }));
        const ofDay = [...paid, ...back].filter(({ tradedAt }) => chinaDate(tradedAt.getTime()) === date);
        return {
          ok: true,
          value: { date, rows: [...ofDay, ...extra].map((trade): TradeBillRow => ({ ...row, ...trade })) },
        };
      }),
    parseCallback: (headers, rawBody): Promise<NoticeResult> => {
      if (headers['kind'] !== 'ok') return Promise.resolve({ ok: false, reason: headers['kind'] as 'probe' });
      const outTradeNo = Buffer.from(rawBody).toString();
      return Promise.resolve({
        ok: true,
        notice: { kind: 'payment', noticeId: 'n', outTradeNo, subOrders: standing(outTradeNo) },
      });
    },
  };
}
