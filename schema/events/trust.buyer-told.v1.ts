import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * A buyer has a message of a recall, or the SMS provider took one for them, or no SMS gets there: the provider refuses
 * it, or there is no number.
 */
export const buyerTold = defineEvent('trust.buyer-told.v1', {
  consumers: ['orders'],
  payload: z.object({ tellingId: z.string(), by: z.enum(['message', 'sms', 'no-sms']), atMs: z.int() }),
});
