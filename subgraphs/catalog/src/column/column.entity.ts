import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

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
    /** JSON array of product ids. */
    productIds: column.text(),
    position: column.integer(),
    changedAtMs: column.time(),
  },
  indexes: [{ properties: ['position', 'id'] }],
});
