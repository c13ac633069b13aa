import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** What a word of somebody for whom a station bought has done to those orders; only where it has done anything. */
export const wordFollowed = defineEvent('orders.word-followed.v1', {
  consumers: ['trust'],
  payload: z.object({
    accountId: z.string(),
    /** Paid and not packed: they are asked about these. */
    asked: z.object({ orders: z.int(), paidFen: z.int(), untilMs: z.int() }).optional(),
    /** Packed or on their way: too late to stop. */
    sent: z.int(),
    /** They want these all the same. */
    kept: z.int(),
  }),
});
