import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/** Goods that somebody wants to find again. */
export const Favourite = defineEntity({
  name: 'Favourite',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    productId: column.reference(),
    addedAtMs: column.time(),
  },
  uniques: [{ properties: ['accountId', 'productId'] }],
  indexes: [{ properties: ['accountId', 'addedAtMs', 'id'] }],
});
