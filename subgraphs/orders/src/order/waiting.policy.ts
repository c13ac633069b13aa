import { DAY_MS } from '@heitu/kit/rules/clock';

/** How long each may have an order before somebody else looks as well; no clause says so, its buyer expects it. */
export const PICK_WORKING_DAYS = 2;
export const FETCH_WORKING_DAYS = 1;
/** Offers promise two days at most. */
export const DELIVER_WORKING_DAYS = 3;
export const BRING_BACK_WORKING_DAYS = 3;
/** Payments asks the provider again and again whether a payment is closed or paid: it knows within minutes. */
export const CLOSE_PAYMENT_MS = DAY_MS;

/** Where seller and carrier stay silent, an order that nobody has sent ends by itself, and its buyer is paid back. */
export const SEND_AT_LAST_WORKING_DAYS = 7;
