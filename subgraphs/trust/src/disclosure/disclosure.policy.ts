import { addWorkingDays, chinaMonth, nextChinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { partiesFor, type Actor } from '@heitu/kit/rules/actor';
import { type ClauseRef, inWorkingDays, type Role, WORKING_DAYS } from '@heitu/standard';

/** What the operator publishes, and the clause that asks for it. */
export const DOCUMENT_KINDS = [
  { kind: 'service-page', title: '平台服务内容', clause: '6.5.a' },
  { kind: 'fees', title: '收费标准', clause: '6.5.a' },
  { kind: 'complaint-terms', title: '投诉与申诉服务条款', clause: '6.6' },
  { kind: 'sales-promise', title: '销售承诺条款', clause: '6.6' },
  { kind: 'member-agreement', title: '用户服务协议', clause: '10.5.cu' },
  { kind: 'seller-agreement', title: '网商入驻协议', clause: '10.5.cu' },
  { kind: 'service-phone', title: '服务电话', clause: '6.6.b' },
  { kind: 'covenant', title: '行业自律公约', clause: '12.2.end' },
  { kind: 'software-statement', title: '小程序用途与权限说明', clause: '10.5.cw' },
] as const satisfies readonly { kind: string; title: string; clause: ClauseRef }[];
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]['kind'];
export const AGREEMENT_KINDS = ['member-agreement', 'seller-agreement'] as const;
export const COVENANT_ROLES = ['seller-owner', 'carrier-manager', 'station-agent'] as const satisfies readonly Role[];
/** The parties that this actor can bring into the covenant. */
export const covenantParties = (actor: Actor): string[] => partiesFor(actor, COVENANT_ROLES);

/** 6.6.a: the response times promised in a prominent place; `measure` names what is measured beside it. */
export const RESPONSE_TIMES = [
  {
    activity: 'complaint-answer',
    title: '投诉答复',
    promised: `${inWorkingDays('answerComplaint')}内`,
    withinMs: WORKING_DAYS.answerComplaint.days * DAY_MS,
  },
  {
    activity: 'complaint-settlement',
    title: '投诉办结',
    promised: `${inWorkingDays('settleComplaint')}内`,
    withinMs: WORKING_DAYS.settleComplaint.days * DAY_MS,
  },
  { activity: 'shipping', title: '付款到发货', promised: '48小时内', withinMs: 48 * HOUR_MS },
  { activity: 'delivery', title: '发货到签收', promised: '72小时内', withinMs: 72 * HOUR_MS },
  {
    activity: 'oversight',
    title: '监管和行业组织来件答复',
    promised: `${inWorkingDays('answerOversight')}内`,
    withinMs: WORKING_DAYS.answerOversight.days * DAY_MS,
  },
] as const;
export type MeasuredActivity = (typeof RESPONSE_TIMES)[number]['activity'];
/** Medians are taken over at most this many newest cases. */
export const MEDIAN_CASES_MAX = 2000;
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** 6.6.b: off-line complaints at least five days of eight hours, online ones round the clock. */
export const DUTY_CHANNELS = ['online', 'phone'] as const;
export const DUTY_MINUTES_MIN = { online: 7 * 24 * 60, phone: 5 * 8 * 60 } as const;

/** Minutes of a week in which at least one person is on duty. Pure. */
export function staffedMinutes(
  shifts: readonly { weekday: number; startsMinute: number; endsMinute: number }[],
): number {
  let total = 0;
  for (const [, day] of Map.groupBy(shifts, (shift) => shift.weekday)) {
    let end = 0;
    for (const shift of [...day].sort((a, b) => a.startsMinute - b.startsMinute)) {
      total += Math.max(0, shift.endsMinute - Math.max(shift.startsMinute, end));
      end = Math.max(end, shift.endsMinute);
    }
  }
  return total;
}

/** 5.2.d: the technical register's eight parts. */
export const REGISTER_PARTS = [
  { part: 'machine-room', title: '自建机房', clauses: ['11.1'] },
  { part: 'hosting', title: '机房托管与云服务', clauses: ['11.2'] },
  { part: 'basic-assurance', title: '基础保障', clauses: ['11.3.1', '11.3.2.cx-da', '11.3.3.db-dc'] },
  { part: 'system-assurance', title: '系统保障', clauses: ['11.4.1', '11.4.2', '11.4.3', '11.4.4', '11.4.5'] },
  { part: 'transaction-information', title: '交易信息保障', clauses: ['11.5', '11.5.dg'] },
  { part: 'data-backup', title: '数据备份', clauses: ['11.6.3', '11.6.4.dp-dt', '11.6.5.du-dx'] },
  { part: 'security-management', title: '安全管理', clauses: ['11.7', '11.7.1', '11.7.2', '11.7.3', '11.7.4.dy-dz'] },
  { part: 'service-interfaces', title: '服务接口', clauses: ['11.8.ed', '11.8.eg', '11.8.eh'] },
] as const satisfies readonly { part: string; title: string; clauses: readonly ClauseRef[] }[];
export const REGISTER_CLAUSES: readonly string[] = REGISTER_PARTS.flatMap((row) => [...row.clauses]);

