import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

export const courierChanged = defineEvent('logistics.courier-changed.v1', {
  consumers: ['trust'],
  payload: z.object({
    courierId: z.string(),
    accountId: z.string(),
    carrierPartyId: z.string(),
    active: z.boolean(),
  }),
});
