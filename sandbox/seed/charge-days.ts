import { chinaDate, endOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';

/** What the county charged on each day: all of it as its labels say, and compared in the night after. */
export function chargeDays() {
  const lines = new Map<string, number>();
  const parcels = new Map<string, number>();
  return {
    count(placedAtMs: number, more: number): void {
      const date = chinaDate(placedAtMs);
      parcels.set(date, (parcels.get(date) ?? 0) + 1);
      lines.set(date, (lines.get(date) ?? 0) + more);
    },
    /** From the first day on, each that is over, also one on which nobody ordered. */
    comparedBefore(nowMs: number) {
      const [first] = [...lines.keys()].toSorted();
      const rows = [];
      for (let date = first; date !== undefined && endOfChinaDate(date) + HOUR_MS <= nowMs; date = dayAfter(date))
        rows.push({
          date,
          dueAtMs: endOfChinaDate(date) + DAY_MS,
          comparedAtMs: endOfChinaDate(date) + HOUR_MS,
          lines: lines.get(date) ?? 0,
          differing: 0,
          unjudged: 0,
          deliveries: parcels.get(date) ?? 0,
          deliveriesDiffering: 0,
          deliveriesUnjudged: 0,
        });
      return rows;
    },
  };
}
const dayAfter = (date: string): string => chinaDate(endOfChinaDate(date));
