import type { StorageCondition } from './product-types.ts';

/** What can be said of an order at the base date. */
export type HistoryStatus =
  | 'unpaid'
  | 'paid'
  | 'confirmed'
  | 'in-transit'
  | 'completed'
  | 'cancelled'
  | 'refused'
  | 'returned'
  | 'exchanged';

export interface HistoryLine {
  readonly skuKey: string;
  readonly productKey: string;
  readonly quantity: number;
  readonly unitPriceFen: number;
  /** quantity x unitPriceFen */
  readonly amountFen: number;
  /** The lot it was picked from, where one of the county's lots was already in store; null for goods of an earlier lot. */
  readonly lotKey: string | null;
}

/**
 * Both orders of a combined payment carry the same `combineOutTradeNo`; `outTradeNo` and `amountFen` are the order's
 * own.
 */
export interface HistoryPayment {
  readonly combineOutTradeNo: string;
  readonly outTradeNo: string;
  readonly method: 'wechat-jsapi';
  readonly paidAt: Date;
  readonly amountFen: number;
}

export interface HistoryRefund {
  readonly outRefundNo: string;
  readonly at: Date;
  readonly amountFen: number;
  readonly reason: string;
}

export interface HistoryCancellation {
  readonly at: Date;
  readonly by: 'consumer' | 'unpaid-timeout' | 'unconfirmed-timeout';
  readonly reason: string;
}

/**
 * A handover with both signatures (8.4.2): temperatures only for cold goods. Party sides are staff keys or a consumer
 * key.
 */
export interface HistoryHandover {
  readonly kind: 'pickup' | 'delivery' | 'return-collection' | 'return-to-seller';
  readonly at: Date;
  readonly fromKey: string;
  readonly toKey: string;
  readonly packages: number;
  readonly goodsTemperatureCelsius: number | null;
  readonly storeTemperatureCelsius: number | null;
  readonly vehicleClean: boolean;
}

export interface HistoryReading {
  readonly at: Date;
  readonly temperatureCelsius: number;
  readonly humidityPercent: number;
}

/** A time outside the range of the goods, closed with what was done and whether the goods went on. */
export interface HistoryExcursion {
  readonly from: Date;
  readonly until: Date;
  readonly limitCelsius: number;
  readonly peakCelsius: number;
  readonly handledByKey: string;
  readonly action: string;
  readonly decision: 'released' | 'rejected';
}

export interface HistoryShipment {
  readonly key: string;
  readonly trackingNumber: string;
  readonly carrierKey: string;
  readonly vehicleKey: string;
  readonly courierKey: string;
  readonly condition: StorageCondition;
  readonly promisedAt: Date;
  readonly handovers: readonly HistoryHandover[];
  readonly readings: readonly HistoryReading[];
  readonly excursions: readonly HistoryExcursion[];
  readonly calledAheadAt: Date | null;
  readonly signedAt: Date | null;
  readonly refusal: { readonly at: Date; readonly reason: string } | null;
}

export interface HistoryAfterSale {
  readonly key: string;
  readonly kind: 'return' | 'exchange';
  readonly reason: string;
  readonly requestedAt: Date;
  readonly approvedAt: Date;
  readonly collectedAt: Date;
  readonly checkedAt: Date;
}

export interface HistoryComplaint {
  readonly key: string;
  readonly about: 'quality' | 'delivery' | 'service';
  readonly againstKey: string;
  readonly text: string;
  readonly filedAt: Date;
  /** Null while no answer was given. */
  readonly answeredAt: Date | null;
  readonly answer: string | null;
  readonly outcome: 'open' | 'explained' | 'compensated';
  readonly compensationFen: number;
}

export interface HistoryReview {
  readonly key: string;
  readonly at: Date;
  readonly stars: number;
  readonly text: string;
  readonly reply: string | null;
}

/** One order with all that happened to it up to the base date; nothing lies after that date. */
export interface HistoryOrder {
  /** 'order:000001', rising with the day of the order. */
  readonly key: string;
  /** The same for the orders of one checkout (one order per seller). */
  readonly checkoutKey: string;
  readonly consumerKey: string;
  readonly sellerKey: string;
  readonly condition: StorageCondition;
  readonly placedAt: Date;
  readonly status: HistoryStatus;
  readonly lines: readonly HistoryLine[];
  readonly goodsFen: number;
  readonly deliveryFen: number;
  /** goodsFen + deliveryFen */
  readonly totalFen: number;
  readonly payment: HistoryPayment | null;
  readonly confirmedAt: Date | null;
  readonly cancellation: HistoryCancellation | null;
  readonly shipment: HistoryShipment | null;
  readonly afterSale: HistoryAfterSale | null;
  readonly refunds: readonly HistoryRefund[];
  readonly complaint: HistoryComplaint | null;
  readonly review: HistoryReview | null;
}

export interface HistoryOptions {
  readonly seed: number;
  /** Nothing happens after this instant. */
  readonly baseDate: Date;
  readonly orders: number;
  /** Over how many days before the base date; left out: three months. */
  readonly days?: number;
  /** Products in all, the eighteen real ones included; synthetic ones fill up. */
  readonly products?: number;
}
