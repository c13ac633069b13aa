const DAY_MS = 86_400_000;
const next = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
/** So many days in one span are a slip of the pen. */
const SPAN_DAYS_MAX = 31;

/**
 * The days that somebody typed, one or a span (`2027-10-01~2027-10-07`) a line; what is no date goes through as it is,
 * for the server to refuse.
 */
export function datesOf(text: string): string[] {
  return text
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .flatMap((part) => {
      const [from = part, to] = part.split(/[~～至]/);
      if (to === undefined) return [from];
      const days: string[] = [];
      for (let day = from; day <= to && days.length < SPAN_DAYS_MAX; day = next(day)) days.push(day);
      return days.length > 0 ? days : [part];
    });
}

/** Days in a row read as one: `10-01 至 10-07`. */
export function spansOf(dates: readonly string[]): string[] {
  const spans: { from: string; to: string }[] = [];
  for (const date of [...dates].sort()) {
    const last = spans.at(-1);
    if (last && next(last.to) === date) last.to = date;
    else spans.push({ from: date, to: date });
  }
  return spans.map(({ from, to }) => (from === to ? from : `${from} 至 ${to.slice(5)}`));
}
