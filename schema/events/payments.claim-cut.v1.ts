import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { holderPart } from './logistics.shipment-refused.v1.ts';

/**
 * A claim came to less than orders said (orders.claim-settled), because a compensation had been paid out of the same
 * order meanwhile: what each bears of it in the end (6.6.d).
 */
export const claimCut = defineEvent('payments.claim-cut.v1', {
  consumers: ['trust'],
  payload: z.object({
    /** The request or the weigh-in; of a refused parcel, the shipment. */
    aboutId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    buyerAccountId: z.string(),
    shares: z.array(z.object({ part: holderPart, partyId: z.string(), amountFen: z.int() })),
  }),
});
