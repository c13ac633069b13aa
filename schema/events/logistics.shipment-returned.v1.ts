import { defineEvent } from '@heitu/kit/messages/event';

/** Refused goods are back at the seller, checked: `resellable` units may go back to stock. */
export const shipmentReturned = defineEvent<{
  shipmentId: string;
  orderId: string;
  resellable: boolean;
  atMs: number;
  lots: { lotId: string; units: number }[];
}>('logistics.shipment-returned.v1', { consumers: ['orders', 'catalog'] });
