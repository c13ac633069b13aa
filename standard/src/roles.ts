/** Who takes part. */
export const ROLE_TITLES = {
  consumer: '消费者',
  'seller-owner': '网商负责人',
  'seller-staff': '网商店员',
  courier: '配送员',
  'carrier-manager': '配送管理员',
  reviewer: '资质审核员',
  mediator: '投诉调解员',
  finance: '财务员',
  'operator-admin': '平台管理员',
  regulator: '监管人员',
  'industry-body': '行业组织',
  'station-agent': '服务站代办员',
  partner: '合作方系统',
} as const;
export type Role = keyof typeof ROLE_TITLES;
export const isRole = (word: string): word is Role => Object.hasOwn(ROLE_TITLES, word);
/** `extra`: a person beside the five roles of 5.3; `service`: a program. All others act for one of the five. */
const BESIDE: Readonly<Partial<Record<Role, 'extra' | 'service'>>> = {
  regulator: 'extra',
  'industry-body': 'extra',
  'station-agent': 'extra',
  partner: 'service',
};
export const ROLES = Object.keys(ROLE_TITLES)
  .filter(isRole)
  .map((role) => ({ role, title: ROLE_TITLES[role], kind: BESIDE[role] ?? 'standard' }));

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
/** Who sees a row of trade beside its buyer: those overseers, and the seller's people who have this right. */
export const TRADE_SEEN_BY = {
  order: { overseers: OVERSEERS.orders, staff: SELLER_ROLES, right: 'orders' },
  afterSale: { overseers: OVERSEERS.orders, staff: SELLER_ROLES, right: 'after-sales' },
} as const satisfies Readonly<
  Record<string, { overseers: readonly Role[]; staff: readonly Role[]; right: 'orders' | 'after-sales' }>
>;
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
