import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** What was ordered off sale is off sale; `found` is false where there are no such goods. */
export const withdrawalDone = defineEvent('catalog.withdrawal-done.v1', {
  consumers: ['trust'],
  payload: z.object({ cause: z.enum(['tip-off', 'oversight']), causeId: z.string(), found: z.boolean() }),
});
