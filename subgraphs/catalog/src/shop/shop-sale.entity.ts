import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/** Whether a shop's offers may be shown: what sellers last said, kept here so that a list needs no peer. */
export const ShopSale = defineEntity({
  name: 'ShopSale',
  properties: {
    shopId: column.reference().primary(),
    partyId: column.reference(),
    onSale: column.flag(),
    reason: column.line(500),
    /** When it was said: something older never overwrites it. */
    atMs: column.time(),
  },
});
