const moment = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const day = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const grouped = new Intl.NumberFormat('zh-CN');

export const NONE = '—';
export const dateTime = (at: string | null | undefined): string =>
  at ? moment.format(new Date(at)).replaceAll('/', '-') : NONE;
export const date = (at: string | null | undefined): string =>
  at ? (/^\d{4}-\d\d-\d\d$/.test(at) ? at : day.format(new Date(at)).replaceAll('/', '-')) : NONE;
/** A moment of this year without its year, where many stand below each other. */
export function shortMoment(text: string, nowMs: number): string {
  const [, year, rest = text] = /^(\d{4})-(\d\d-\d\d \d\d:\d\d)$/.exec(text) ?? [];
  return year === todayInChina(nowMs).slice(0, 4) ? rest : text;
}
/** Fen → ¥1,280.00, by whole numbers. */
export function yuan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return NONE;
  const whole = Math.trunc(Math.abs(fen) / 100);
  return `${fen < 0 ? '-' : ''}¥${grouped.format(whole)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
}
/** What a person types as yuan → fen, by its digits: 0.1 + 0.2 has no place here. */
export function fenOf(text: string | number): number | null {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(String(text).trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}
export const count = (value: number): string => grouped.format(value);
export const celsius = (value: number | null | undefined): string =>
  value === null || value === undefined ? NONE : `${value.toFixed(1)}°C`;
export const celsiusRange = (min: number | null | undefined, max: number | null | undefined): string =>
  min == null && max == null ? '常温' : `${min ?? '…'} 至 ${max ?? '…'}°C`;
export const yes = (value: boolean | null | undefined): string =>
  value === null || value === undefined ? NONE : value ? '是' : '否';
export const orNone = (text: string | null | undefined): string => text || NONE;

/** How long until a moment, or since, in words of one unit. */
export function untilText(at: string, nowMs: number): { text: string; overdue: boolean; soon: boolean } {
  const leftMs = Date.parse(at) - nowMs;
  const minutes = Math.abs(leftMs) / 60_000;
  const span =
    minutes < 60
      ? `${Math.max(1, Math.round(minutes))} 分钟`
      : minutes < 48 * 60
        ? `${Math.round(minutes / 60)} 小时`
        : `${Math.round(minutes / 1440)} 天`;
  return {
    text: leftMs < 0 ? `已超 ${span}` : `还剩 ${span}`,
    overdue: leftMs < 0,
    soon: leftMs >= 0 && leftMs < 24 * 3_600_000,
  };
}
export const todayInChina = (atMs: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(atMs);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** China has one clock, eight hours ahead. */
const CHINA_MS = 8 * HOUR_MS;
const TICKS_MS = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 168].map((hours) => hours * HOUR_MS);
/** Round moments of China between two, at most so many, as an axis shows them. */
export function clockTicks(fromMs: number, toMs: number, most: number): { ms: number; text: string }[] {
  const step = TICKS_MS.find((one) => (toMs - fromMs) / one <= most) ?? 30 * DAY_MS;
  const first = Math.ceil((fromMs + CHINA_MS) / step) * step - CHINA_MS;
  return Array.from({ length: Math.max(0, Math.floor((toMs - first) / step) + 1) }, (_, i) => {
    const ms = first + i * step;
    const [, day = '', clock = ''] = /^\d+-(\S+) (\S+)$/.exec(dateTime(new Date(ms).toISOString())) ?? [];
    return { ms, text: step >= DAY_MS || clock === '00:00' ? day : clock };
  });
}
/** 周六 */
export const weekdayOf = (atMs: number): string =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', weekday: 'short' }).format(atMs);
/** 11月28日 */
export const monthDay = (atMs: number): string =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' }).format(atMs);
