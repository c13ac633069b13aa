import type { PartyKind } from '@heitu/sellers';
import { must } from '@heitu/kit/rules/checked';
import { maskName } from '@heitu/kit/privacy/vault';
import { staff, type PartyFact, type StaffRole } from '../county/index.ts';

/** What a person of the county may do on the platform. `rights`: null is everything the role may. */
export interface PersonGrant {
  /** `staff:heitu-admin`; the account's id is `accountId(key)`. */
  key: string;
  name: string;
  phone: string;
  partyKey: string;
  /** A role of `ROLES`; null for people on file who do not use the platform. */
  role: string | null;
  rights: readonly string[] | null;
  /** Chinese, as on a name plate. */
  post: string;
}

const ROLES: Readonly<Record<StaffRole, Pick<PersonGrant, 'role' | 'rights' | 'post'>>> = {
  owner: { role: 'seller-owner', rights: null, post: '负责人' },
  sales: { role: 'seller-staff', rights: ['after-sales', 'complaints', 'orders', 'products'], post: '销售' },
  'price-manager': { role: 'seller-staff', rights: ['after-sales', 'orders', 'products', 'shop'], post: '物价管理' },
  'quality-inspector': { role: 'seller-staff', rights: ['complaints', 'lots'], post: '质量检验' },
  warehouse: { role: 'seller-staff', rights: ['lots', 'orders'], post: '库管' },
  'payment-contact': { role: null, rights: null, post: '支付对接' },
  admin: { role: 'operator-admin', rights: null, post: '平台管理' },
  reviewer: { role: 'reviewer', rights: null, post: '资质审核' },
  mediator: { role: 'mediator', rights: null, post: '投诉调解' },
  finance: { role: 'finance', rights: null, post: '财务' },
  'complaints-clerk': { role: null, rights: null, post: '投诉客服' },
  supervisor: { role: null, rights: null, post: '质量监督' },
  'security-officer': { role: null, rights: null, post: '网络安全' },
  'privacy-officer': { role: null, rights: null, post: '个人信息保护' },
  'carrier-manager': { role: 'carrier-manager', rights: null, post: '配送经理' },
  courier: { role: 'courier', rights: null, post: '配送员' },
  driver: { role: null, rights: null, post: '驾驶员' },
  'station-keeper': { role: 'station-agent', rights: null, post: '站长' },
  regulator: { role: 'regulator', rights: null, post: '监管' },
  'industry-body': { role: 'industry-body', rights: null, post: '秘书长' },
};

/**
 * Everybody who acts for somebody in the county: the sellers' seed keeps them as staff, trust's as accounts with
 * grants.
 */
export const people: readonly PersonGrant[] = staff.map(({ key, name, phone, partyKey, role }) => ({
  key,
  name,
  phone,
  partyKey,
  ...ROLES[role],
}));

export const personOf = (key: string): PersonGrant =>
  must(
    people.find((person) => person.key === key),
    key,
  );

/** What the platform calls a party that does business on it. */
export function kindOf({ key, kind, legalForm }: PartyFact): PartyKind {
  if (kind === 'seller')
    return legalForm === 'cooperative' ? 'cooperative' : legalForm === 'exempt-farmer' ? 'farmer' : 'seller';
  if (kind === 'supplier' || kind === 'regulator' || kind === 'industry-body')
    throw new Error(`${key} does no business of its own`);
  return kind;
}
export const isFarmer = ({ legalForm }: Pick<PartyFact, 'legalForm'>): boolean => legalForm === 'exempt-farmer';
/** What everybody may know a party by: of a farmer, who trades under the own name, the family name. */
export const publicNameOf = (fact: Pick<PartyFact, 'legalForm' | 'name'>): string =>
  isFarmer(fact) ? maskName(fact.name) : fact.name;
