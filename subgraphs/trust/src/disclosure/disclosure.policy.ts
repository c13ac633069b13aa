import { addWorkingDays, chinaMonth, nextChinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { partiesFor, type Actor } from '@heitu/kit/rules/actor';
import type { ServiceChannel } from '../complaints/complaint.policy.ts';
import { keysOf, tableOf } from '@heitu/kit/rules/checked';
import { dueAfter } from '@heitu/kit/rules/duties';
import {
  type BackupContent,
  type ClauseRef,
  DUTIES,
  type DutyKind,
  inWorkingDays,
  type Role,
  WORKING_DAYS,
} from '@heitu/standard';

/** What the operator publishes, and the clause that asks for it. */
/** Those that each person says yes to. */
export const AGREEMENT_TITLES = { 'member-agreement': '用户服务协议', 'seller-agreement': '网商入驻协议' } as const;
export const DOCUMENT_TITLES = {
  'service-page': '平台服务内容',
  fees: '收费标准',
  'review-rules': '资质审核规则',
  'complaint-terms': '投诉与申诉服务条款',
  'sales-promise': '销售承诺条款',
  ...AGREEMENT_TITLES,
  'service-phone': '服务电话',
  covenant: '行业自律公约',
  'software-statement': '小程序用途与权限说明',
  'data-officer': '个人信息保护负责人',
} as const;
export type DocumentKind = keyof typeof DOCUMENT_TITLES;
export const DOCUMENT_CLAUSES: Readonly<Record<DocumentKind, ClauseRef>> = {
  'service-page': '6.5.a',
  fees: '6.5.a',
  'review-rules': '6.4',
  'complaint-terms': '6.6',
  'sales-promise': '6.6',
  'member-agreement': '10.5.cu',
  'seller-agreement': '10.5.cu',
  'service-phone': '6.6.b',
  covenant: '12.2.end',
  'software-statement': '10.5.cw',
  'data-officer': '10.4',
};
export const AGREEMENT_KINDS = ['member-agreement', 'seller-agreement'] as const;
/** What can be done about a document, and about the covenant. */
export const DOCUMENT_LABELS = { confirm: '同意', comment: '提意见' } as const;
export const COVENANT_LABELS = { join: '加入', leave: '退出' } as const;
/** So long members have for joining a new version. */
export const COVENANT_REJOIN_MS = 30 * DAY_MS;
/** One alone is no body: with fewer there is nobody whose covenant it would be (12.2 last paragraph). */
export const COVENANT_MEMBERS_MIN = 2;
export const COVENANT_ROLES = ['seller-owner', 'carrier-manager', 'station-agent'] as const satisfies readonly Role[];
/** The parties that this actor can bring into the covenant. */
export const covenantParties = (actor: Actor): string[] => partiesFor(actor, COVENANT_ROLES);

/** 6.6.a: the response times promised in a prominent place; the activity names what is measured beside it. */
export const RESPONSE_TIMES = [
  {
    activity: 'complaint-answer',
    title: '投诉答复',
    promised: `${inWorkingDays('answerComplaint')}内`,
    withinMs: WORKING_DAYS.answerComplaint.days * DAY_MS,
    inWorkingTime: true,
  },
  {
    activity: 'complaint-settlement',
    title: '投诉办结',
    promised: `${inWorkingDays('settleComplaint')}内`,
    withinMs: WORKING_DAYS.settleComplaint.days * DAY_MS,
    inWorkingTime: true,
  },
  { activity: 'shipping', title: '付款到发货', promised: '48小时内', withinMs: 48 * HOUR_MS, inWorkingTime: false },
  { activity: 'delivery', title: '发货到签收', promised: '72小时内', withinMs: 72 * HOUR_MS, inWorkingTime: false },
  {
    activity: 'oversight',
    title: '监管和行业组织来件答复',
    promised: `${inWorkingDays('answerOversight')}内`,
    withinMs: WORKING_DAYS.answerOversight.days * DAY_MS,
    inWorkingTime: true,
  },
] as const;
export type MeasuredActivity = (typeof RESPONSE_TIMES)[number]['activity'];
/** Medians are taken over at most this many newest cases. */
export const MEDIAN_CASES_MAX = 2000;
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  // One in the middle, or two.
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.length === 0 ? null : middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** 6.6.b: off-line complaints at least five days of eight hours, online ones round the clock. */
export const DUTY_CHANNELS = ['online', 'phone'] as const satisfies readonly ServiceChannel[];
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
export const PART_TITLES = {
  'machine-room': '自建机房',
  hosting: '机房托管与云服务',
  'basic-assurance': '基础保障',
  'system-assurance': '系统保障',
  'transaction-information': '交易信息保障',
  'data-backup': '数据备份',
  'security-management': '安全管理',
  'service-interfaces': '服务接口',
} as const;
export type RegisterPart = keyof typeof PART_TITLES;
export const REGISTER_PARTS = [
  { part: 'machine-room', title: PART_TITLES['machine-room'], clauses: ['11.1'] },
  { part: 'hosting', title: PART_TITLES['hosting'], clauses: ['11.2'] },
  {
    part: 'basic-assurance',
    title: PART_TITLES['basic-assurance'],
    clauses: ['11.3.1', '11.3.2.cx-da', '11.3.3.db-dc'],
  },
  {
    part: 'system-assurance',
    title: PART_TITLES['system-assurance'],
    clauses: ['11.4.1', '11.4.2', '11.4.3', '11.4.4', '11.4.5'],
  },
  { part: 'transaction-information', title: PART_TITLES['transaction-information'], clauses: ['11.5', '11.5.dg'] },
  { part: 'data-backup', title: PART_TITLES['data-backup'], clauses: ['11.6.3', '11.6.4.dp-dt', '11.6.5.du-dx'] },
  {
    part: 'security-management',
    title: PART_TITLES['security-management'],
    clauses: ['11.7', '11.7.1', '11.7.2', '11.7.3', '11.7.4.dy-dz'],
  },
  { part: 'service-interfaces', title: PART_TITLES['service-interfaces'], clauses: ['11.8.ed', '11.8.eg', '11.8.eh'] },
] as const satisfies readonly { part: RegisterPart; title: string; clauses: readonly ClauseRef[] }[];
export const REGISTER_CLAUSES: readonly string[] = REGISTER_PARTS.flatMap((row) => [...row.clauses]);

/** 6.1.f: the returns we owe (SAMR 2025-04-25; State Council Order 810); their days and words are the duties'. */
export const RETURN_DUTIES = {
  'trade-month': 'return-month',
  'identity-half-year': 'return-identity',
  'income-quarter': 'return-income',
} as const satisfies Readonly<Record<string, DutyKind>>;
export type ReturnKind = keyof typeof RETURN_DUTIES;
export const RETURN_KINDS = keysOf(RETURN_DUTIES);
export const RETURN_TITLES: Readonly<Record<ReturnKind, string>> = tableOf(RETURN_DUTIES, (duty) => DUTIES[duty].title);
const PERIOD_MONTHS: Readonly<Record<ReturnKind, number>> = {
  'trade-month': 1,
  'identity-half-year': 6,
  'income-quarter': 3,
};

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
  return { fromMs, toMs, dueAtMs: dueAfter(DUTIES[RETURN_DUTIES[kind]].due, toMs) };
}

