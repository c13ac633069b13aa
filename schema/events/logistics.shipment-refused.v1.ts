import { defineEvent } from '@heitu/kit/messages/event';

/**
 * Refused at the door with a reason; the goods go back. `note` only in events of before: what people write is asked of
 * logistics.
 */
export const shipmentRefused = defineEvent<{
  shipmentId: string;
  orderId: string;
  carrierPartyId: string;
  reason: string;
  note?: string;
  atMs: number;
}>('logistics.shipment-refused.v1', { consumers: ['orders', 'trust'] });
