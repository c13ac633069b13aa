import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { recallNamed } from './orders.orders-recalled.v1.ts';

/** One event names so many of those who are told at most. */
export const TOLD_PER_EVENT_MAX = 500;

/** Whom stopped parcels concern: the carrier's desk, its courier, their seller. */
export const stoppedFor = z.enum(['carrier', 'courier', 'seller']);

/**
 * A recall has stopped parcels: each carrier, courier and seller of them is named once, with the number of theirs. Each
 * parcel is also told of by itself (`logistics.shipment-stopped.v1`).
 */
export const parcelsStopped = defineEvent('logistics.parcels-stopped.v1', {
  consumers: ['trust'],
  payload: z.object({
    recall: recallNamed,
    told: z.array(
      z.object({
        reader: stoppedFor,
        partyId: z.string(),
        /** The courier's; null of a party. */
        accountId: z.string().nullable(),
        parcels: z.int(),
        /** Of how many of them the carrier has the goods in hands. */
        withCarrier: z.int(),
        /** Of the parcels the first is named. */
        orderId: z.string(),
        orderNumber: z.string(),
        trackingNumber: z.string(),
        lotCode: z.string(),
      }),
    ),
  }),
});
