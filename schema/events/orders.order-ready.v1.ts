import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** How an order is paid: today always before it is sent. Whoever builds cash on delivery names it here. */
const orderPayment = z.enum(['prepaid', 'cash-on-delivery']);
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
    deliveryFen: z.int(),
    goodsFen: z.int(),
    /** Contract time: delivered by then. */
    deliverByMs: z.int(),
    toDivisionCode: z.string(),
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
