import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/entities';

/** A seller's or carrier's question to the operator, and its answer (6.2.b). */
export const HelpRequest = defineEntity({
  name: 'HelpRequest',
  properties: {
    id: column.id().primary(),
    partyId: column.id(),
    askedBy: column.reference(),
    question: column.text(),
    askedAtMs: column.time(),
    answer: column.text().nullable(),
    answeredBy: column.reference().nullable(),
    answeredAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['partyId', 'id'] }, { properties: ['answeredAtMs', 'id'] }],
});
