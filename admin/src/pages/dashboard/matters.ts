import type { DueKind, Role } from '../../api/admin.ts';
import { sessionNow } from '../../lib/session.ts';

/** What a first page is made of, beside what waits for whoever opened it. */
export type Panel = 'alarm' | 'breaches' | 'map' | 'ages' | 'calendar' | 'money' | 'held';
export interface Matter {
  title: string;
  /** What of all that waits is their own work: it stands first. None: all of it. */
  own?: { title: string; kinds: readonly DueKind[] };
  panels: readonly Panel[];
}

const CASES: readonly DueKind[] = [
  'COMPLAINT_ANSWER',
  'COMPLAINT_DECISION',
  'COMPLAINT_RESPONSE',
  'COMPLAINT_ADVANCE',
  'COMPLAINT_PAYMENT',
  'MEASURE_APPEAL',
  'RECTIFICATION',
  'REVIEW',
];
const MONEY: readonly DueKind[] = [
  'REFUND',
  'SETTLEMENT',
  'SETTLEMENT_UNDER_WAY',
  'PAYMENT',
  'ADVANCE',
  'RECOVERY',
  'RECOVERY_UNDER_WAY',
  'REMEDY_DECISION',
  'REMEDY_UNDER_WAY',
  'RECONCILIATION',
  'RISK_HOLD',
  'DAY_WITHOUT_BILL',
  'PAYMENT_PASSWORD',
  'COD',
];
const PAPERS: readonly DueKind[] = ['FILING', 'RE_REVIEW', 'HELP', 'PRICE_FLAG', 'TRADE_CHECK', 'REVIEW'];

/** By post, the one who runs all first: whoever has several sees the first of these. */
const MATTERS: readonly (readonly [Role, Matter])[] = [
  ['OPERATOR_ADMIN', { title: '今日', panels: ['alarm', 'breaches', 'map', 'calendar', 'ages', 'money', 'held'] }],
  ['REGULATOR', { title: '监管', panels: ['breaches', 'alarm', 'map', 'calendar', 'ages', 'money'] }],
  ['FINANCE', { title: '钱', own: { title: '钱的事', kinds: MONEY }, panels: ['money', 'ages', 'calendar', 'held'] }],
  ['MEDIATOR', { title: '案子', own: { title: '等您裁定和答复的', kinds: CASES }, panels: ['ages', 'calendar'] }],
  ['REVIEWER', { title: '审核', own: { title: '等您审的', kinds: PAPERS }, panels: ['ages', 'calendar'] }],
  ['INDUSTRY_BODY', { title: '来往函件', panels: ['calendar'] }],
];
export function matterNow(): Matter {
  const roles = sessionNow()?.roles ?? [];
  return MATTERS.find(([role]) => roles.includes(role))?.[1] ?? { title: '今日', panels: [] };
}
