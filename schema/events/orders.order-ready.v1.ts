import { defineEvent } from '@heitu/kit/messages/event';

/** How an order is paid: today always before it is sent. Whoever builds cash on delivery names it here. */
export type OrderPayment = 'prepaid' | 'cash-on-delivery';

/**
 * Picked: lots are assigned, first expired first out; the carrier may fetch it. `afterSaleId` marks an exchange's
 * second parcel.
 */
export const orderReady = defineEvent<{
  orderId: string;
  orderNumber: string;
  afterSaleId: string | null;
  buyerAccountId: string;
  partyId: string;
  shopId: string;
  carrierPartyId: string;
  /** Absent in events of before: prepaid. */
  payment?: OrderPayment;
  deliveryFen: number;
  goodsFen: number;
  /** Contract time: delivered by then. */
  deliverByMs: number;
  toDivisionCode: string;
  lines: {
    skuId: string;
    title: string;
    specification: string;
    units: number;
    weightGrams: number;
    valueFen: number;
    storage: 'ambient' | 'chilled' | 'frozen';
    temperatureCelsiusMin: number | null;
    temperatureCelsiusMax: number | null;
    shelfLifeDays: number | null;
    lots: { lotId: string; lotCode: string; units: number; producedOn: string; expiresOn: string | null }[];
  }[];
}>('orders.order-ready.v1', { consumers: ['logistics'] });
