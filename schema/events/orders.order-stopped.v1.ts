import { defineEvent } from '@heitu/kit/messages/event';
import type { LotStopCause } from './catalog.lot-blocked.v1.ts';

/**
 * A lot that this order was filled from was blocked or recalled after it was picked. `isDelivered`: the goods are with
 * the buyer; otherwise no parcel of it may go on. It is told of the order, so that it comes after the parcel's own
 * event, and never before the parcel is known.
 */
export const orderStopped = defineEvent<{
  orderId: string;
  orderNumber: string;
  buyerAccountId: string;
  partyId: string;
  lotId: string;
  lotCode: string;
  goods: string;
  cause: LotStopCause;
  isDelivered: boolean;
  atMs: number;
}>('orders.order-stopped.v1', { consumers: ['logistics', 'trust'] });
