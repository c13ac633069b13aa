import { defineEvent } from '@heitu/kit/messages/event';

/**
 * The operator paid the consumer first; a recovery from the liable party (`partyId`), which refused or from which the
 * provider cannot take it, is open (6.6.d).
 */
export const advancePaid = defineEvent<{
  advanceId: string;
  recoveryId: string;
  complaintId: string;
  orderId: string;
  partyId: string;
  amountFen: number;
}>('payments.advance-paid.v1', { consumers: ['trust'] });