/** Within so many working days a correction that was begun is filed; the law names no day. */
export const CORRECT_WORKING_DAYS = 5;
export const RETURN_FILE = 'statutory-return';

/** The newest period of a kind that is over. */
export function lastPeriod(kind: ReturnKind, nowMs: number): string {
  const lastMonth = chinaMonth(startOfChinaMonth(chinaMonth(nowMs)) - DAY_MS);
  const [year, number] = [Number(lastMonth.slice(0, 4)), Number(lastMonth.slice(5))];
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
export const DRILL_TITLES = { ordinary: '一般故障', severe: '严重故障', 'power-loss': '断电', recall: '召回' } as const;
export type DrillKind = keyof typeof DRILL_TITLES;
export const BACKUP_METHODS = ['incremental', 'full', 'differential', 'online', 'offline'] as const;
export type BackupMethod = (typeof BACKUP_METHODS)[number];
export const BACKUP_METHOD_TITLES: Readonly<Record<BackupMethod, string>> = {
  incremental: '增量备份',
  full: '全量备份',
  differential: '差分备份',
  online: '在线备份',
  offline: '离线备份',
};
export const BACKUP_PLACES = ['local', 'off-site'] as const;
export type BackupPlace = (typeof BACKUP_PLACES)[number];
export const BACKUP_PLACE_TITLES: Readonly<Record<BackupPlace, string>> = { local: '本地', 'off-site': '异地' };
/** Of one kind of data, how many of its tables are in a set. */
export interface BackedUp {
  kind: BackupContent;
  tableCount: number;
  tableTotal: number;
}
/** How a set of backups was looked at after it was taken. */
export const BACKUP_CHECK_TITLES = { none: '未校验', byte: '逐字节', crc: '校验码', restore: '试恢复' } as const;
export type BackupCheck = keyof typeof BACKUP_CHECK_TITLES;
/** 11.6.3: recommended periods. */
export const BACKUP_EVERY_MS = { incremental: 2 * HOUR_MS, full: 12 * HOUR_MS, differential: 7 * DAY_MS } as const;
export const INCIDENT_TITLES = {
  software: '软件故障',
  hardware: '硬件故障',
  security: '安全事件',
  leak: '信息泄露',
} as const;
export type IncidentKind = keyof typeof INCIDENT_TITLES;

/** Who may ask the operator to answer (12.1, 12.2). */
export const OVERSEER_TITLES = { regulator: '监管部门', 'industry-body': '行业组织' } as const;
export type Overseer = keyof typeof OVERSEER_TITLES;

/** At what a supervisor looks (6.5). */
export const CHECK_SUBJECT_TITLES = { goods: '货物', delivery: '配送' } as const;
export type CheckSubject = keyof typeof CHECK_SUBJECT_TITLES;

/** What the current item of a title holds alone. */
export const currentItemKey = ({ part, clause, title }: { part: string; clause: string; title: string }): string =>
  `${part} ${clause} ${title}`;
