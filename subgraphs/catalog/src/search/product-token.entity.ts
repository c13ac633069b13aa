import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

export const TOKEN_LENGTH_MAX = 40;

/**
 * The search index: a plain table, alike on every database. One row for each word by which a product is found, kept by
 * product, and in its other index by word, the weightiest last.
 */
export const ProductToken = defineEntity({
  name: 'ProductToken',
  properties: {
    productId: column.reference().primary(),
    token: column.line(TOKEN_LENGTH_MAX).primary(),
    weight: column.integer(),
  },
  indexes: [{ properties: ['token', 'weight', 'productId'] }],
});
