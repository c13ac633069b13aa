import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';

/** PIPL 57 says at once; so long after a leak its people are told at the latest, or it is late. */
export const TELL_WITHIN_MS = 72 * HOUR_MS;
/** So long the telling may take once it has begun. */
export const TELLING_MS = DAY_MS;
/** What cannot be brought to somebody stands in public for so long. */
export const PUBLIC_MS = 90 * DAY_MS;
/** What can be done about a leak, beside what can be about any incident. */
export const LEAK_LABELS = { 'tell-people': '告知本人' } as const;
export const toldBy = ({ startedAtMs }: { startedAtMs: number }): number => startedAtMs + TELL_WITHIN_MS;
