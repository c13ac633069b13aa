import { HOUR_MS } from '@heitu/kit/rules/clock';

/** The outside world keeps Beijing time. */
const BEIJING_MS = 8 * HOUR_MS;
const shifted = (ms: number): string => new Date(ms + BEIJING_MS).toISOString();

/** `2026-11-25T09:00:00+08:00` */
export const beijing = (ms: number): string => `${shifted(ms).slice(0, 19)}+08:00`;
/** `2026-11-25 09:00:00` */
export const beijingText = (ms: number): string => shifted(ms).slice(0, 19).replace('T', ' ');
/** `2026-11-25` */
export const beijingDate = (ms: number): string => shifted(ms).slice(0, 10);
/** `20261125090000` */
export const beijingDigits = (ms: number): string => shifted(ms).slice(0, 19).replaceAll(/\D/g, '');
/** Midnight that begins the day in Beijing. */
export const beijingMidnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
export const secondsOf = (ms: number): number => Math.floor(ms / 1000);

/** From midnight to midnight in Beijing. */
export interface Day {
  fromMs: number;
  toMs: number;
}
