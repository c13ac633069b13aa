import { defineEvent } from '@heitu/kit/messages/event';

/**
 * A complaint's compensation, or its advance, is more than what is left of the order's payment: nothing was paid, the
 * mediator decides anew (6.6.d).
 */
export const compensationFailed = defineEvent<{ complaintId: string; orderId: string; amountFen: number }>(
  'payments.compensation-failed.v1',
  { consumers: ['trust'] },
);
