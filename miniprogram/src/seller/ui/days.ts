const CHINA_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
/** 2026-11-26: the platform's day is China's. */
export const chinaDay = (ms: number): string => new Date(ms + CHINA_OFFSET_MS).toISOString().slice(0, 10);
export const chinaToday = (): string => chinaDay(Date.now());
export const daysFromToday = (days: number): string => chinaDay(Date.now() + days * DAY_MS);
