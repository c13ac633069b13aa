import { defineEvent } from '@heitu/kit/messages/event';

/** The liable party refuses: the operator advances the compensation (6.6.d). */
export const advanceDue = defineEvent<{
  complaintId: string;
  orderId: string;
  partyId: string;
  buyerAccountId: string;
  amountFen: number;
  reason: string;
}>('trust.advance-due.v1', { consumers: ['payments'] });