/** 6.1.f: the returns we owe, each with the day it is due (SAMR 2025-04-25; State Council Order 810). */
export const RETURN_KINDS = ['trade-month', 'identity-half-year', 'income-quarter'] as const;
export type ReturnKind = (typeof RETURN_KINDS)[number];
export const RETURN_TITLES: Readonly<Record<ReturnKind, string>> = {
  'trade-month': '网络交易月度统计',
  'identity-half-year': '经营者身份信息半年报送',
  'income-quarter': '经营者收入季度报送',
};
const PERIOD_MONTHS: Readonly<Record<ReturnKind, number>> = {
  'trade-month': 1,
  'identity-half-year': 6,
  'income-quarter': 3,
};
export const RETURN_DUE_MS = 31 * DAY_MS;

/** `2026-11`, `2026-H2`, `2026-Q4` → its months; null where it is none. */
export function returnPeriod(
  kind: ReturnKind,
  period: string,
): { fromMs: number; toMs: number; dueAtMs: number } | null {
  const pattern = {
    'trade-month': /^(20\d{2})-(0[1-9]|1[0-2])$/,
    'identity-half-year': /^(20\d{2})-H([12])$/,
    'income-quarter': /^(20\d{2})-Q([1-4])$/,
  }[kind];
  const match = pattern.exec(period);
  if (!match) return null;
  const months = PERIOD_MONTHS[kind];
  const firstMonth = (Number(match[2]) - 1) * months + 1;
  let month = `${match[1]}-${String(firstMonth).padStart(2, '0')}`;
  const fromMs = startOfChinaMonth(month);
  for (let left = months; left > 0; left--) month = nextChinaMonth(month);
  const toMs = startOfChinaMonth(month);
  return { fromMs, toMs, dueAtMs: toMs + RETURN_DUE_MS };
}

/** The newest period of a kind that is over. */
export function lastPeriod(kind: ReturnKind, nowMs: number): string {
  const lastMonth = chinaMonth(startOfChinaMonth(chinaMonth(nowMs)) - DAY_MS);
  const [year, number] = lastMonth.split('-').map(Number) as [number, number];
  if (kind === 'trade-month') return lastMonth;
  const length = PERIOD_MONTHS[kind];
  const whole = Math.floor(number / length);
  const letter = kind === 'identity-half-year' ? 'H' : 'Q';
  return whole === 0 ? `${year - 1}-${letter}${12 / length}` : `${year}-${letter}${whole}`;
}

export const OVERSIGHT_WORKING_DAYS = WORKING_DAYS.answerOversight.days;
export const oversightDueAt = (askedAtMs: number): number => addWorkingDays(askedAtMs, OVERSIGHT_WORKING_DAYS);
export const FOLLOW_UP_WORKING_DAYS = WORKING_DAYS.followUpCheck.days;

/** 11.3.2: limits of recovery. */
export const RECOVERY_LIMITS = {
  meanTimeBetweenFailuresHours: 8500,
  softwareRecoveryHours: 4,
  hardwareRecoveryHours: 12,
  dailyFaultRate: 0.01,
} as const;
/** 11.3.3: limits of the two drills. */
export const DRILL_LIMITS = {
  ordinary: { hours: 1, recoveredShare: 1 },
  severe: { hours: 12, recoveredShare: 0.98 },
} as const;
export const DRILL_KINDS = ['ordinary', 'severe', 'power-loss'] as const;
export const BACKUP_METHODS = ['incremental', 'full', 'differential', 'online', 'offline'] as const;
export const BACKUP_METHOD_TITLES: Readonly<Record<(typeof BACKUP_METHODS)[number], string>> = {
  incremental: '增量备份',
  full: '全量备份',
  differential: '差分备份',
  online: '在线备份',
  offline: '离线备份',
};
export const BACKUP_PLACES = ['local', 'off-site'] as const;
export const BACKUP_CHECKS = ['none', 'byte', 'crc', 'restore'] as const;
/** 11.6.3: recommended periods. */
export const BACKUP_EVERY_MS = { incremental: 2 * HOUR_MS, full: 12 * HOUR_MS, differential: 7 * DAY_MS } as const;
export const INCIDENT_KINDS = ['software', 'hardware', 'security', 'leak'] as const;

export const PROBE_EVERY_MS = MINUTE_MS;

/** What the current item of a title holds alone. */
export const currentItemKey = ({ part, clause, title }: { part: string; clause: string; title: string }): string =>
  `${part} ${clause} ${title}`;
