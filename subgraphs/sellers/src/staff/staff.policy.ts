import { titlesOf } from '@heitu/kit/rules/titles';
import { ROLE_TITLES, type ClauseRef, type Role, type StaffRight } from '@heitu/standard';
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

interface Topic {
  title: string;
  clause: ClauseRef;
  /** What its certificates' numbers begin with. */
  letters: string;
  /** Only whoever was at a session of it sits its exam. */
  needsSession: boolean;
  /** So long a certificate counts; the standard does not say, a year is ours. */
  validMonths: number;
}
/** What people are trained in. */
export const TRAINING_KINDS = {
  'cold-chain': {
    title: '冷链仓储、运输、加工、检验和应急处理',
    clause: '8.1.ag',
    letters: 'LL',
    needsSession: true,
    validMonths: 12,
  },
  platform: { title: '平台规则与消费者权益', clause: '6.2.a', letters: 'PT', needsSession: false, validMonths: 12 },
  review: { title: '资质审核实务', clause: '6.2.a', letters: 'SH', needsSession: false, validMonths: 12 },
  selling: { title: '明码标价与商品宣传', clause: '7.1.c', letters: 'JY', needsSession: false, validMonths: 12 },
  payment: { title: '网上支付安全操作', clause: '9.2.cl', letters: 'ZF', needsSession: false, validMonths: 12 },
  privacy: { title: '个人信息保护', clause: '6.2.a', letters: 'XX', needsSession: false, validMonths: 12 },
  post: { title: '岗位技能', clause: '6.2.a', letters: 'GW', needsSession: false, validMonths: 12 },
} as const satisfies Record<string, Topic>;
export type TrainingKind = keyof typeof TRAINING_KINDS;
export const TRAINING_KIND_TITLES = titlesOf(TRAINING_KINDS);
