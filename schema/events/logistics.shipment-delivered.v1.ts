import { defineEvent } from '@heitu/kit/messages/event';

/** The consumer signed. */
export const shipmentDelivered = defineEvent<{
  shipmentId: string;
  orderId: string;
  afterSaleId: string | null;
  carrierPartyId: string;
  courierAccountId: string;
  atMs: number;
  inTime: boolean;
  lots: { lotId: string; units: number }[];
}>('logistics.shipment-delivered.v1', { consumers: ['orders', 'catalog', 'trust'] });
