import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A shop opened, closed, was blocked by an expired licence or suspended: whether its offers are on sale. */
export const shopSaleChanged = defineEvent('sellers.shop-sale-changed.v1', {
  consumers: ['catalog', 'orders', 'trust'],
  payload: z.object({
    shopId: z.string(),
    partyId: z.string(),
    onSale: z.boolean(),
    reason: z.string(),
  }),
});
