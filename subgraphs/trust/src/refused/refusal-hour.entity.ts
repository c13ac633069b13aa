import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { ToldHour } from '@heitu/kit/rules/refused-kinds';

/**
 * What one gateway counted in an hour. It is written when the gateway begins the hour, and told of when that is over
 * for it: where it never was, the count is lost with the process, and the hour is missing.
 */
export const RefusalHour = defineEntity({
  name: 'RefusalHour',
  properties: {
    id: column.id().primary(),
    /** Of the gateway; another one at each start. */
    process: column.line(40),
    hourMs: column.time(),
    requests: column.integer(),
    refused: column.json<ToldHour['refused']>(),
    toldAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['process', 'hourMs'] }],
  indexes: [{ properties: ['hourMs'] }],
});
