import { titlesOf } from '@heitu/kit/rules/titles';
import { ROLE_TITLES, type Role, type StaffRight } from '@heitu/standard';
import { PARTY_KINDS, type PartyKind } from '../party/party.policy.ts';

/** People on file who do not use the platform: drivers, packers. */
export const NO_ROLE = 'none' as const;
/** What people of a party are on the platform. */
export const STAFF_ROLE_TITLES = {
  'seller-staff': ROLE_TITLES['seller-staff'],
  'carrier-manager': ROLE_TITLES['carrier-manager'],
  'station-agent': ROLE_TITLES['station-agent'],
  [NO_ROLE]: '只登记在册，不用平台',
} as const satisfies Readonly<Partial<Record<Role | typeof NO_ROLE, string>>>;
export type StaffRole = keyof typeof STAFF_ROLE_TITLES;
export const isStaffRole = (role: string): role is StaffRole => Object.hasOwn(STAFF_ROLE_TITLES, role);

/**
 * What a party may make of its people. Nothing of the operator's is here: its roles are given by its administrators
 * alone.
 */
export function staffRolesOf(kind: PartyKind): readonly StaffRole[] {
  if (PARTY_KINDS[kind].sells) return ['seller-staff', NO_ROLE];
  if (kind === 'carrier') return ['carrier-manager', NO_ROLE];
  if (kind === 'station') return ['station-agent', NO_ROLE];
  return [NO_ROLE];
}

/** Rights are a seller's to give out; other roles come whole. */
export const mayHaveRights = (role: StaffRole): boolean => role === 'seller-staff';
export const rightsOf = (role: StaffRole, asked: readonly StaffRight[]): StaffRight[] =>
  mayHaveRights(role) ? [...new Set(asked)].toSorted() : [];

/** Nobody removes themselves: another who looks after the party's people does. */
export const isOneself = ({ accountId }: { accountId: string }, callerId: string): boolean => accountId === callerId;

export const STAFF_PER_PARTY_MAX = 200;
export const EXAM_SCORE_MAX = 100;
export const EXAM_PASS_SCORE = 60;

/** What people are trained in. */
export const TRAINING_KINDS = {
  'cold-chain': { title: '冷链仓储、运输、加工、检验和应急处理', needsCertificate: true },
  platform: { title: '平台规则与消费者权益', needsCertificate: false },
  review: { title: '资质审核实务', needsCertificate: false },
  selling: { title: '明码标价与商品宣传', needsCertificate: false },
  payment: { title: '网上支付安全操作', needsCertificate: false },
  privacy: { title: '个人信息保护', needsCertificate: false },
  post: { title: '岗位技能', needsCertificate: false },
} as const satisfies Record<string, { title: string; needsCertificate: boolean }>;
export type TrainingKind = keyof typeof TRAINING_KINDS;
export const TRAINING_KIND_TITLES = titlesOf(TRAINING_KINDS);
