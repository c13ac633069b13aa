import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { recallFacts } from './catalog.lot-blocked.v1.ts';

/** A buyer has goods of a recall, or waits for some: told once, with all of their orders that were found together. */
export const buyerAffected = defineEvent('orders.buyer-affected.v1', {
  consumers: ['trust'],
  payload: z.object({
    /** Orders knows by it which goods the buyer was told of. */
    tellingId: z.string(),
    buyerAccountId: z.string(),
    /** Whose goods they are; null where several sold them. */
    partyId: z.string().nullable(),
    orders: z.int(),
    /** Of their orders, as of the lots, the first is named. */
    orderId: z.string(),
    orderNumber: z.string(),
    goods: z.string(),
    lots: z.int(),
    lotCode: z.string(),
    /** Of how many of the orders the goods are with the buyer. */
    delivered: z.int(),
    /** They were told before, and it is graver than that: of what level it is from now on. */
    graver: z.object({ level: recallFacts.shape.level, hazard: recallFacts.shape.hazard }).optional(),
  }),
});
