import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  ChannelResult,
  NoticeResult,
  PlaceCombined,
  SubOrderStanding,
} from '@heitu/payments/wechatpay/payment-channel';
import type { WechatpayChannel, WechatpayConfig } from '@heitu/payments/wechatpay/wechatpay-channel';
import { beijingDay, channelIn, DAY_MS, HOUR_MS, MINUTE_MS, startOutside, type Outside } from './outside.fixture.ts';

let outside: Outside;
let channel: WechatpayChannel;
let notices: NoticeResult[];
let platform: string;
let sellers: string[];
let number = 0;

const channelWith = (over: Partial<WechatpayConfig> = {}): WechatpayChannel => channelIn(outside, over);

beforeAll(async () => {
  outside = await startOutside();
  channel = channelWith();
  platform = outside.world.settings.wechatPay.mchid;
  sellers = outside.world.settings.wechatPay.subMchids;
});
afterAll(() => outside.close());
beforeEach(() => {
  notices = [];
  receiveWith(channel);
});

function receiveWith(receiver: WechatpayChannel): void {
  outside.onPost(async ({ headers, body }) => {
    const result = await receiver.parseCallback(headers, body);
    notices.push(result);
    return result.ok ? { status: 204 } : { status: 401, body: { code: 'FAIL', message: result.reason } };
  });
}

