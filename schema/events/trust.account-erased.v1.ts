import { defineEvent } from '@heitu/kit/messages/event';

/** A person asked for erasure: drop what no law makes us keep. */
export const accountErased = defineEvent<{ accountId: string }>('trust.account-erased.v1', {
  consumers: ['orders', 'logistics', 'payments', 'sellers', 'catalog'],
});
