import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/** A kind of goods; its id is its readable code. */
export const Category = defineEntity({
  name: 'Category',
  properties: {
    id: column.code().primary(),
    parentId: column.code().nullable(),
    name: column.line(40),
    /** `粮食 / 大米` */
    path: column.line(120),
    position: column.integer(),
    /** Pre-packed processed food: its maker needs a production licence. */
    isProcessed: column.flag(),
    /** Fresh and perishable: not returnable without a reason (Consumer Protection Law 25). */
    isPerishable: column.flag(),
    /** Genetic modification must be stated (Food Safety Law 69). */
    statesGmo: column.flag(),
  },
});
