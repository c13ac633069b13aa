import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Others have more of a settled order than its seller's contracts give them: what is too much is returned. */
export const sharesTooHigh = defineEvent('orders.shares-too-high.v1', {
  consumers: ['payments'],
  payload: z.object({ orderId: z.string() }),
});
