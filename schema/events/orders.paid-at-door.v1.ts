import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** An order that was to be paid at the door is paid: its buyer may sign for the parcel. */
export const paidAtDoor = defineEvent('orders.paid-at-door.v1', {
  consumers: ['logistics', 'trust'],
  payload: z.object({ orderId: z.string(), paidFen: z.int(), paidAtMs: z.int() }),
});
