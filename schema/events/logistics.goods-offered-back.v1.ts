import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * The carrier has signed that it gave goods back to their seller, refused or fetched from the buyer: the seller is to
 * count and sign until `signByMs`.
 */
export const goodsOfferedBack = defineEvent('logistics.goods-offered-back.v1', {
  consumers: ['trust'],
  payload: z.object({
    orderId: z.string(),
    sellerPartyId: z.string(),
    /** What was fetched from the buyer is signed for with its after-sale. */
    afterSaleId: z.string().nullable(),
    units: z.int(),
    signByMs: z.int(),
  }),
});