function valueOf<T>(result: ChannelResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Two sellers, 128.30 and 45.60 yuan. */
function newOrder(): PlaceCombined & { outTradeNo: string } {
  number += 1;
  const outTradeNo = `C${String(number).padStart(8, '0')}`;
  return {
    outTradeNo,
    openid: 'openid-world-1',
    description: '黑土优选',
    expiresAt: new Date(Math.floor(outside.now().getTime() / 1000) * 1000 + 15 * MINUTE_MS),
    subOrders: [
      { outTradeNo: `${outTradeNo}A`, merchant: sellers[0]!, totalFen: 12830, description: '五常大米`5kg' },
      { outTradeNo: `${outTradeNo}B`, merchant: sellers[1]!, totalFen: 4560, description: '黑木耳 250g' },
    ],
    notifyUrl: `${outside.edgeUrl}/pay`,
  };
}

async function paidOrder(): Promise<{ order: PlaceCombined; subOrders: SubOrderStanding[] }> {
  const order = newOrder();
  const { prepayId } = valueOf(await channel.placeCombined(order));
  expect(
    await outside.control('/pay', {
      prepayId,
      openid: order.openid,
      requestPayment: channel.clientParameters(prepayId),
    }),
  ).toEqual({ state: 'SUCCESS' });
  return { order, subOrders: valueOf(await channel.queryCombined(order.outTradeNo)) };
}

const refundOf = (
  { transactionId, totalFen, merchant }: SubOrderStanding,
  refundFen: number,
  source: 'seller' | 'platform-advance' = 'seller',
) => {
  number += 1;
  return {
    transactionId: transactionId!,
    merchant: merchant!,
    outRefundNo: `R${String(number).padStart(8, '0')}`,
    refundFen,
    totalFen: totalFen!,
    reason: '少发一袋',
    notifyUrl: `${outside.edgeUrl}/refund`,
    source,
  } as const;
};

describe('WeChat Pay as simulated', () => {
  it('is paid once for all sellers, told by callback and by query alike', async () => {
    const { order, subOrders } = await paidOrder();
    await outside.control('/callbacks/flush', {});
    expect(
      subOrders.map(({ outTradeNo, merchant, state, totalFen }) => ({ outTradeNo, merchant, state, totalFen })),
    ).toEqual([
      { outTradeNo: `${order.outTradeNo}A`, merchant: sellers[0], state: 'paid', totalFen: 12830 },
      { outTradeNo: `${order.outTradeNo}B`, merchant: sellers[1], state: 'paid', totalFen: 4560 },
    ]);
    expect(notices).toEqual([
      {
        ok: true,
        notice: { kind: 'payment', noticeId: expect.stringMatching(/^EV-/), outTradeNo: order.outTradeNo, subOrders },
      },
    ]);
  });

  it('places an order again under the same number without a second one', async () => {
    const order = newOrder();
    const first = valueOf(await channel.placeCombined(order));
    expect(valueOf(await channel.placeCombined(order))).toEqual(first);
  });

  it('is paid to a code by whoever scans it first: the newest code, within two hours', async () => {
    const { openid: _payer, ...order } = newOrder();
    const scan = (codeUrl: string, openid: string) => outside.control('/scan', { codeUrl, openid });
    const first = valueOf(await channel.placeNative(order));
    const { codeUrl } = valueOf(await channel.placeNative(order));
    expect(await scan(first.codeUrl, 'openid-door')).toEqual({ state: 'VOID_CODE' });
    expect(await scan('weixin://wxpay/bizpayurl?pr=none', 'openid-door')).toEqual({ state: 'UNKNOWN_CODE' });
    expect(await scan(codeUrl, 'openid-door')).toEqual({ state: 'SUCCESS' });
    expect(await scan(codeUrl, 'openid-other')).toEqual({ state: 'OTHER_SCANNER' });
    expect(valueOf(await channel.queryCombined(order.outTradeNo)).map(({ state }) => state)).toEqual(['paid', 'paid']);
    expect(await channel.placeNative(order)).toMatchObject({ ok: false, error: { meaning: 'already-paid' } });
    const { openid: _other, ...late } = newOrder();
    const old = valueOf(await channel.placeNative({ ...late, expiresAt: new Date(late.expiresAt.getTime() + DAY_MS) }));
    await outside.control('/clock', { advanceMs: 2 * 60 * MINUTE_MS });
    expect(await scan(old.codeUrl, 'openid-door')).toEqual({ state: 'EXPIRED' });
  });

  it('is closed before it is paid, not after', async () => {
    const order = newOrder();
    const { prepayId } = valueOf(await channel.placeCombined(order));
    expect(await channel.closeCombined(order.outTradeNo, order.subOrders)).toEqual({ ok: true, value: null });
    expect(valueOf(await channel.queryCombined(order.outTradeNo)).map(({ state }) => state)).toEqual([
      'closed',
      'closed',
    ]);
    expect(await outside.control('/pay', { prepayId })).toEqual({ state: 'CLOSED' });
    const paid = await paidOrder();
    expect(await channel.closeCombined(paid.order.outTradeNo, paid.order.subOrders)).toMatchObject({
      ok: false,
      error: { outcome: 'refused', meaning: 'already-paid' },
    });
    expect(await channel.queryCombined('C-NEVER-PLACED')).toMatchObject({
      ok: false,
      error: { outcome: 'refused', meaning: 'not-found' },
    });
  });

  it.each([
    ['bad-signature', 'bad-signature'],
    ['signtest', 'probe'],
    ['wrong-serial', 'unknown-serial'],
    ['stale-timestamp', 'stale'],
    ['wrong-merchant', 'not-ours'],
  ])('sees through a callback forged by %s', async (kind, reason) => {
    const order = newOrder();
    valueOf(await channel.placeCombined(order));
    expect(
      await outside.control('/forge-callback', { kind, outTradeNo: order.outTradeNo, notifyUrl: order.notifyUrl }),
    ).toMatchObject({ status: 401 });
    expect(notices).toEqual([{ ok: false, reason }]);
    expect(valueOf(await channel.queryCombined(order.outTradeNo)).map(({ state }) => state)).toEqual([
      'unpaid',
      'unpaid',
    ]);
  });

  it('delivers a callback twice under one id', async () => {
    await outside.control('/callbacks', { mode: 'duplicate' });
    await paidOrder();
    await outside.control('/callbacks/flush', {});
    await outside.control('/callbacks', { mode: 'normal' });
    const ids = notices.map((result) => (result.ok ? result.notice.noticeId : result.reason));
    expect(ids).toEqual([expect.stringMatching(/^EV-/), ids[0]]);
  });

  it('refunds in parts, tells by callback, and refuses more than was paid', async () => {
    const { subOrders } = await paidOrder();
    await outside.control('/callbacks/flush', {});
    notices = [];
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

  it('answers late, and the deed was done: unknown, then found by asking', async () => {
    const order = newOrder();
    await outside.control('/faults', { service: 'wechatPay', mode: 'slow', ms: 1500, times: 1 });
    expect(await channelWith({ timeoutMs: 200 }).placeCombined(order)).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code: 'TIMEOUT', retryable: true },
    });
    expect(valueOf(await channel.queryCombined(order.outTradeNo)).map(({ state }) => state)).toEqual([
      'unpaid',
      'unpaid',
    ]);
  });

  it.each([
    [{ mode: 'failing' }, 'SYSTEM_ERROR'],
    [{ mode: 'lying', lie: 'unsigned' }, 'UNVERIFIED_ANSWER'],
    [{ mode: 'lying', lie: 'wrong-signature' }, 'UNVERIFIED_ANSWER'],
  ])('decides nothing on %j', async (fault, code) => {
    const { order } = await paidOrder();
    await outside.control('/faults', { service: 'wechatPay', times: 1, ...fault });
    expect(await channel.queryCombined(order.outTradeNo)).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', code },
    });
    expect((await channel.queryCombined(order.outTradeNo)).ok).toBe(true);
  });

  it('is not believed with a wrong merchant key: WeChat says so, unsigned', async () => {
    const stranger = channelWith({ merchantSerial: '0000000000000000000000000000000000000000' });
    expect(await stranger.queryCombined('C00000001')).toMatchObject({
      ok: false,
      error: {
        outcome: 'unknown',
        code: 'UNVERIFIED_ANSWER',
        status: 401,
        message: expect.stringContaining('SIGN_ERROR'),
      },
    });
  });

  it('works the same under platform certificates, fetched by itself', async () => {
    await outside.control('/wechatpay/trust-mode', { mode: 'platform-certificate' });
    try {
      const certified = channelWith({ trust: { mode: 'platform-certificate' } });
      receiveWith(certified);
      const order = newOrder();
      const { prepayId } = valueOf(await certified.placeCombined(order));
      await outside.control('/pay', { prepayId, requestPayment: certified.clientParameters(prepayId) });
      await outside.control('/callbacks/flush', {});
      expect(notices.map(({ ok }) => ok)).toEqual([true]);
      // Whoever trusts only the public key believes none of it.
      expect(await channel.queryCombined(order.outTradeNo)).toMatchObject({
        ok: false,
        error: { code: 'UNVERIFIED_ANSWER', message: 'unknown-serial' },
      });
    } finally {
      await outside.control('/wechatpay/trust-mode', { mode: 'public-key' });
    }
    expect(await channelWith({ trust: { mode: 'platform-certificate' } }).balance(sellers[0]!)).toMatchObject({
      ok: false,
      error: { code: 'UNVERIFIED_ANSWER' },
    });
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

  it("states a day's trades in a bill that adds up", async () => {
    // A day of its own: the next one, from its morning.
    const day = beijingDay(new Date(outside.now().getTime() + DAY_MS));
    await outside.control('/clock', { setTo: `${day}T09:00:00+08:00` });
    expect(await channel.downloadTradeBill(day)).toMatchObject({ ok: false, error: { outcome: 'refused' } });
    const { order, subOrders } = await paidOrder();
    const refund = refundOf(subOrders[0]!, 2830);
    const { refundId } = valueOf(await channel.refund(refund));
    await outside.control('/clock', { setTo: new Date(Date.parse(`${day}T01:00:00+08:00`) + DAY_MS).toISOString() });
    expect(await channel.downloadTradeBill(day)).toMatchObject({
      ok: false,
      error: { outcome: 'refused', meaning: 'not-ready', retryable: true },
    });
    await outside.advance(9 * HOUR_MS);
    const bill = valueOf(await channel.downloadTradeBill(day));
    expect(bill.rows.map(({ tradedAt, ...row }) => ({ ...row, day: beijingDay(tradedAt) }))).toEqual([
      {
        kind: 'payment',
        day,
        merchant: sellers[0],
        transactionId: subOrders[0]!.transactionId,
        outTradeNo: `${order.outTradeNo}A`,
        attach: order.outTradeNo,
        openid: order.openid,
        description: '五常大米 5kg',
        orderFen: 12830,
        settleFen: 12830,
        refundId: null,
        outRefundNo: null,
        refundFen: 0,
        requestedRefundFen: 0,
        refundState: null,
        feeFen: 77,
      },
      {
        kind: 'payment',
        day,
        merchant: sellers[1],
        transactionId: subOrders[1]!.transactionId,
        outTradeNo: `${order.outTradeNo}B`,
        attach: order.outTradeNo,
        openid: order.openid,
        description: '黑木耳 250g',
        orderFen: 4560,
        settleFen: 4560,
        refundId: null,
        outRefundNo: null,
        refundFen: 0,
        requestedRefundFen: 0,
        refundState: null,
        feeFen: 27,
      },
      {
        kind: 'refund',
        day,
        merchant: sellers[0],
        transactionId: subOrders[0]!.transactionId,
        outTradeNo: `${order.outTradeNo}A`,
        attach: order.outTradeNo,
        openid: order.openid,
        description: '五常大米 5kg',
        orderFen: 0,
        settleFen: 0,
        refundId,
        outRefundNo: refund.outRefundNo,
        refundFen: 2830,
        requestedRefundFen: 2830,
        refundState: 'succeeded',
        feeFen: -17,
      },
    ]);
    const flow = valueOf(await channel.downloadFundFlow(day, sellers[0]!));
    expect(flow.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
      ['payment', 12830],
      ['fee', -77],
      ['fee-back', 17],
      ['refund', -2830],
    ]);
    expect(flow.map(({ references }) => references[0])).toEqual([
      subOrders[0]!.transactionId,
      subOrders[0]!.transactionId,
      refundId,
      refundId,
    ]);
    const ended = valueOf(await channel.dayEndBalance(day, sellers[0]!));
    expect(ended.availableFen + ended.pendingFen).toBe(flow.at(-1)!.balanceFen);
    const own = valueOf(await channel.downloadFundFlow(day, null));
    expect(own.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBeLessThanOrEqual(
      valueOf(await channel.dayEndBalance(day, null)).availableFen,
    );
    const idle = beijingDay(outside.now());
    await outside.advance(2 * DAY_MS);
    expect(await channel.downloadTradeBill(idle)).toEqual({ ok: true, value: { date: idle, rows: [] } });
    expect(await channel.downloadFundFlow(idle, sellers[0]!)).toEqual({ ok: true, value: [] });
  });

  it('leaves no fen unaccounted for', async () => {
    const state = await outside.control<{ money: { sumFen: number } }>('/state');
    expect(state.money.sumFen).toBe(0);
  });
});
