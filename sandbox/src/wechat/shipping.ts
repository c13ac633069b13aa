import { fromJson, toJson, type Json } from '@heitu/kit/rules/typed-json';
import { MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { z } from 'zod';
import type { Answer, Call } from '../service.ts';
import { secondsOf } from '../times.ts';
import type { World } from '../world.ts';
import { refundedFenOf } from '../wechatpay/refunds.ts';
import {
  isPaid,
  prepayByTrade,
  subTradesOf,
  tradeByTransaction,
  tradeOf,
  type PaidTrade,
  type Trade,
} from '../wechatpay/trade.ts';
import { isError, ok, wechatError } from './errors.ts';

/**
 * 发货信息管理.
 * https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html
 */
/** A payment is known here only some time after it was made. */
const KNOWN_AFTER_MS = 10 * SECOND_MS;
const UPLOADS_MAX = 2;
const CLOCK_SKEW_MS_MAX = MINUTE_MS;
const EXPRESS = 1;
const SPLIT = 2;
const LOGISTICS_TYPES = [1, 2, 3, 4];

interface Shipping {
  transactionId: string;
  uploads: number;
  logisticsType: number;
  deliveryMode: number;
  complete: number;
  parcels: Json<(z.output<typeof parcel> & { upload_time: number })[]>;
  uploadedAtMs: number;
  receiveNoticeAtMs: number | null;
  receivedAtMs: number | null;
}

const orderKey = z.object({
  order_number_type: z.union([z.literal(1), z.literal(2)]),
  transaction_id: z.string().optional(),
  mchid: z.string().optional(),
  out_trade_no: z.string().optional(),
});
const parcel = z.object({
  tracking_no: z.string().min(1).max(128).optional(),
  express_company: z.string().min(1).max(128).optional(),
  item_desc: z.string().min(1).max(120),
  contact: z
    .object({ consignor_contact: z.string().max(1024).optional(), receiver_contact: z.string().max(1024).optional() })
    .optional(),
});
const delivery = {
  logistics_type: z.int(),
  delivery_mode: z.union([z.literal(1), z.literal(2)]),
  is_all_delivered: z.boolean().optional(),
  shipping_list: z.array(parcel).min(1).max(15),
};
const timeAndPayer = { upload_time: z.string(), payer: z.object({ openid: z.string() }) };
const upload = z.object({ order_key: orderKey, ...delivery, ...timeAndPayer });
const combinedUpload = z.object({
  order_key: orderKey,
  sub_orders: z
    .array(z.object({ order_key: orderKey, ...delivery }))
    .min(1)
    .max(50),
  ...timeAndPayer,
});

/** The paid order of a key, once WeChat's other half has heard of it. */
function known(world: World, trade: Trade | undefined): PaidTrade | undefined {
  return trade && isPaid(trade) && world.clock.now() - trade.paidAtMs >= KNOWN_AFTER_MS ? trade : undefined;
}

function tradeOfKey(world: World, key: z.infer<typeof orderKey>): PaidTrade | undefined {
  if (key.order_number_type === 2) return known(world, tradeByTransaction(world, key.transaction_id ?? ''));
  const trade = tradeOf(world, key.out_trade_no ?? '');
  return trade && [world.keys.mchid, trade.subMchid].includes(key.mchid ?? '') ? known(world, trade) : undefined;
}

const shippingOf = (world: World, transactionId: string): Shipping | undefined =>
  world.store.one('select * from shipping where transactionId = ?', transactionId);

/** Every part of the money was given back. */
const refundedWhole = (world: World, trade: PaidTrade): boolean => refundedFenOf(world, trade) >= trade.totalFen;

/** 1 to be shipped, 2 shipped, 3 received, 5 refunded; 4, the end of the trade, is not reached here. */
function orderState(world: World, trade: PaidTrade, shipping: Shipping | undefined): number {
  if (refundedWhole(world, trade)) return 5;
  if (!shipping) return 1;
  return shipping.receivedAtMs === null ? 2 : 3;
}

function ship(
  world: World,
  trade: PaidTrade,
  input: z.infer<z.ZodObject<typeof delivery>>,
  uploadedAtMs: number,
  openid: string,
): Answer {
  if (trade.openid !== openid) return wechatError(10060031);
  if (!LOGISTICS_TYPES.includes(input.logistics_type)) return wechatError(10060005);
  const split = input.delivery_mode === SPLIT;
  if (split && input.logistics_type !== EXPRESS) return wechatError(10060006);
  if (split && input.is_all_delivered === undefined) return wechatError(10060007);
  if (!split && input.shipping_list.length > 1) return wechatError(10060014, '统一发货只能有一条物流信息');
  for (const item of input.shipping_list) {
    if (input.logistics_type !== EXPRESS) continue;
    if (!item.tracking_no || !item.express_company) return wechatError(10060014, '快递发货必须填写物流单号和物流公司');
    if (
      item.express_company === 'SF' &&
      !/\d{4}$/.test(item.contact?.receiver_contact ?? item.contact?.consignor_contact ?? '')
    )
      return wechatError(10060014, '顺丰必须填写联系方式，且后四位不得掩码');
  }
  const before = shippingOf(world, trade.transactionId);
  if (refundedWhole(world, trade) || before?.receivedAtMs != null) return wechatError(10060004);
  if (before && uploadedAtMs <= before.uploadedAtMs) return wechatError(10060023);
  const goesOn = before !== undefined && before.complete === 0;
  if (before && !goesOn && before.uploads >= UPLOADS_MAX) return wechatError(10060003);
  const parcels = [
    ...(goesOn ? fromJson(before.parcels) : []),
    ...input.shipping_list.map((item) => ({ ...item, upload_time: secondsOf(uploadedAtMs) })),
  ];
  const row: Shipping = {
    transactionId: trade.transactionId,
    // Further parcels of a split order are not a re-shipment.
    uploads: (before?.uploads ?? 0) + (goesOn ? 0 : 1),
    logisticsType: input.logistics_type,
    deliveryMode: input.delivery_mode,
    complete: split && !input.is_all_delivered ? 0 : 1,
    parcels: toJson(parcels),
    uploadedAtMs,
    receiveNoticeAtMs: before?.receiveNoticeAtMs ?? null,
    receivedAtMs: null,
  };
  world.store.run('delete from shipping where transactionId = ?', trade.transactionId);
  world.store.insert('shipping', { ...row });
  return ok();
}

/** When the upload says it was made, or null for no time, or one that has not come. */
function uploadTime(world: World, text: string): number | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) || ms > world.clock.now() + CLOCK_SKEW_MS_MAX ? null : ms;
}

