import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { Json } from '@heitu/kit/rules/typed-json';

/**
 * A marketing column of the first page (6.3): what the operator puts before everybody, with goods in the operator's
 * order.
 */
export const MarketingColumn = defineEntity({
  name: 'MarketingColumn',
  properties: {
    id: column.id().primary(),
    title: column.line(20),
    subtitle: column.line(40),
    productIds: column.text().$type<Json<string[]>>(),
    position: column.integer(),
    changedAtMs: column.time(),
  },
  indexes: [{ properties: ['position', 'id'] }],
});
