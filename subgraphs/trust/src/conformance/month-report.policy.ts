import { DAY_MS } from '@heitu/kit/rules/clock';
import { tokenReader } from '../identity/account.policy.ts';

/** So long after its end a month's report is issued by itself: what was under way at midnight has arrived by then. */
export const ISSUE_AFTER_MS = DAY_MS;
export const MONTH_REPORT_FILE = 'month-report';
/** An inspector reads for at most so many days. */
export const INSPECTION_DAYS_MAX = 60;
/** Of a link; it is no session, and no session is one. */
export const readInspection = tokenReader('hi');
