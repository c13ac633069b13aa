import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';
import { recallFacts } from './catalog.lot-blocked.v1.ts';

/** One event names so many orders at most. */
export const ORDERS_PER_EVENT_MAX = 500;

/** What a recall is called by to those who carry its goods. */
export const recallNamed = recallFacts.pick({ caseId: true, goods: true, rootLotCode: true });
export type RecallNamed = z.output<typeof recallNamed>;

/**
 * Orders that were filled from lots of a recall, all that one transaction found: no parcel with one of the lots goes
 * on. It is told of the recall; an order of which something that was told before has not arrived yet, as that it was
 * packed, is told of by itself, behind it.
 */
export const ordersRecalled = defineEvent('orders.orders-recalled.v1', {
  consumers: ['logistics'],
  payload: z.object({
    recall: recallNamed,
    orders: z.array(
      z.object({
        orderId: z.string(),
        lots: z.array(z.object({ lotId: z.string(), lotCode: z.string() })),
      }),
    ),
  }),
});
