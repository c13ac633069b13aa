import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Packs of a lot went into another lot of the same seller: they are not sold any more. */
export const lotUsed = defineEvent('catalog.lot-used.v1', {
  consumers: ['orders'],
  payload: z.object({
    lotId: z.string(),
    skuId: z.string(),
    units: z.int(),
    /** What was made of them. */
    intoLotId: z.string(),
    intoLotCode: z.string(),
  }),
});
