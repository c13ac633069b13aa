const DAYS = '一二三四五六日';
const DAYS_A_WEEK = 7;
const HOURS_A_DAY = 24;
const dayOf = (word: string): number => (word === '天' ? DAYS.length - 1 : DAYS.indexOf(word));
const SPAN = /周([一二三四五六日天])\s*(?:至|到|[-—–~～])\s*周?([一二三四五六日天])/;
const CLOCK = /(\d{1,2})(?:[:：点时](\d{2})?)(?:分|半)?\s*(?:至|到|[-—–~～])\s*(\d{1,2})(?:[:：点时](\d{2})?)/g;
const TIMES = /(\d)\s*(?:天|日)?\s*[×xX*]\s*(\d{1,2})/;

/** Days of a week that a text names; null where it names none. */
function daysIn(text: string): number | null {
  if (/每天|每日|天天|全年/.test(text)) return DAYS_A_WEEK;
  const span = SPAN.exec(text);
  if (span) return ((dayOf(span[2] ?? '') - dayOf(span[1] ?? '') + DAYS_A_WEEK) % DAYS_A_WEEK) + 1;
  return /工作日/.test(text) ? 5 : null;
}

/**
 * How many hours a week a shop says that it handles orders, read from its own words; null where nobody can read that
 * from them: 周一至周日 8:00-18:00, 7×24 小时, 工作日 9点到17点.
 */
export function staffedHours(text: string): number | null {
  if (/每月|每年|每季/.test(text)) return null;
  const times = TIMES.exec(text);
  if (times) return Math.min(DAYS_A_WEEK, Number(times[1])) * Math.min(HOURS_A_DAY, Number(times[2]));
  if (/全天|24\s*小时/.test(text)) return (daysIn(text) ?? DAYS_A_WEEK) * HOURS_A_DAY;
  const days = daysIn(text);
  if (days === null) return null;
  const spans = [...text.matchAll(CLOCK)].map(
    ([, from, fromMinute, to, toMinute]) =>
      Number(to) + Number(toMinute ?? 0) / 60 - Number(from) - Number(fromMinute ?? 0) / 60,
  );
  const hours = spans.filter((span) => span > 0).reduce((sum, span) => sum + span, 0);
  return hours === 0 ? null : days * Math.min(HOURS_A_DAY, hours);
}
