import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * How an order is paid: before it is sent, or at the door by a code that the courier shows. No order says cash, so that
 * no courier may take any.
 */
const orderPayment = z.enum(['prepaid', 'at-door', 'cash-on-delivery']);
export type OrderPayment = z.output<typeof orderPayment>;

/**
 * Picked: lots are assigned, first expired first out; the carrier may fetch it. `afterSaleId` marks an exchange's
 * second parcel.
 */
export const orderReady = defineEvent('orders.order-ready.v1', {
  consumers: ['logistics'],
  payload: z.object({
    orderId: z.string(),
    orderNumber: z.string(),
    afterSaleId: z.string().nullable(),
    buyerAccountId: z.string(),
    partyId: z.string(),
    shopId: z.string(),
    carrierPartyId: z.string(),
    /** Absent in events of before: prepaid. */
    payment: orderPayment.optional(),
    /** What is paid at the door: its checkout. */
    doorCheckoutId: z.string().optional(),
    deliveryFen: z.int(),
    goodsFen: z.int(),
    /** Contract time: delivered by then. */
    deliverByMs: z.int(),
    toDivisionCode: z.string(),
    /** The village station where the buyer fetches it; absent where it goes to the door. */
    stationPartyId: z.string().optional(),
    lines: z.array(
      z.object({
        skuId: z.string(),
        title: z.string(),
        specification: z.string(),
        units: z.int(),
        weightGrams: z.int(),
        valueFen: z.int(),
        storage: z.enum(['ambient', 'chilled', 'frozen']),
        temperatureCelsiusMin: z.number().nullable(),
        temperatureCelsiusMax: z.number().nullable(),
        shelfLifeDays: z.int().nullable(),
        lots: z.array(
          z.object({
            lotId: z.string(),
            lotCode: z.string(),
            units: z.int(),
            producedOn: z.string(),
            expiresOn: z.string().nullable(),
          }),
        ),
      }),
    ),
  }),
});
