import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A SKU was published or withdrawn. */
export const skuSaleChanged = defineEvent('catalog.sku-sale-changed.v1', {
  consumers: ['orders', 'logistics'],
  sealed: ['reason'],
  payload: z.object({
    skuId: z.string(),
    productId: z.string(),
    shopId: z.string(),
    onSale: z.boolean(),
    reason: z.string(),
  }),
});
