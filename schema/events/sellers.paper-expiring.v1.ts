import { defineEvent } from '@heitu/kit/messages/event';

/**
 * A paper of a party, or of one of its suppliers, ends soon: `accountId` is the party's owner, `documentTitle` Chinese,
 * `validUntil` the last day. Once for each paper.
 */
export const paperExpiring = defineEvent<{
  partyId: string;
  accountId: string;
  documentTitle: string;
  validUntil: string;
}>('sellers.paper-expiring.v1', { consumers: ['trust'] });