/** POST /wxa/sec/order/upload_shipping_info */
export function uploadShipping(world: World, call: Call): Answer {
  const input = upload.parse(call.body);
  const uploadedAtMs = uploadTime(world, input.upload_time);
  if (uploadedAtMs === null) return wechatError(10060014, 'upload_time');
  const trade = tradeOfKey(world, input.order_key);
  return trade ? ship(world, trade, input, uploadedAtMs, input.payer.openid) : wechatError(10060001);
}

/** The combined order by its own number, or by the transaction of one of its sub orders. */
function combinedOf(world: World, key: z.infer<typeof orderKey>): Trade[] {
  if (key.order_number_type === 2)
    return subTradesOf(world, tradeByTransaction(world, key.transaction_id ?? '')?.combineOutTradeNo ?? '');
  const { mchid, out_trade_no: number = '' } = key;
  return mchid === world.keys.mchid && prepayByTrade(world, 'combine', number) ? subTradesOf(world, number) : [];
}

/** POST /wxa/sec/order/upload_combined_shipping_info: all or nothing, since a refused call is undone whole. */
export function uploadCombinedShipping(world: World, call: Call): Answer {
  const input = combinedUpload.parse(call.body);
  const uploadedAtMs = uploadTime(world, input.upload_time);
  if (uploadedAtMs === null) return wechatError(10060014, 'upload_time');
  const members = combinedOf(world, input.order_key);
  const pairs = input.sub_orders.flatMap((sub) => {
    const trade = tradeOfKey(world, sub.order_key);
    return trade && members.some((member) => member.outTradeNo === trade.outTradeNo) ? [{ sub, trade }] : [];
  });
  if (pairs.length < input.sub_orders.length) return wechatError(10060001);
  for (const { sub, trade } of pairs) {
    const answer = ship(world, trade, sub, uploadedAtMs, input.payer.openid);
    if (isError(answer)) return answer;
  }
  return ok();
}

