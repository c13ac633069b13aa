import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** An agent of a station has placed orders for somebody who stands there. */
export const boughtFor = defineEvent('orders.bought-for.v1', {
  consumers: ['trust'],
  payload: z.object({
    checkoutId: z.string(),
    orderId: z.string(),
    errandId: z.string(),
    buyerAccountId: z.string(),
    agentAccountId: z.string(),
    stationPartyId: z.string(),
    stationName: z.string(),
    totalFen: z.int(),
    payByMs: z.int(),
  }),
});
