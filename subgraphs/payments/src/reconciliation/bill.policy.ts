import { startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';

/** The provider publishes a day's bill at ten the next morning. */
export const BILL_READY_AFTER_MIDNIGHT_MS = 10 * HOUR_MS;

export const isBillReady = (date: string, nowMs: number): boolean =>
  nowMs >= startOfChinaDate(date) + DAY_MS + BILL_READY_AFTER_MIDNIGHT_MS;

/** The provider tells of a day for three months: one that is older is lost, and holds up no other. */
export const BILLS_KEPT_MS = 90 * DAY_MS;

/** So many days' bills, from that of a payment on, are looked through for what has gone back of it already. */
export const BILLS_LOOKED_AT_MAX = 31;
