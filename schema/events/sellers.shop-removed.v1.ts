import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The operator took down what a shop says or shows of itself; whoever published it is warned (6.5.b). */
export const shopRemoved = defineEvent('sellers.shop-removed.v1', {
  consumers: ['trust'],
  sealed: ['reason'],
  payload: z.object({
    shopId: z.string(),
    partyId: z.string(),
    lookId: z.string(),
    reason: z.string(),
    clause: z.string(),
  }),
});
