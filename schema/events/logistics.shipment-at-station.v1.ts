import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Courier and station both signed: the parcel stands at the station, and its buyer can fetch it until then. */
export const shipmentAtStation = defineEvent('logistics.shipment-at-station.v1', {
  consumers: ['trust'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    buyerAccountId: z.string(),
    stationPartyId: z.string(),
    stationName: z.string(),
    fetchByMs: z.int(),
    atMs: z.int(),
  }),
});
