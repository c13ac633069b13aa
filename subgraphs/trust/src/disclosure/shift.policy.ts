import { chinaDate, isWorkingDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { ServiceChannel } from '../complaints/complaint.policy.ts';

/** Whoever is on duty may sign on so long before the shift begins, and is late so long after it has begun. */
export const SIGN_ON_BEFORE_MS = 30 * MINUTE_MS;
export const SIGN_ON_WITHIN_MS = 15 * MINUTE_MS;
export const SHIFT_ACTS = { 'sign-on': '签到' } as const;
export type ShiftAct = keyof typeof SHIFT_ACTS;

export interface Shift {
  channel: ServiceChannel;
  weekday: number;
  startsMinute: number;
  endsMinute: number;
}
/** One shift on one day. */
export interface ShiftOn {
  date: string;
  startsAtMs: number;
  endsAtMs: number;
}

/** 1 Monday to 7 Sunday. */
const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

/** When the shift is worked between two moments: on its weekday; a phone is not answered on holidays (6.6.b). */
export function shiftsBetween(shift: Shift, fromMs: number, toMs: number): ShiftOn[] {
  const found: ShiftOn[] = [];
  for (let atMs = startOfChinaDate(chinaDate(fromMs)); atMs <= toMs; atMs += DAY_MS) {
    const date = chinaDate(atMs);
    if (weekdayOf(date) !== shift.weekday) continue;
    if (shift.channel === 'phone' && !isWorkingDate(date)) continue;
    const [startsAtMs, endsAtMs] = [atMs + shift.startsMinute * MINUTE_MS, atMs + shift.endsMinute * MINUTE_MS];
    found.push({ date, startsAtMs, endsAtMs });
  }
  return found;
}

export const canSignOn = ({ startsAtMs, endsAtMs }: ShiftOn, nowMs: number): boolean =>
  nowMs >= startsAtMs - SIGN_ON_BEFORE_MS && nowMs < endsAtMs;
