import { DAY_MS } from '@heitu/kit/rules/clock';
import { SELLER_ROLES, type ClauseRef, type Role } from '@heitu/standard';

/**
 * Who acts for a party that has an account at the provider, sees what is in it, keeps its payment password and takes
 * its money to the bank: sellers, carriers (freight), village stations (commission).
 */
export const ACCOUNT_HOLDERS = [...SELLER_ROLES, 'carrier-manager', 'station-agent'] as const satisfies readonly Role[];

/**
 * The payment password is changed at least this often by the party that keeps it (7.4.s). So long after its day nothing
 * new is paid into the account.
 */
export const PASSWORD_ROTATION = { clause: '7.4.s', everyMs: 90 * DAY_MS, graceMs: 30 * DAY_MS } as const;

/** Why nothing new is paid into an account; what was paid before is settled and refunded all the same. */
export const WHY_NOT_RECEIVE = {
  party: { text: '主体资质没有备案或已失效', clause: '7.4.q' },
  provider: { text: '支付机构资质没有备案或已失效', clause: '9.1.cj' },
  contract: { text: '和支付机构的合同不在有效期内', clause: '7.4.p' },
  password: { text: '支付密码逾期没有修改', clause: '7.4.s' },
} as const satisfies Readonly<Record<string, { text: string; clause: ClauseRef }>>;
export type WhyNotReceive = keyof typeof WHY_NOT_RECEIVE;

export interface Receiver {
  inGoodStanding: boolean | number;
  providerInGoodStanding: boolean | number;
  /** A contract with the provider is in force today, or the one of before ends later than today. */
  hasContract: boolean | number;
  /** Null where the provider keeps the password. */
  passwordDueAtMs: number | null;
}

/** Asked at every payment (7.4.p-s, 9.1.cj-ck). */
export function whyNotReceive(account: Receiver, nowMs: number): WhyNotReceive | null {
  if (!account.inGoodStanding) return 'party';
  if (!account.providerInGoodStanding) return 'provider';
  if (!account.hasContract) return 'contract';
  const { passwordDueAtMs } = account;
  return passwordDueAtMs !== null && nowMs > passwordDueAtMs + PASSWORD_ROTATION.graceMs ? 'password' : null;
}
