import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A person asked for erasure: drop what no law makes us keep. */
export const accountErased = defineEvent('trust.account-erased.v1', {
  consumers: ['orders', 'logistics', 'payments', 'sellers', 'catalog'],
  payload: z.object({
    accountId: z.string(),
  }),
});
