import { defineEvent } from '@heitu/kit/event';

/** The liable party agrees to compensate: refunded from its own money. */
export const compensationDue = defineEvent<{ complaintId: string; orderId: string; partyId: string; buyerAccountId: string; amountFen: number; reason: string }>('trust.compensation-due.v1', { consumers: ['payments'] });
