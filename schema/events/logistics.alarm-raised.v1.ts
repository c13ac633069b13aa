import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

export const alarmRaised = defineEvent('logistics.alarm-raised.v1', {
  consumers: ['catalog', 'trust'],
  payload: z.object({
    alarmId: z.string(),
    carrierPartyId: z.string(),
    shipmentIds: z.array(z.string()),
    severity: z.string(),
    lotIds: z.array(z.string()),
    /** Furthest from the limit; null where the alarm is about no reading. */
    worstCelsius: z.number().nullable().optional(),
    atMs: z.int(),
  }),
});
