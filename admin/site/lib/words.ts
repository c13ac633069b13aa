const DAY = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});
/** `2026-11-26` or a moment, as people write days. */
export const day = (text: string): string => DAY.format(new Date(text.length === 10 ? `${text}T00:00:00+08:00` : text));
export const month = (text: string): string => `${text.slice(0, 4)}年${Number(text.slice(5, 7))}月`;
/** Of a month that has just been: 10月. */
export const monthOnly = (text: string): string => `${Number(text.slice(5, 7))}月`;
export const hours = (value: number): string =>
  value < 1
    ? `${Math.max(1, Math.round(value * 60))}分钟`
    : value < 48
      ? `${Math.round(value * 10) / 10}小时`
      : `${Math.round((value / 24) * 10) / 10}天`;
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const WEEK = ['一', '二', '三', '四', '五', '六', '日'];
export const weekday = (number: number): string => `周${WEEK[number - 1]}`;
const ISO_DAY = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' });
/** `2026-11-28`, in the county. */
export const today = (): string => ISO_DAY.format(new Date());
/** `2026-11-28`, 1 → `2026-10`. */
export function monthBefore(from: string, count: number): string {
  const number = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 - count;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
/** 某市某镇某村: the province and what lies between need not be told here. */
export const near = (place: string): string =>
  place.replace(/^.{2,7}?(?:省|自治区)/, '').replace(/^.{2,5}?市(?=.{1,6}[市县区旗])/, '');
const SHORT = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' });
/** A day of this year without its year. */
export const shortDay = (text: string): string =>
  text.slice(0, 4) === today().slice(0, 4) ? SHORT.format(new Date(text)) : day(text);
const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
export const clockOf = (at: string): string => TIME.format(new Date(at));
