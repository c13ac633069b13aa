import { z } from '@heitu/kit/rules/validate';
/** 发货信息管理: WeChat keeps a seller's money frozen until it is told how the goods travel. */

/** By WeChat's number, or by the merchant that placed the order and our number. */
export type OrderKey = { transactionId: string } | { mchid: string; outTradeNo: string };

export interface Parcel {
  /** Both for express only. */
  trackingNo?: string;
  /** WeChat's code of the carrier: SF, YTO, … */
  expressCompany?: string;
  /** What is inside; 1 to 120 characters. */
  description: string;
  /** One of them is compulsory for SF. Sent masked: only the last four digits. */
  consignorPhone?: string;
  receiverPhone?: string;
}

export interface Shipping {
  order: OrderKey;
  logistics: 'express' | 'same-city' | 'virtual' | 'pickup';
  /** What is new with this call, 1 to PARCELS_MAX; several only for express. */
  parcels: readonly Parcel[];
  /**
   * `all` in one call; or parcel by parcel, express only: `more-follow`, and `last` with the one that completes the
   * order.
   */
  progress: 'all' | 'more-follow' | 'last';
}

export interface ShippingOrder {
  transactionId: string;
  outTradeNo: string;
  state: 'to-ship' | 'shipped' | 'received' | 'completed' | 'refunded' | 'settling';
  paidFen: number;
  openid: string;
  paidAt: Date;
  inComplaint: boolean;
  shippingComplete: boolean;
  parcels: { trackingNo: string | null; expressCompany: string | null; uploadedAt: Date }[];
}

export const PARCELS_MAX = 15;
const DESCRIPTION_CHARACTERS_MAX = 120;
const LOGISTICS = { express: 1, 'same-city': 2, virtual: 3, pickup: 4 } as const;
const UNIFIED = 1;
const SPLIT = 2;
const STATES: Readonly<Record<number, ShippingOrder['state']>> = {
  1: 'to-ship',
  2: 'shipped',
  3: 'received',
  4: 'completed',
  5: 'refunded',
  6: 'settling',
};

const BY_MERCHANT_NUMBER = 1;
const BY_TRANSACTION = 2;

export const orderKeyOf = (key: OrderKey): object =>
  'transactionId' in key
    ? { order_number_type: BY_TRANSACTION, transaction_id: key.transactionId }
    : { order_number_type: BY_MERCHANT_NUMBER, mchid: key.mchid, out_trade_no: key.outTradeNo };

/** `13812345678` → `138****5678`; shorter numbers keep only the last four digits. */
export function maskedPhone(phone: string): string {
  return phone.length >= 11 ? `${phone.slice(0, -8)}****${phone.slice(-4)}` : `****${phone.slice(-4)}`;
}

/**
 * The fields that a single order and a sub order share. One parcel that is all there is goes unified, anything else
 * split.
 */
export function shippingOf(shipping: Shipping): object {
  const { parcels, progress, logistics } = shipping;
  if (parcels.length < 1 || parcels.length > PARCELS_MAX) throw new Error(`a shipping has 1 to ${PARCELS_MAX} parcels`);
  const unified = parcels.length === 1 && progress === 'all';
  if (!unified && logistics !== 'express') throw new Error('only express may be split into parcels');
  return {
    order_key: orderKeyOf(shipping.order),
    logistics_type: LOGISTICS[logistics],
    delivery_mode: unified ? UNIFIED : SPLIT,
    ...(unified ? {} : { is_all_delivered: progress !== 'more-follow' }),
    shipping_list: parcels.map((parcel) => ({
      tracking_no: parcel.trackingNo,
      express_company: parcel.expressCompany,
      item_desc: [...parcel.description].slice(0, DESCRIPTION_CHARACTERS_MAX).join(''),
      ...contactOf(parcel),
    })),
  };
}

function contactOf({ consignorPhone, receiverPhone }: Parcel): object {
  if (!consignorPhone && !receiverPhone) return {};
  return {
    contact: {
      ...(consignorPhone ? { consignor_contact: maskedPhone(consignorPhone) } : {}),
      ...(receiverPhone ? { receiver_contact: maskedPhone(receiverPhone) } : {}),
    },
  };
}

const orderAnswer = z.object({
  order: z.object({
    transaction_id: z.string(),
    merchant_trade_no: z.string(),
    order_state: z.number(),
    paid_amount: z.int(),
    openid: z.string(),
    pay_time: z.int(),
    in_complaint: z.boolean().nullish(),
    shipping: z
      .object({
        finish_shipping: z.boolean().nullish(),
        shipping_list: z
          .array(
            z.object({
              tracking_no: z.string().nullish(),
              express_company: z.string().nullish(),
              upload_time: z.number(),
            }),
          )
          .nullish(),
      })
      .nullish(),
  }),
});

/** Throws on what an answer cannot be. */
export function shippingOrderOf(body: unknown): ShippingOrder {
  const { order } = orderAnswer.parse(body);
  const state = STATES[order.order_state];
  if (!state) throw new Error('not an order');
  return {
    transactionId: order.transaction_id,
    outTradeNo: order.merchant_trade_no,
    state,
    paidFen: order.paid_amount,
    openid: order.openid,
    paidAt: new Date(order.pay_time * 1000),
    inComplaint: order.in_complaint ?? false,
    shippingComplete: order.shipping?.finish_shipping ?? false,
    parcels: (order.shipping?.shipping_list ?? []).map((parcel) => ({
      trackingNo: parcel.tracking_no || null,
      expressCompany: parcel.express_company || null,
      uploadedAt: new Date(parcel.upload_time * 1000),
    })),
  };
}

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** `2022-12-15T13:29:35.120+08:00`; one that is not later than the last changes nothing, so it keeps its milliseconds. */
export const uploadTime = (date: Date): string =>
  `${new Date(date.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 23)}+08:00`;
