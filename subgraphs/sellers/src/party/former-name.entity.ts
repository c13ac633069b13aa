import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/** A name that was wrong, sealed under its party: what still reads so elsewhere is a copy of it (PIPL 46). */
export const FormerName = defineEntity({
  name: 'FormerName',
  properties: {
    id: column.id().primary(),
    partyId: column.reference().index(),
    name: column.sealedText(),
    untilMs: column.time(),
  },
});
