import type { DueKind, Role, WaitingFragment } from '../../api/admin.ts';
import { sessionNow } from '../../lib/session.ts';

/** What a first page is made of, beside what waits for whoever opened it. */
export type Panel = 'alarm' | 'breaches' | 'map' | 'ages' | 'calendar' | 'money' | 'held';
export interface Matter {
  title: string;
  /** What of all that waits is their own work: it stands first. None: all of it. */
  own?: { title: string; is: (item: WaitingFragment) => boolean };
  panels: readonly Panel[];
}

const CASES: readonly DueKind[] = [
  'COMPLAINT_ANSWER',
  'COMPLAINT_DECISION',
  'COMPLAINT_RESPONSE',
  'COMPLAINT_ADVANCE',
  'COMPLAINT_PAYMENT',
  'MEASURE_APPEAL',
  'SUSPENSION_PROPOSED',
  'RECTIFICATION',
  'REVIEW',
];
/** What lies with the other side or with the provider is no mediator's to do, only to know. */
const WITH_OTHERS: readonly DueKind[] = ['COMPLAINT_RESPONSE', 'COMPLAINT_PAYMENT'];
const isMediators = ({ kind, party }: WaitingFragment): boolean =>
  CASES.includes(kind) && !WITH_OTHERS.includes(kind) && (kind !== 'COMPLAINT_ANSWER' || !party);
const MONEY: readonly DueKind[] = [
  'REFUND',
  'SETTLEMENT',
  'SETTLEMENT_UNDER_WAY',
  'PAYMENT',
  'ADVANCE',
  'COMPENSATION',
  'DEPOSIT',
  'RECOVERY',
  'RECOVERY_UNDER_WAY',
  'REMEDY_DECISION',
  'REMEDY_UNDER_WAY',
  'RECONCILIATION',
  'RISK_HOLD',
  'INVOICE_TO_ISSUE',
  'INVOICE_UNDER_WAY',
  'INVOICE_RED',
  'DAY_WITHOUT_BILL',
  'PAYMENT_PASSWORD',
  'COD',
  'COD_SAID',
];
const PAPERS: readonly DueKind[] = [
  'FILING',
  'RE_REVIEW',
  'HELP',
  'PRICE_FLAG',
  'PUBLIC_LOOK',
  'LOOK_APPEAL',
  'LOT_PAPER',
  'LOT_REPORT',
  'LABORATORY_FILING',
  'LABORATORY_ENDING',
  'LIMIT_PROPOSAL',
  'LOT_HOLD',
  'TRADE_CHECK',
  'TIP_OFF',
  'REVIEW',
];

const among =
  (kinds: readonly DueKind[]) =>
  ({ kind }: WaitingFragment): boolean =>
    kinds.includes(kind);
const LATE = { title: '过了时限还没办的', is: ({ overdue }: WaitingFragment): boolean => overdue };

/** By post, the one who runs all first: whoever has several sees the first of these. */
const MATTERS: readonly (readonly [Role, Matter])[] = [
  ['OPERATOR_ADMIN', { title: '今日', panels: ['alarm', 'breaches', 'map', 'calendar', 'ages', 'money', 'held'] }],
  ['REGULATOR', { title: '监管', own: LATE, panels: ['breaches', 'alarm', 'map', 'calendar', 'ages', 'money'] }],
  [
    'FINANCE',
    { title: '钱', own: { title: '钱的事', is: among(MONEY) }, panels: ['money', 'ages', 'calendar', 'held'] },
  ],
  ['MEDIATOR', { title: '案子', own: { title: '等您裁定和答复的', is: isMediators }, panels: ['ages', 'calendar'] }],
  ['REVIEWER', { title: '审核', own: { title: '等您审的', is: among(PAPERS) }, panels: ['ages', 'calendar'] }],
  ['INDUSTRY_BODY', { title: '来往函件', panels: ['calendar'] }],
];
export function matterNow(): Matter {
  const roles = sessionNow()?.roles ?? [];
  return MATTERS.find(([role]) => roles.includes(role))?.[1] ?? { title: '今日', panels: [] };
}
