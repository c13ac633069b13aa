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
export const ACCOUNT_STATES: Words = { active: '正常', suspended: '已停用' };
export const SESSION_CHANNELS: Words = { wechat: '微信', password: '密码', client: '程序', delegated: '代办' };
export const SCOPES: Words = {
  'marketing-accounts': '营销核算账目',
  stock: '产品进销存流转',
  payment: '销售货款支付',
  identity: '消费者身份确认',
  logistics: '物流配送',
  bank: '网上银行支付',
  'customer-relations': '消费者关系管理',
  analysis: '平台数据分析',
};
/** What a program's requests are counted by: the interfaces, and what it does to itself. */
export const USED_SCOPES: Words = { ...SCOPES, program: '系统自身' };
/** `active` of a partner's program. */
export const CLIENT_STATES: Words = { yes: '可用', no: '已停用' };
export const WEBHOOK_STATES: Words = { active: '推送中', disabled: '已停用' };
export const DELIVERY_STATES: Words = { waiting: '待推送', delivered: '已送达', failed: '没有送达' };
export const OUTCOMES: Words = { done: '办成', refused: '被拒绝' };
export const ACTOR_KINDS: Words = {
  anonymous: '未登录的人',
  client: '合作方系统',
  peer: '平台内部',
  system: '平台自动',
  account: '账号',
};
export const AUDIT_KINDS: Words = { act: '操作', read: '查看个人信息' };
export const SUBGRAPHS: Words = {
  sellers: '资质',
  catalog: '商品',
  orders: '订单',
  logistics: '物流',
  payments: '资金',
  trust: '信任',
};
export const WEEKDAYS: Words = { 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六', 7: '周日' };
export const SHIPPING_STATES: Words = { due: '待告知微信', sent: '已告知微信', refused: '微信不接受' };

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
