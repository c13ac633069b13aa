import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/** A seller's or carrier's question to the operator, and its answer (6.2.b). */
export const HelpRequest = defineEntity({
  name: 'HelpRequest',
  properties: {
    id: column.id().primary(),
    partyId: column.id(),
    askedBy: column.reference(),
    /** Sealed under the party, as the answer. */
    question: column.sealedText(),
    askedAtMs: column.time(),
    answer: column.sealedText().nullable(),
    answeredBy: column.reference().nullable(),
    answeredAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['partyId', 'id'] }, { properties: ['answeredAtMs', 'id'] }],
});
