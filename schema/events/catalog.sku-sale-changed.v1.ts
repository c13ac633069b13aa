import { defineEvent } from '@heitu/kit/messages/event';

/** A SKU was published or withdrawn. */
export const skuSaleChanged = defineEvent<{
  skuId: string;
  productId: string;
  shopId: string;
  onSale: boolean;
  reason: string;
}>('catalog.sku-sale-changed.v1', { consumers: ['orders', 'logistics'], sealed: ['reason'] });
