import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A government document on prices began to bind, and goods that cost more or less went off sale. */
export const priceOutsideBand = defineEvent('catalog.price-outside-band.v1', {
  consumers: ['trust'],
  payload: z.object({
    skuId: z.string(),
    productId: z.string(),
    partyId: z.string(),
    title: z.string(),
    /** What the document allows, as people read it. */
    band: z.string(),
  }),
});
