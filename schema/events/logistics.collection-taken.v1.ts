import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** What is returned or exchanged is with the courier (8.6.ch, step 6). */
export const collectionTaken = defineEvent('logistics.collection-taken.v1', {
  consumers: ['orders'],
  payload: z.object({
    collectionId: z.string(),
    afterSaleId: z.string(),
    orderId: z.string(),
    atMs: z.int(),
  }),
});
