import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A pooled lot may be sold: what each grower brought into it, and gets for a unit of it. */
export const poolAgreed = defineEvent('catalog.pool-agreed.v1', {
  consumers: ['payments'],
  payload: z.object({
    lotId: z.string(),
    lotCode: z.string(),
    partyId: z.string(),
    goodsTitle: z.string(),
    /** How many packs the lot is sold in. */
    units: z.int(),
    shares: z.array(
      z.object({
        shareId: z.string(),
        growerId: z.string(),
        accountId: z.string(),
        crop: z.string(),
        harvestedOn: z.string(),
        unit: z.enum(['kg', 'piece']),
        /** In thousandths of the unit. */
        parts: z.int(),
        grade: z.string(),
        priceFen: z.int(),
      }),
    ),
  }),
});
