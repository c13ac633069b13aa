import { accountLifecycle, type AccountState } from './account.lifecycle.ts';
import { createHash, timingSafeEqual } from 'node:crypto';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { Role } from '@heitu/standard';

/** A consumer stays signed in while the app is used at least monthly; staff sign in every working day. */
export const SESSION_LIFETIME_MS = {
  wechat: 30 * DAY_MS,
  password: 12 * HOUR_MS,
  client: 2 * HOUR_MS,
  oauth: HOUR_MS,
  delegated: HOUR_MS,
} as const;
export type SessionChannel = keyof typeof SESSION_LIFETIME_MS;
/** How a session was opened. */
export const SESSION_CHANNEL_TITLES = {
  wechat: '微信登录',
  password: '密码登录',
  client: '程序密钥',
  oauth: '程序令牌',
  delegated: '代别人办事',
} as const satisfies Readonly<Record<SessionChannel, string>>;
/** A session's end is moved on at most this often, so that a busy session does not write at each request. */
export const SESSION_TOUCH_MS = 10 * MINUTE_MS;
/** These end when their token said they would, however busy. */
export const FIXED_CHANNELS: ReadonlySet<string> = new Set<SessionChannel>(['oauth']);
export const SESSIONS_MAX = 20;

/**
 * 11.5.dd: intruders are kept out, and cannot keep others out. Wrong tries at a name count by where they come from
 * (network, known device, session); five lock that source, for that name.
 */
export const FAILED_SIGN_INS_MAX = 5;
export const LOCK_MINUTES = 15;
export const LOCK_MS = LOCK_MINUTES * MINUTE_MS;
/**
 * Over all networks together strangers are slowed, not locked: after a burst, one try at a name in so many minutes.
 * Known devices and sessions are not held up by it. Codes have a slower pace: who types one has the password, and of a
 * million codes three are right at a time.
 */
export const STRANGERS_PACE = {
  password: { burst: 30, everyMs: MINUTE_MS },
  code: { burst: 10, everyMs: 15 * MINUTE_MS },
} as const;
export type ProofKind = keyof typeof STRANGERS_PACE;
/**
 * What a guesser with any number of networks has at one name in a day at most: 1,470 passwords (against a billion
 * guesses), 106 codes.
 */
export const strangersTriesPerDayMax = ({ burst, everyMs }: { burst: number; everyMs: number }): number =>
  burst + DAY_MS / everyMs;
/** What one source has in a day at most: 480. */
export const SOURCE_TRIES_PER_DAY_MAX = (FAILED_SIGN_INS_MAX * DAY_MS) / LOCK_MS;
/** How long failures count: strangers who try names leave no rows for ever. */
export const FAILURES_KEPT_MS = DAY_MS;
/** The owner is told when so many tries went wrong, and then no more than once in the period, of all since. */
export const WRONG_TRIES_TOLD_MIN = FAILED_SIGN_INS_MAX;
export const TOLD_EVERY_MS = DAY_MS;
export const TOLD_BATCH_MAX = 100;
/** Of a person. Beyond, the one that was used longest ago is forgotten. */
export const KNOWN_DEVICES_MAX = 10;
/** One that was not used for so long is a stranger again. */
export const DEVICE_KEPT_MS = 180 * DAY_MS;
/** That one browser sends: several people sign in at one desk. */
export const DEVICE_TOKENS_MAX = 10;
export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 128;

/**
 * A try to act with a session that was taken away is recorded at most this often, so that an app which keeps asking
 * does not fill the trail.
 */
export const REFUSED_RECORD_MS = 10 * MINUTE_MS;

export const CLIENT_SECRET_LIFETIME_MS = 365 * DAY_MS;
/** How long the former secret is good while the program is being given the new one. */
export const CLIENT_SECRET_OVERLAP_MS = 7 * DAY_MS;
/** Of the current secret; older rows were given none. */
export const expiryOf = (client: { secretExpiresAtMs: number | null; createdAtMs: number }): number =>
  client.secretExpiresAtMs ?? client.createdAtMs + CLIENT_SECRET_LIFETIME_MS;

/** Roles that the operator gives to people by hand; the others follow from filings, staff lists and couriers. */
export const STAFF_ROLES = [
  'reviewer',
  'mediator',
  'finance',
  'operator-admin',
  'regulator',
  'industry-body',
] as const satisfies readonly Role[];
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Which role an approved filing gives to the account that applied (5.3). */
export const ROLE_OF_PARTY_KIND: Readonly<Record<string, Role>> = {
  producer: 'seller-owner',
  cooperative: 'seller-owner',
  seller: 'seller-owner',
  farmer: 'seller-owner',
  carrier: 'carrier-manager',
  station: 'station-agent',
};

export const secretHashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Compares in the same time whatever differs. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Reads `<kind>.<id>.<secret>`: a token of one kind is never taken for one of another. */
export function tokenReader(kind: 'hs' | 'hc' | 'hd' | 'hi'): (token: string) => { id: string; secret: string } | null {
  const form = new RegExp(`^${kind}\\.([0-9A-HJKMNP-TV-Z]{26})\\.([\\w-]{43})$`);
  return (token) => {
    const [, id, secret] = form.exec(token) ?? [];
    return id && secret ? { id, secret } : null;
  };
}
/** Of a session. */
export const readToken = tokenReader('hs');

/** What can be done with a partner's program, as on the buttons. */
export const CLIENT_ACTS = {
  let: '按合同授权',
  'rotate-secret': '换密钥',
  'end-former-secret': '停旧密钥',
  revoke: '停用',
} as const;
export type ClientAct = keyof typeof CLIENT_ACTS;
/**
 * What the caller can do with a partner's program now: the administrator, or the program itself with its scope
 * `program` (`managedId`: its id then).
 */
export const clientActions = (
  { id, active, formerUntilMs }: { id: string; active: boolean; formerUntilMs: number | null },
  managedId: string | null,
  isAdmin: boolean,
): ClientAct[] =>
  active && (isAdmin || managedId === id)
    ? [
        'rotate-secret',
        ...(formerUntilMs === null ? [] : (['end-former-secret'] as const)),
        ...(isAdmin ? (['let', 'revoke'] as const) : []),
      ]
    : [];

/** What can be done with an account, as on the buttons. */
export const ACCOUNT_ACTS = { 'reset-second-factor': '重置验证器', ...accountLifecycle.labels } as const;
export type AccountAct = keyof typeof ACCOUNT_ACTS;
/** What an administrator can do with somebody's account now; their own is for others to take away (OWN_ACCOUNT). */
export const staffActions = (
  account: { accountId: string; state: AccountState; secondFactorSinceMs: number | null },
  callerId: string,
  nowMs: number,
): AccountAct[] => [
  ...(account.secondFactorSinceMs === null ? [] : (['reset-second-factor'] as const)),
  ...(account.accountId === callerId ? [] : accountLifecycle.available(account, ['operator-admin'], nowMs)),
];
