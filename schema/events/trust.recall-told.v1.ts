import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The buyer of a recalled lot has a message in the app, or the SMS provider took one for them. */
export const recallTold = defineEvent('trust.recall-told.v1', {
  consumers: ['orders'],
  payload: z.object({ orderId: z.string(), lotId: z.string(), by: z.enum(['message', 'sms']), atMs: z.int() }),
});
