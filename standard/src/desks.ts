/** On whose desk something lies, as pages say it: roles, the parties that they stand for, and those outside. */
export const DESKS = {
  buyer: '消费者',
  grower: '种植户',
  seller: '商家',
  carrier: '承运单位',
  /** Whom it is about, be it a seller, a carrier or a station: each has it on the page that they open first. */
  party: '当事方',
  courier: '配送员',
  station: '村级站点',
  reviewer: '审核员',
  mediator: '调解员',
  finance: '财务',
  'operator-admin': '平台管理员',
  regulator: '监管部门',
  provider: '支付机构',
  'tax-platform': '税务平台',
  /** The platform's own jobs: it is done within minutes. */
  platform: '平台',
  partner: '合作方',
} as const satisfies Readonly<Record<string, string>>;
export type Desk = keyof typeof DESKS;

/** The desks of people who open a list of what waits: the operator's, and the authority that looks over it. */
export const LISTED_DESKS = [
  'reviewer',
  'mediator',
  'finance',
  'operator-admin',
  'regulator',
] as const satisfies readonly Desk[];
/** Whose list shows which of them: each role's its own, an administrator's those of all the operator's people. */
export const desksOfRoles = (roles: readonly string[]): readonly Desk[] =>
  LISTED_DESKS.filter((desk) => roles.includes(desk) || (desk !== 'regulator' && roles.includes('operator-admin')));
