import { defineEvent } from '@heitu/kit/messages/event';

/** The operator loaded a year's official plan of holidays, or its correction (a higher version). Days are `2027-01-01`. */
export const calendarPublished = defineEvent<{
  year: number;
  version: number;
  holidays: readonly string[];
  workingDays: readonly string[];
  source: string;
}>('trust.calendar-published.v1', { consumers: ['sellers', 'catalog', 'orders', 'logistics', 'payments'] });
