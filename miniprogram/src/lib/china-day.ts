const CHINA_OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 24 * 3_600_000;
/** As China's clock shows it: 2026-11-26T14:05… */
export const inChina = (ms: number): string => new Date(ms + CHINA_OFFSET_MS).toISOString();
/** 2026-11-26: the platform's day is China's. */
export const chinaDay = (ms: number): string => inChina(ms).slice(0, 10);
export const chinaToday = (): string => chinaDay(Date.now());
export const daysFromToday = (days: number): string => chinaDay(Date.now() + days * DAY_MS);
/** The moment at which a day begins in China. */
export const dayStart = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
export const firstOfMonth = (): string => `${chinaToday().slice(0, 7)}-01`;
