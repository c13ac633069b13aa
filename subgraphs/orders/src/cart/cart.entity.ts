import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

export const CartLine = defineEntity({
  name: 'CartLine',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    skuId: column.reference(),
    quantity: column.integer(),
    addedAtMs: column.time(),
  },
  uniques: [{ properties: ['accountId', 'skuId'] }],
});
