import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A lot has its compulsory papers and may be sold. */
export const lotReleased = defineEvent('catalog.lot-released.v1', {
  consumers: ['orders'],
  payload: z.object({
    lotId: z.string(),
    lotCode: z.string(),
    skuId: z.string(),
    productId: z.string(),
    shopId: z.string(),
    partyId: z.string(),
    units: z.int(),
    producedOn: z.string(),
    expiresOn: z.string().nullable(),
  }),
});
