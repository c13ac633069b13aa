import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/entities';

export const TOKEN_LENGTH_MAX = 40;

/** The search index: a plain table, alike on every database. One row for each word by which a product is found. */
export const ProductToken = defineEntity({
  name: 'ProductToken',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    token: column.line(TOKEN_LENGTH_MAX),
    productId: column.reference().index(),
    weight: column.integer(),
  },
  uniques: [{ properties: ['token', 'productId'] }],
  indexes: [{ properties: ['token', 'weight', 'productId'] }],
});
