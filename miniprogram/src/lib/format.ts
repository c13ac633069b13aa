/** ¥12.80 */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
export const yuanParts = (fen: number): { whole: string; rest: string } => {
  const [whole, rest] = (fen / 100).toFixed(2).split('.');
  return { whole: whole!, rest: rest! };
};
const CHINA_OFFSET_MS = 8 * 3_600_000;
const two = (value: number): string => String(value).padStart(2, '0');
/** The platform's day is China's, wherever the phone thinks it is. */
const inChina = (iso: string): Date => new Date(Date.parse(iso) + CHINA_OFFSET_MS);

/** 11月26日 */
export function day(iso: string): string {
  const at = inChina(iso.length === 10 ? `${iso}T00:00:00+08:00` : iso);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
}
/** 2026年11月26日 */
export function fullDay(iso: string): string {
  const at = inChina(iso.length === 10 ? `${iso}T00:00:00+08:00` : iso);
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日`;
}
/** 周二 */
export const weekday = (iso: string): string => `周${'日一二三四五六'[inChina(iso).getUTCDay()]}`;
/** The last whole day before a moment at which something is over. */
export const lastDay = (iso: string): string => day(new Date(Date.parse(iso) - 1).toISOString());
/** 11月26日 14:05 */
export function moment(iso: string): string {
  const at = inChina(iso);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}
/** 11月26日 14:05 到 16:30; the second day is said where it is another. */
export function between(fromIso: string, toIso: string): string {
  const [from, to] = [moment(fromIso), moment(toIso)];
  return `${from} 到 ${day(fromIso) === day(toIso) ? to.slice(-5) : to}`;
}
/** 14:05 today, 11月26日 14:05 on other days. */
export function clock(atMs: number): string {
  const at = moment(new Date(atMs).toISOString());
  return at.startsWith(`${day(new Date().toISOString())} `) ? at.slice(-5) : at;
}
/** 14:59 or 2小时05分: what is left until a moment. */
export function left(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return `${Math.floor(hours / 24)}天`;
  if (hours > 0) return `${hours}小时${two(Math.floor((seconds % 3600) / 60))}分`;
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
/** 800 米, 3.2 公里, 12 公里 */
export function kilometres(metres: number): string {
  if (metres < 1000) return `${Math.round(metres / 100) * 100} 米`;
  const km = metres / 1000;
  return `${km < 10 ? km.toFixed(1) : Math.round(km)} 公里`;
}
/** 某市某镇: whoever shops here knows the province. */
export const nearOrigin = (origin: string): string =>
  origin.replace(/^.{2,7}?(?:省|自治区)/, '').replace(/^.{2,5}?市(?=.{1,6}[市县区旗])/, '');
const ABOVE_COUNTY = /^(?:.{2,7}?(?:省|自治区))?(?:.{2,5}?(?:市|州|盟))?$/;
/** 某镇某街8号: a line for whoever works in this county, without its name and what lies above it; else as it is. */
export function nearAddress(address: string, county: string | undefined): string {
  const at = county ? address.indexOf(county) : -1;
  return county && at >= 0 && ABOVE_COUNTY.test(address.slice(0, at)) ? address.slice(at + county.length) : address;
}
export const percent = (ratio: number): string => `${Math.round(ratio * 100)}%`;
/** What a pack holds; one of the three is known. */
interface Net {
  netGrams?: number | null;
  netMillilitres?: number | null;
  netCount?: number | null;
}
/** 一斤 7.70: what packs of different sizes are compared by; null where one pack is one thing. */
export function perUnit({ netGrams, netMillilitres, netCount }: Net, fen: number): string | null {
  if (netGrams) return `一斤 ${((fen * 500) / netGrams / 100).toFixed(2)}`;
  if (netMillilitres) return `500毫升 ${((fen * 500) / netMillilitres / 100).toFixed(2)}`;
  return netCount && netCount > 1 ? `一个 ${(fen / netCount / 100).toFixed(2)}` : null;
}
