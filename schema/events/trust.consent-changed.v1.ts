import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A person agreed to a use of their data, or objected to it: what was shown by that consent alone is taken down. */
export const consentChanged = defineEvent('trust.consent-changed.v1', {
  consumers: ['sellers'],
  payload: z.object({
    accountId: z.string(),
    purpose: z.string(),
    granted: z.boolean(),
  }),
});
