import type { Tone } from '../ui/marks.tsx';

/**
 * Chinese for codes that the API answers with, one vocabulary each. Where the API gives the words itself (stateLabel,
 * label), those are shown.
 */
type Words = Readonly<Record<string, string>>;
export const word = (words: Words, code: string | null | undefined): string => (code ? (words[code] ?? code) : '—');
export const options = <W extends Words>(words: W): { value: keyof W & string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export const PARTY_KINDS: Words = {
  producer: '生产企业',
  cooperative: '合作社',
  seller: '网商',
  farmer: '农户（免登记）',
  'service-provider': '服务商',
  carrier: '配送服务商',
  'payment-provider': '支付服务商',
  operator: '平台服务商',
  station: '服务站',
};
/** `active` of a partner's program. */
export const CLIENT_STATES: Words = { yes: '可用', no: '已停用' };
export const SUBGRAPHS: Words = {
  sellers: '资质',
  catalog: '商品',
  orders: '订单',
  logistics: '物流',
  payments: '资金',
  trust: '信任',
};
export const WEEKDAYS: Words = { 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六', 7: '周日' };

const TONES: Readonly<Record<string, Tone>> = {
  'under-review': 'busy',
  approved: 'good',
  returned: 'warn',
  rejected: 'bad',
  good: 'good',
  unfiled: 'quiet',
  'papers-lapsed': 'bad',
  'review-overdue': 'warn',
  suspended: 'bad',
  'on-sale': 'good',
  withdrawn: 'quiet',
  removed: 'bad',
  released: 'good',
  blocked: 'bad',
  recalled: 'bad',
  open: 'warn',
  cleared: 'good',
  raised: 'bad',
  acknowledged: 'busy',
  resolved: 'good',
  filed: 'busy',
  escalated: 'bad',
  refused: 'bad',
  settled: 'good',
  advanced: 'good',
  matched: 'good',
  different: 'bad',
  failed: 'bad',
  done: 'good',
  active: 'good',
  published: 'good',
  draft: 'warn',
  held: 'warn',
  shown: 'good',
  delivered: 'good',
  completed: 'good',
  cancelled: 'quiet',
  'in-transit': 'busy',
  'taken-over': 'busy',
  due: 'busy',
  waiting: 'busy',
  critical: 'bad',
  major: 'bad',
  minor: 'warn',
  recovered: 'good',
  sent: 'good',
  'in-force': 'warn',
  appealed: 'busy',
  reported: 'busy',
  rectified: 'good',
  revoked: 'quiet',
  lifted: 'quiet',
  decided: 'busy',
  proposed: 'warn',
  'in-hand': 'busy',
  advancing: 'busy',
  compensating: 'busy',
};
export const toneOf = (code: string): Tone => TONES[code] ?? TONES[code.toLowerCase().replaceAll('_', '-')] ?? 'quiet';
