import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';

/** What a capture does where an event of it cannot be kept: nothing at all is kept, or the others are. */
export const ERROR_BEHAVIOURS = ['rollback', 'proceed'] as const;
export type ErrorBehaviour = (typeof ERROR_BEHAVIOURS)[number];

/** Of one document (GS1-EPCIS-Capture-Limit, GS1-EPCIS-Capture-File-Size-Limit). */
export const CAPTURE_EVENTS_MAX = 500;
export const CAPTURE_BYTES_MAX = 1024 * 1024;
/** Lists and objects within one another in a document. */
export const CAPTURE_DEPTH_MAX = 20;
/** Documents of one program that wait to be captured. */
export const CAPTURES_WAITING_MAX = 50;
export const CAPTURES_PER_RUN_MAX = 20;
/** Errors of one job that are told; the rest is counted. */
export const CAPTURE_ERRORS_MAX = 100;
/** A job that failed by our fault for so long is ended, and says so. */
export const CAPTURE_GIVEN_UP_MS = 10 * MINUTE_MS;
/** As long as what webhooks delivered is told: a partner looks at what it sent this month. */
export const CAPTURE_JOBS_KEPT_MS = 30 * DAY_MS;
/**
 * What leads to no lot of ours is kept for its teller as long as trade records without a shelf life are (Food Safety
 * Law 50: two years). What leads to a lot stays as long as the lot's own history.
 */
export const FOREIGN_EVENTS_KEPT_MS = 2 * 365 * DAY_MS;
export const FOREIGN_EVENTS_MAX = 100_000;
/** Measures of UN/CEFACT in which an event may say how much of a lot; packs are counted without one. */
export const MASS_GRAMS: ReadonlyMap<string, number> = new Map([
  ['GRM', 1],
  ['KGM', 1000],
  ['TNE', 1_000_000],
]);
export const VOLUME_MILLILITRES: ReadonlyMap<string, number> = new Map([
  ['MLT', 1],
  ['LTR', 1000],
]);
/** Clocks of others run ahead by a little. */
export const AHEAD_MS_MAX = HOUR_MS;
/** Of what others say of a lot, whoever scans it sees the newest. */
export const TOLD_SHOWN_MAX = 20;
/** Lots that one event may be about. */
export const LOTS_OF_EVENT_MAX = 50;
