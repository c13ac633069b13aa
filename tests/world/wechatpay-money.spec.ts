import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from './outside.fixture.ts';
import { startWechatpay, valueOf, type Wechatpay } from './wechatpay.fixture.ts';

let outside: Wechatpay['outside'];
let channel: Wechatpay['channel'];
let platform: Wechatpay['platform'];
let sellers: Wechatpay['sellers'];
let notices: Wechatpay['notices'];
let receiveWith: Wechatpay['receiveWith'];
let paidOrder: Wechatpay['paidOrder'];
let refundOf: Wechatpay['refundOf'];
let unaccountedFen: Wechatpay['unaccountedFen'];

beforeAll(async () => {
  ({ outside, channel, platform, sellers, notices, receiveWith, paidOrder, refundOf, unaccountedFen } =
    await startWechatpay());
});
afterAll(() => outside.close());
beforeEach(() => {
  notices.length = 0;
  receiveWith(channel);
});

describe('WeChat Pay as simulated: where money goes after it is paid', () => {
  it('refunds in parts, tells by callback, and refuses more than was paid', async () => {
    const { subOrders } = await paidOrder();
    await outside.control('/callbacks/flush', {});
    notices.length = 0;
    const input = refundOf(subOrders[0]!, 2830);
    const accepted = valueOf(await channel.refund(input));
    expect(accepted).toEqual({
      refundId: expect.any(String),
      outRefundNo: input.outRefundNo,
      refundFen: 2830,
      advanceFen: 0,
    });
    expect(valueOf(await channel.refund(input))).toEqual(accepted);
    await outside.advance(5000);
    expect(valueOf(await channel.queryRefund(input.outRefundNo, input.merchant))).toEqual({
      ...accepted,
      transactionId: input.transactionId,
      outTradeNo: subOrders[0]!.outTradeNo,
      state: 'succeeded',
      receivedBy: 'buyer',
      succeededAt: expect.any(Date),
    });
    await outside.control('/callbacks/flush', {});
    expect(notices).toEqual([
      {
        ok: true,
        notice: expect.objectContaining({
          kind: 'refund',
          outRefundNo: input.outRefundNo,
          merchant: sellers[0],
          state: 'succeeded',
          receivedBy: 'buyer',
          refundFen: 2830,
          totalFen: 12830,
        }),
      },
    ]);
    expect(await channel.refund(refundOf(subOrders[0]!, 10001))).toMatchObject({
      ok: false,
      error: { outcome: 'refused' },
    });
    expect(await channel.queryRefund('R-NEVER-ASKED', sellers[0]!)).toMatchObject({
      ok: false,
      error: { meaning: 'not-found' },
    });
  });

  it('shares, finishes, takes back, and shows an unregistered receiver unpaid in a finished share', async () => {
    const { order, subOrders } = await paidOrder();
    const [first, second] = subOrders.map(({ transactionId, merchant }) => ({
      transactionId: transactionId!,
      merchant: merchant!,
    })) as [{ transactionId: string; merchant: string }, { transactionId: string; merchant: string }];
    await outside.advance(2 * MINUTE_MS);
    valueOf(await channel.registerReceiver({ account: platform, name: '黑土平台', relation: 'platform' }));
    const before = valueOf(await channel.balance(first.merchant));
    const share = { ...first, outOrderNo: `${order.outTradeNo}SA` };
    const asked = valueOf(
      await channel.shareProfit({
        ...share,
        receivers: [
          { account: platform, amountFen: 640, description: '平台服务费' },
          { account: sellers[40]!, amountFen: 10, description: '未登记' },
        ],
        finish: true,
      }),
    );
    expect(asked.state).toBe('processing');
    await outside.advance(5000);
    expect(valueOf(await channel.queryShare(share))).toEqual({
      outOrderNo: share.outOrderNo,
      shareId: asked.shareId,
      state: 'finished',
      receivers: [
        { account: platform, amountFen: 640, result: 'succeeded', failReason: null },
        { account: sellers[40], amountFen: 10, result: 'closed', failReason: 'NO_RELATION' },
      ],
    });
    // 128.30 less 0.60 % fee less the share.
    expect(valueOf(await channel.balance(first.merchant)).availableFen - before.availableFen).toBe(12830 - 77 - 640);

    const back = {
      merchant: first.merchant,
      outOrderNo: share.outOrderNo,
      outReturnNo: `${order.outTradeNo}RA`,
      account: platform,
      amountFen: 640,
      description: '退货退回服务费',
    };
    const returned = valueOf(await channel.returnShare(back));
    expect(returned).toEqual({
      outReturnNo: back.outReturnNo,
      returnId: expect.any(String),
      account: platform,
      amountFen: 640,
      state: 'succeeded',
      failReason: null,
    });
    expect(valueOf(await channel.queryShareReturn(back))).toEqual(returned);

    const finish = { ...second, outOrderNo: `${order.outTradeNo}FB` };
    const { shareId } = valueOf(await channel.finishShare({ ...finish, description: '解冻' }));
    await outside.advance(5000);
    expect(valueOf(await channel.queryShare(finish))).toEqual({
      outOrderNo: finish.outOrderNo,
      shareId,
      state: 'finished',
      receivers: [],
    });
  });

  it("advances a refund from the platform and recovers it from the seller's account", async () => {
    const { order, subOrders } = await paidOrder();
    await outside.advance(2 * MINUTE_MS);
    const sub = subOrders[1]!;
    valueOf(
      await channel.finishShare({
        transactionId: sub.transactionId!,
        merchant: sub.merchant!,
        outOrderNo: `${order.outTradeNo}FB`,
        description: '解冻',
      }),
    );
    const input = refundOf(sub, 4560, 'platform-advance');
    const accepted = valueOf(await channel.refund(input));
    expect(accepted.advanceFen).toBe(4560);
    expect(await channel.queryAdvanceReturn(accepted.refundId, input.merchant)).toMatchObject({
      ok: false,
      error: { meaning: 'not-found' },
    });
    await outside.advance(5000);
    const returned = valueOf(await channel.returnAdvance(accepted.refundId, input.merchant));
    expect(returned).toEqual({
      refundId: accepted.refundId,
      returnId: expect.any(String),
      amountFen: 4560,
      payer: input.merchant,
      payee: platform,
      state: 'succeeded',
      succeededAt: expect.any(Date),
    });
    expect(valueOf(await channel.queryAdvanceReturn(accepted.refundId, input.merchant))).toEqual(returned);
  });

  it('redirects a refund that its payer cannot take: to another card, which only WeChat can read, or to the seller', async () => {
    await outside.control('/wechatpay/refunds', { mode: 'abnormal' });
    const stuck = async () => {
      const { subOrders } = await paidOrder();
      const refund = refundOf(subOrders[0]!, 2830);
      const { refundId } = valueOf(await channel.refund(refund));
      await outside.control('/clock', { advanceMs: 1000 });
      const { outRefundNo, merchant } = refund;
      expect(valueOf(await channel.queryRefund(outRefundNo, merchant))).toMatchObject({ state: 'abnormal' });
      return { refundId, outRefundNo, merchant };
    };
    const card = { card: '6228480402564890018', bank: 'ABC_DEBIT', holder: '王小明' };
    try {
      const [own, sellers, again] = [await stuck(), await stuck(), await stuck()];
      // The same refund number again is the same stuck refund.
      expect(await channel.redirectRefund({ ...own, outRefundNo: 'R00000000', to: card })).toMatchObject({ ok: false });
      valueOf(await channel.redirectRefund({ ...again, to: card }));
      await outside.control('/clock', { advanceMs: 1000 });
      expect(valueOf(await channel.queryRefund(again.outRefundNo, again.merchant))).toMatchObject({
        state: 'abnormal',
      });
      await outside.control('/wechatpay/refunds', { mode: 'normal' });
      for (const [refund, to, receivedBy] of [
        [own, card, 'buyer'],
        [sellers, 'seller', 'seller'],
      ] as const) {
        valueOf(await channel.redirectRefund({ ...refund, to }));
        await outside.control('/clock', { advanceMs: 1000 });
        expect(valueOf(await channel.queryRefund(refund.outRefundNo, refund.merchant))).toMatchObject({
          state: 'succeeded',
          receivedBy,
        });
        expect(await channel.redirectRefund({ ...refund, to })).toMatchObject({ ok: false });
      }
    } finally {
      await outside.control('/wechatpay/refunds', { mode: 'normal' });
    }
  });

  it('pays a payer beyond the order, out of the platform or a deposit, once for a number', async () => {
    const { order, subOrders } = await paidOrder();
    const transactionId = subOrders[0]!.transactionId!;
    const carrier = sellers[10]!;
    await outside.control('/wechatpay/deposit', { mchid: carrier, fen: 30_000 });
    expect(valueOf(await channel.deposit(carrier))).toEqual({ availableFen: 30_000, pendingFen: 0 });
    const bill = { transactionId, toMerchant: null, amountFen: 20_000, reason: '投诉裁定赔偿', depositOf: carrier };
    const first = { ...bill, outBillNo: `${order.outTradeNo}K1` };
    const accepted = {
      outBillNo: first.outBillNo,
      billNo: expect.any(String),
      amountFen: 20_000,
      state: 'processing',
      succeededAt: null,
      closeReason: null,
    };
    const { billNo } = valueOf(await channel.compensate(first));
    expect(valueOf(await channel.compensate(first))).toEqual({ ...accepted, billNo });
    expect(await channel.compensate({ ...first, amountFen: 1 })).toMatchObject({
      ok: false,
      error: { outcome: 'refused', code: 'INVALID_REQUEST' },
    });
    const ofMore = { ...bill, outBillNo: `${order.outTradeNo}K2` };
    valueOf(await channel.compensate(ofMore));
    // 1,000 yuan for an order of 128.30: the platform's own money.
    const own = { ...bill, amountFen: 100_000, depositOf: null, outBillNo: `${order.outTradeNo}K3` };
    valueOf(await channel.compensate(own));
    await outside.advance(2000);
    const standing = async ({ outBillNo, depositOf }: { outBillNo: string; depositOf: string | null }) => {
      const { state, closeReason } = valueOf(await channel.queryCompensation(outBillNo, depositOf));
      return [state, closeReason];
    };
    expect(await standing(first)).toEqual(['succeeded', null]);
    expect(await standing(ofMore)).toEqual(['closed', 'NOT_ENOUGH']);
    expect(await standing(own)).toEqual(['succeeded', null]);
    expect(valueOf(await channel.deposit(carrier)).availableFen).toBe(10_000);
    expect(await channel.queryCompensation(first.outBillNo, sellers[11]!)).toMatchObject({
      ok: false,
      error: { meaning: 'not-found' },
    });
    expect(await channel.compensate({ ...own, outBillNo: 'K4', transactionId: '1' })).toMatchObject({
      ok: false,
      error: { meaning: 'not-found' },
    });
  });

  it('pays a merchant out of the deposit of another, once for a number, and nothing that is not there', async () => {
    const [carrier, seller] = [sellers[8]!, sellers[9]!];
    await outside.control('/wechatpay/deposit', { mchid: carrier, fen: 3000 });
    const balanceOf = async (merchant: string) => valueOf(await channel.balance(merchant)).availableFen;
    const hadFen = await balanceOf(seller);
    const bill = { transactionId: null, toMerchant: seller, amountFen: 2000, reason: '货坏赔付', depositOf: carrier };
    const first = { ...bill, outBillNo: 'KDEPOSIT1' };
    const { billNo } = valueOf(await channel.compensate(first));
    expect(valueOf(await channel.compensate(first))).toMatchObject({ billNo, state: 'processing', amountFen: 2000 });
    expect(await channel.compensate({ ...first, toMerchant: sellers[7]! })).toMatchObject({
      ok: false,
      error: { outcome: 'refused', code: 'INVALID_REQUEST' },
    });
    const ofMore = { ...bill, outBillNo: 'KDEPOSIT2' };
    valueOf(await channel.compensate(ofMore));
    await outside.advance(2000);
    const standing = async (outBillNo: string) => valueOf(await channel.queryCompensation(outBillNo, carrier, seller));
    expect(await standing('KDEPOSIT1')).toMatchObject({ billNo, state: 'succeeded', amountFen: 2000 });
    expect(await standing('KDEPOSIT2')).toMatchObject({ state: 'closed', closeReason: 'NOT_ENOUGH' });
    expect([await balanceOf(seller), valueOf(await channel.deposit(carrier)).availableFen]).toEqual([
      hadFen + 2000,
      1000,
    ]);
    // It is a bill of its own business: the one to a payer is asked for elsewhere.
    for (const unknown of [
      await channel.queryCompensation('KDEPOSIT1', carrier),
      await channel.queryCompensation('KDEPOSIT3', carrier, seller),
    ])
      expect(unknown).toMatchObject({ ok: false, error: { meaning: 'not-found' } });
    expect(await channel.compensate({ ...bill, outBillNo: 'KDEPOSIT4', toMerchant: '1' })).toMatchObject({
      ok: false,
      error: { outcome: 'refused', code: 'NO_AUTH' },
    });
  });

  it('leaves no fen unaccounted for', async () => {
    expect(await unaccountedFen()).toBe(0);
  });
});
