import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** Cash of the door that a carrier says it has paid into its seller's bank: said, or what came of that. */
export const saidCashMoved = defineEvent('logistics.said-cash-moved.v1', {
  consumers: ['trust'],
  payload: z.object({
    carrierPartyId: z.string(),
    sellerPartyId: z.string(),
    /**
     * `due-soon`: the seller's time is nearly over; `lapses-soon`: all time is; `found`: finance found that it came,
     * `missed`: that it did not.
     */
    what: z.enum(['said', 'due-soon', 'accepted', 'contested', 'found', 'missed', 'lapses-soon', 'lapsed']),
    /** Of how many parcels, and how much in all. */
    parcels: z.int(),
    amountFen: z.int(),
    /** Until when the seller answers alone, and when it is owed as before. */
    answerDueAtMs: z.int(),
    lapsesAtMs: z.int(),
  }),
});
