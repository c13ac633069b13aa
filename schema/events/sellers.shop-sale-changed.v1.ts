import { defineEvent } from '@heitu/kit/messages/event';

/** A shop opened, closed, was blocked by an expired licence or suspended: whether its offers are on sale. */
export const shopSaleChanged = defineEvent<{ shopId: string; partyId: string; onSale: boolean; reason: string }>(
  'sellers.shop-sale-changed.v1',
  { consumers: ['catalog', 'orders', 'trust'] },
);
