import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Nobody was home; `againAtMs` is null where the goods went back then. */
export const doorMissed = defineEvent('logistics.door-missed.v1', {
  consumers: ['trust'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    buyerAccountId: z.string(),
    againAtMs: z.int().nullable(),
    atMs: z.int(),
  }),
});
