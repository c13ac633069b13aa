import { defineEvent } from '@heitu/kit/messages/event';

/**
 * Both sides signed the goods document: the goods are in the carrier's hands. Express details are for WeChat's shipping
 * information.
 */
export const shipmentTakenOver = defineEvent<{
  shipmentId: string;
  handoverId: string;
  orderId: string;
  afterSaleId: string | null;
  carrierPartyId: string;
  trackingNumber: string;
  atMs: number;
  productTemperatureCelsius: number | null;
  lots: { lotId: string; units: number }[];
}>('logistics.shipment-taken-over.v1', { consumers: ['orders', 'catalog', 'trust'] });
