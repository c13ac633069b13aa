import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** No SMS about a recall gets to this buyer: the provider refuses it, or there is no number. */
export const recallSmsFailed = defineEvent('trust.recall-sms-failed.v1', {
  consumers: ['orders'],
  payload: z.object({ orderId: z.string(), lotId: z.string(), atMs: z.int() }),
});
