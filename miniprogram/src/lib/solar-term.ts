import { DAY_MS, dayStart } from './china-day.ts';

/** The 24 solar terms of a year from 小寒 on, each with the constant from which its day of this century follows. */
const TERMS: readonly (readonly [name: string, month: number, constant: number])[] = [
  ['小寒', 1, 5.4055],
  ['大寒', 1, 20.12],
  ['立春', 2, 3.87],
  ['雨水', 2, 18.73],
  ['惊蛰', 3, 5.63],
  ['春分', 3, 20.646],
  ['清明', 4, 4.81],
  ['谷雨', 4, 20.1],
  ['立夏', 5, 5.52],
  ['小满', 5, 21.04],
  ['芒种', 6, 5.678],
  ['夏至', 6, 21.37],
  ['小暑', 7, 7.108],
  ['大暑', 7, 22.83],
  ['立秋', 8, 7.5],
  ['处暑', 8, 23.13],
  ['白露', 9, 7.646],
  ['秋分', 9, 23.042],
  ['寒露', 10, 8.318],
  ['霜降', 10, 23.438],
  ['立冬', 11, 7.438],
  ['小雪', 11, 22.36],
  ['大雪', 12, 7.18],
  ['冬至', 12, 21.94],
];
/** Years whose day the constants miss. */
const MISSED: Readonly<Record<string, number>> = {
  '2026 雨水': -1,
  '2084 春分': 1,
  '2008 小满': 1,
  '2016 小暑': 1,
  '2002 立秋': 1,
  '2089 霜降': 1,
  '2089 立冬': 1,
  '2021 冬至': -1,
  '2019 小寒': -1,
  '2082 大寒': 1,
};
const YEAR_DAYS = 0.2422;

/** `2026-11-22`: where the sun is in its year, in this century. */
export function solarTermDay(year: number, index: number): string {
  const [name, month, constant] = TERMS[index]!;
  const years = year % 100;
  // Before March the leap day of this year has not come yet.
  const leaps = Math.floor((month < 3 ? years - 1 : years) / 4);
  const date = Math.floor(years * YEAR_DAYS + constant) - leaps + (MISSED[`${year} ${name}`] ?? 0);
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
export const SOLAR_TERMS = TERMS.map(([name]) => name);

/** 小雪第七天 */
export function solarTermOf(today: string): string {
  const year = Number(today.slice(0, 4));
  const passed = TERMS.map((_, i) => i).filter((i) => solarTermDay(year, i) <= today);
  const index = passed[passed.length - 1] ?? TERMS.length - 1;
  const began = solarTermDay(passed.length > 0 ? year : year - 1, index);
  const days = Math.round((dayStart(today) - dayStart(began)) / DAY_MS) + 1;
  return `${SOLAR_TERMS[index]}第${COUNT[days] ?? days}天`;
}
const COUNT = [
  '',
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
  '十六',
];
