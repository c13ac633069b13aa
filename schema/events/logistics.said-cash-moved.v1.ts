import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/**
 * Of cash of the door a carrier says that it has paid it into its seller's bank, or that its own record of it is wrong:
 * said, or what came of that.
 */
export const saidCashMoved = defineEvent('logistics.said-cash-moved.v1', {
  consumers: ['trust'],
  payload: z.object({
    carrierPartyId: z.string(),
    sellerPartyId: z.string(),
    /**
     * `due-soon`: the seller's time is nearly over; `lapses-soon`: all time is; `found`: finance found that it came,
     * `missed`: that it did not.
     */
    what: z.enum([
      'said',
      'due-soon',
      'accepted',
      'contested',
      'found',
      'missed',
      'lapses-soon',
      'lapsed',
      'doubted',
      'doubt-due-soon',
      'agreed-wrong',
      'denied-wrong',
      'found-wrong',
      'upheld',
      'doubt-lapses-soon',
      'doubt-lapsed',
    ]),
    /** Of how many parcels, and how much in all. */
    parcels: z.int(),
    amountFen: z.int(),
    /** Until when the seller answers alone, and when it is owed as before. */
    answerDueAtMs: z.int(),
    lapsesAtMs: z.int(),
  }),
});
