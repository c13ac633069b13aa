/**
 * Who takes part. `standard`: acts for one of the five roles of 5.3; `extra`: a person beside them; `service`: a
 * program.
 */
export const ROLES = [
  { role: 'consumer', title: '消费者', kind: 'standard' },
  { role: 'seller-owner', title: '网商负责人', kind: 'standard' },
  { role: 'seller-staff', title: '网商店员', kind: 'standard' },
  { role: 'courier', title: '配送员', kind: 'standard' },
  { role: 'carrier-manager', title: '配送管理员', kind: 'standard' },
  { role: 'reviewer', title: '资质审核员', kind: 'standard' },
  { role: 'mediator', title: '投诉调解员', kind: 'standard' },
  { role: 'finance', title: '财务员', kind: 'standard' },
  { role: 'operator-admin', title: '平台管理员', kind: 'standard' },
  { role: 'regulator', title: '监管人员', kind: 'extra' },
  { role: 'industry-body', title: '行业组织', kind: 'extra' },
  { role: 'station-agent', title: '服务站代办员', kind: 'extra' },
  { role: 'partner', title: '合作方系统', kind: 'service' },
] as const satisfies readonly { role: string; title: string; kind: 'standard' | 'extra' | 'service' }[];

export type Role = (typeof ROLES)[number]['role'];
export const ROLE_TITLES = Object.fromEntries(ROLES.map(({ role, title }) => [role, title])) as Readonly<
  Record<Role, string>
>;

/** Who sells. */
export const SELLER_ROLES = ['seller-owner', 'seller-staff'] as const satisfies readonly Role[];
/** Who sees everybody's of it, on behalf of the operator or the state. */
export const OVERSEERS = {
  platform: ['operator-admin', 'regulator'],
  parties: ['reviewer', 'operator-admin', 'regulator', 'mediator', 'finance'],
  filings: ['reviewer', 'operator-admin', 'regulator'],
  goods: ['reviewer', 'operator-admin', 'regulator'],
  orders: ['operator-admin', 'mediator', 'finance', 'regulator'],
  money: ['finance', 'operator-admin', 'regulator'],
  complaints: ['mediator', 'operator-admin', 'regulator', 'finance'],
  reviews: ['operator-admin', 'reviewer', 'mediator', 'regulator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
/**
 * Who decides a complaint, or pays first on its ground (6.6.d): they see what was carried and paid in that case, and in
 * no other.
 */
export const CASE_ROLES = ['mediator', 'finance'] as const satisfies readonly Role[];

/** What a seller's owner can let its staff do. */
export const STAFF_RIGHTS = [
  'products',
  'lots',
  'orders',
  'after-sales',
  'complaints',
  'finance',
  'staff',
  'shop',
] as const;
export type StaffRight = (typeof STAFF_RIGHTS)[number];

export const STAFF_RIGHT_TITLES: Readonly<Record<StaffRight, string>> = {
  products: '商品和价格',
  lots: '进货和追溯',
  orders: '订单和发货',
  'after-sales': '退换货',
  complaints: '投诉',
  finance: '货款和图表',
  staff: '人员',
  shop: '店铺资料',
};