/** POST /wxa/sec/order/get_order */
export function getOrder(world: World, call: Call): Answer {
  const input = z
    .object({
      transaction_id: z.string().optional(),
      merchant_id: z.string().optional(),
      sub_merchant_id: z.string().optional(),
      merchant_trade_no: z.string().optional(),
    })
    .parse(call.body);
  const trade = namedTrade(world, input);
  if (!trade) return wechatError(10060001);
  const shipping = shippingOf(world, trade.transactionId);
  const parcels = shipping ? fromJson(shipping.parcels) : [];
  return ok({
    order: {
      transaction_id: trade.transactionId,
      merchant_id: world.keys.mchid,
      ...(trade.subMchid !== null && { sub_merchant_id: trade.subMchid }),
      merchant_trade_no: trade.outTradeNo,
      description: trade.description,
      paid_amount: trade.totalFen,
      openid: trade.openid,
      trade_create_time: secondsOf(trade.createdAtMs),
      pay_time: secondsOf(trade.paidAtMs),
      in_complaint: false,
      order_state: orderState(world, trade, shipping),
      shipping: {
        ...(shipping && { delivery_mode: shipping.deliveryMode, logistics_type: shipping.logisticsType }),
        finish_shipping: shipping?.complete === 1,
        finish_shipping_count: shipping?.uploads ?? 0,
        goods_desc: parcels[0]?.item_desc ?? '',
        shipping_list: parcels.map(({ item_desc: goodsDesc, ...rest }) => ({ ...rest, goods_desc: goodsDesc })),
      },
    },
  });
}

const namedTrade = (
  world: World,
  input: {
    transaction_id?: string | undefined;
    merchant_id?: string | undefined;
    merchant_trade_no?: string | undefined;
  },
): PaidTrade | undefined =>
  tradeOfKey(
    world,
    input.transaction_id
      ? { order_number_type: 2, transaction_id: input.transaction_id }
      : { order_number_type: 1, mchid: input.merchant_id, out_trade_no: input.merchant_trade_no },
  );

/** POST /wxa/sec/order/is_trade_managed */
export function isTradeManaged(world: World, call: Call): Answer {
  const { appid } = z.object({ appid: z.string() }).parse(call.body);
  return appid === world.keys.appid ? ok({ is_trade_managed: true }) : wechatError(40013);
}

/**
 * POST /wxa/sec/order/notify_confirm_receive: the carrier says it was signed for; the person is asked to confirm. Once,
 * express only.
 */
export function notifyConfirmReceive(world: World, call: Call): Answer {
  const input = z
    .object({
      transaction_id: z.string().optional(),
      merchant_id: z.string().optional(),
      merchant_trade_no: z.string().optional(),
      received_time: z.int(),
    })
    .parse(call.body);
  const trade = namedTrade(world, input);
  if (!trade) return wechatError(10060001);
  const shipping = shippingOf(world, trade.transactionId);
  if (
    !shipping ||
    shipping.logisticsType !== EXPRESS ||
    shipping.receiveNoticeAtMs !== null ||
    shipping.receivedAtMs !== null
  )
    return wechatError(10060004);
  world.store.run(
    'update shipping set receiveNoticeAtMs = ? where transactionId = ?',
    world.clock.now(),
    trade.transactionId,
  );
  return ok();
}

/** The person confirms in WeChat's own dialogue (weappOrderConfirm). False when there is nothing to confirm. */
export const confirmReceipt = (world: World, transactionId: string): boolean =>
  world.store.run(
    'update shipping set receivedAtMs = ? where transactionId = ? and complete = 1 and receivedAtMs is null',
    world.clock.now(),
    transactionId,
  ) > 0;
