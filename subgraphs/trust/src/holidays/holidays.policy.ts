import { isYearKnown } from '@heitu/kit/rules/holidays';
import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';

/** The State Council publishes the next year's plan in November; from then on the desk asks for it. */
const ASK_FROM_MONTH_DAY = '11-01';
export const DAYS_MAX = 60;
/** Years around now that are shown. */
const YEARS_BEFORE = 1;
const YEARS_AFTER = 2;

export const shownYears = (nowMs: number): number[] => {
  const year = Number(chinaDate(nowMs).slice(0, 4));
  return Array.from({ length: YEARS_BEFORE + 1 + YEARS_AFTER }, (_, index) => year - YEARS_BEFORE + index);
};

/** The year whose plan should be loaded now and is not, since when and until when; null where nothing is missing. */
export function missingYear(nowMs: number): { year: number; sinceMs: number; dueAtMs: number } | null {
  const today = chinaDate(nowMs);
  const year = Number(today.slice(0, 4));
  const due = (of: number) => ({
    year: of,
    sinceMs: startOfChinaDate(`${of - 1}-${ASK_FROM_MONTH_DAY}`),
    dueAtMs: startOfChinaDate(`${of}-01-01`),
  });
  if (!isYearKnown(year)) return due(year);
  return today.slice(5) >= ASK_FROM_MONTH_DAY && !isYearKnown(year + 1) ? due(year + 1) : null;
}
