const DAY = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});
const MOMENT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** `2026-11-26` or a moment, as people write days. */
export const day = (text: string): string => DAY.format(new Date(text.length === 10 ? `${text}T00:00:00+08:00` : text));
export const moment = (text: string): string => MOMENT.format(new Date(text));
export const month = (text: string): string => `${text.slice(0, 4)}年${Number(text.slice(5, 7))}月`;
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
