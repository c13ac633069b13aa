import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/**
 * Somebody who grows, gathers or makes what a shop sells, as they show themselves there. All of it is published by its
 * person and sealed under their account, so that it goes with them.
 */
export const Grower = defineEntity({
  name: 'Grower',
  properties: {
    id: column.id().primary(),
    shopId: column.id(),
    partyId: column.id(),
    accountId: column.reference(),
    name: column.sealedText(),
    story: column.sealedText().nullable(),
    /** The face: only while its person agrees to its being shown. */
    pictureId: column.id().nullable(),
    pictureAlt: column.sealedText().nullable(),
    changedAtMs: column.time(),
  },
  uniques: [{ properties: ['shopId', 'accountId'] }],
  indexes: [{ properties: ['accountId'] }, { properties: ['pictureId'] }],
});
