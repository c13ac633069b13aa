import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Nobody needs to come any more: the buyer sent the goods, or the request is at an end. */
export const collectionOff = defineEvent('orders.collection-off.v1', {
  consumers: ['logistics'],
  payload: z.object({ afterSaleId: z.string(), orderId: z.string() }),
});
