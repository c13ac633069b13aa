import { defineEvent } from '@heitu/kit/messages/event';
import type { LotStopCause } from './catalog.lot-blocked.v1.ts';

/**
 * A parcel may not go on to its buyer, since a lot in it was blocked or recalled. `holder`: who has the goods in hands
 * at that moment.
 */
export const shipmentStopped = defineEvent<{
  shipmentId: string;
  orderId: string;
  orderNumber: string;
  trackingNumber: string;
  sellerPartyId: string;
  carrierPartyId: string;
  courierAccountId: string | null;
  holder: 'seller' | 'carrier';
  lotCode: string;
  cause: LotStopCause;
  atMs: number;
}>('logistics.shipment-stopped.v1', { consumers: ['trust'] });
