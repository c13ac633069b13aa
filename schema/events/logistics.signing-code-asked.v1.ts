import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A courier is at the door: the recipient is sent a code to read out. Code and number are asked of logistics. */
export const signingCodeAsked = defineEvent('logistics.signing-code-asked.v1', {
  consumers: ['trust'],
  payload: z.object({
    shipmentId: z.string(),
    orderId: z.string(),
    buyerAccountId: z.string(),
    round: z.int(),
    atMs: z.int(),
  }),
});
