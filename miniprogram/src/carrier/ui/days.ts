const CHINA_OFFSET_MS = 8 * 3_600_000;
export const DAY_MS = 24 * 3_600_000;
/** As China's clock shows it: 2026-11-26T14:05… */
export const inChina = (ms: number): string => new Date(ms + CHINA_OFFSET_MS).toISOString();
/** The moment at which a day begins in China. */
export const dayStart = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
export const firstOfMonth = (): string => `${inChina(Date.now()).slice(0, 7)}-01`;
