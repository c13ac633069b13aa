import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/** A question that a partner's program asks again and again, under a name of its own. */
export const NamedQuery = defineEntity({
  name: 'NamedQuery',
  properties: {
    id: column.id().primary(),
    clientId: column.reference(),
    name: column.line(80),
    /** As it was sent: parameters of the standard. */
    query: column.json<Readonly<Record<string, QueryValue>>>(),
    createdAtMs: column.time(),
    /** When it was last run; forgotten a year after. */
    usedAtMs: column.time(),
  },
  uniques: [{ properties: ['clientId', 'name'] }],
  indexes: [{ properties: ['usedAtMs'] }],
});
export type QueryValue = string | number | boolean | readonly string[];
