import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';

/** The rooms' rules are looked at so often. */
export const WATCHED_EVERY_MS = 10 * MINUTE_MS;
/** A look that is older says nothing of what runs now. */
export const WATCH_FRESH_MS = DAY_MS;
/** By when somebody has looked at a changed matrix and approved it. */
export const APPROVED_WITHIN_DAYS = 14;
export const APPROVED_WITHIN_MS = APPROVED_WITHIN_DAYS * DAY_MS;
/** Of what changed, so many rules are kept one by one; all are counted. */
export const CHANGES_KEPT_MAX = 200;

/** A digest as people compare it. */
export const shortDigest = (digest: string): string => digest.slice(0, 12);
/** The rule came, or went: one that says something else now did both. */
export const CAME = '+';
export const WENT = '-';

/** What one room's rules say now that they did not say before, and the other way round. */
export function changesOf(room: string, before: readonly string[], now: readonly string[]): string[] {
  const [had, has] = [new Set(before), new Set(now)];
  return [
    ...[...had.difference(has)].map((rule) => `${WENT} ${room} ${rule}`),
    ...[...has.difference(had)].map((rule) => `${CAME} ${room} ${rule}`),
  ];
}
