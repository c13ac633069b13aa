import { defineEvent } from '@heitu/kit/messages/event';
import { z } from '@heitu/kit/rules/validate';

/** The operator loaded a year's official plan of holidays, or its correction (a higher version). Days are `2027-01-01`. */
export const calendarPublished = defineEvent('trust.calendar-published.v1', {
  consumers: ['sellers', 'catalog', 'orders', 'logistics', 'payments'],
  payload: z.object({
    year: z.int(),
    version: z.int(),
    holidays: z.array(z.string()).readonly(),
    workingDays: z.array(z.string()).readonly(),
    source: z.string(),
  }),
});
