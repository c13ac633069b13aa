import { defineEvent } from '@heitu/kit/messages/event';

/**
 * The liable party (`partyId`) agrees to compensate: refunded from the order's money where that is its own, else
 * advanced by the operator and claimed from it.
 */
export const compensationDue = defineEvent<{
  complaintId: string;
  orderId: string;
  partyId: string;
  buyerAccountId: string;
  amountFen: number;
  reason: string;
}>('trust.compensation-due.v1', { consumers: ['payments'] });
