import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** A carrier has not paid back in time what its couriers took at the door: the sum of what was not told of before. */
export const cashOverdue = defineEvent('logistics.cash-overdue.v1', {
  consumers: ['trust'],
  payload: z.object({ carrierPartyId: z.string(), parcels: z.int(), amountFen: z.int() }),
});
