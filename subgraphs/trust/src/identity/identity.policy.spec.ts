import { describe, expect, it } from '@jest/globals';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { Secret, TOTP } from 'otpauth';
import {
  clientActions,
  CLIENT_SECRET_OVERLAP_MS,
  DEVICE_KEPT_MS,
  LOCK_MS,
  REFUSED_RECORD_MS,
  SESSION_LIFETIME_MS,
  SESSION_TOUCH_MS,
  CLIENT_SECRET_LIFETIME_MS,
  expiryOf,
  readToken,
  sameHash,
  secretHashOf,
  SOURCE_TRIES_PER_DAY_MAX,
  staffActions,
  STRANGERS_PACE,
  strangersTriesPerDayMax,
  tokenReader,
} from './account.policy.ts';
import { judgeStrength, passwordDueAtMs, PASSWORD_ROTATION } from './password.policy.ts';
import {
  CHALLENGE_LIFETIME_MS,
  CHALLENGES_KEPT_MS,
  isTotp,
  newFactorSecret,
  newRecoveryCodes,
  otpauthUri,
  recoveryHashOf,
  stepOf,
} from './second-factor.policy.ts';
import { CODE_LIFETIME_MS, CODES_KEPT_MS, newCode } from './phone.policy.ts';
import type { TrustContext } from '../context.ts';

const NOW_MS = Date.parse('2026-11-25T02:00:00Z');
const ID = '01HZZZZZZZZZZZZZZZZZZZZZZZ';
const SECRET = 'a-_0'.repeat(11).slice(0, 43);

describe('a token', () => {
  it('is of one kind, with an id and a secret', () => {
    expect(readToken(`hs.${ID}.${SECRET}`)).toEqual({ id: ID, secret: SECRET });
    expect(tokenReader('hd')(`hd.${ID}.${SECRET}`)).toEqual({ id: ID, secret: SECRET });
    const wrong = [
      `hc.${ID}.${SECRET}`,
      `hs.${ID}.${SECRET}x`,
      `hs.${ID.slice(1)}.${SECRET}`,
      `xhs.${ID}.${SECRET}`,
      '',
    ];
    expect(wrong.map((token) => readToken(token))).toEqual(wrong.map(() => null));
  });
  it('is known by its hash alone', () => {
    const hash = secretHashOf(SECRET);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect([sameHash(hash, hash), sameHash(hash, secretHashOf('x')), sameHash(hash, hash.slice(1))]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('how long things last', () => {
  it('is as people and programs are told', () => {
    const lasts = { SESSION_TOUCH_MS, LOCK_MS, REFUSED_RECORD_MS, CODE_LIFETIME_MS, CHALLENGE_LIFETIME_MS };
    expect(Object.values(lasts).map((ms) => ms / MINUTE_MS)).toEqual([10, 15, 10, 5, 5]);
    const kept = { DEVICE_KEPT_MS, CLIENT_SECRET_OVERLAP_MS, CODES_KEPT_MS, CHALLENGES_KEPT_MS };
    expect(Object.values(kept).map((ms) => ms / DAY_MS)).toEqual([180, 7, 2, 1]);
    expect(SESSION_LIFETIME_MS).toEqual({
      wechat: 30 * DAY_MS,
      password: DAY_MS / 2,
      client: DAY_MS / 12,
      oauth: DAY_MS / 24,
      delegated: DAY_MS / 24,
    });
  });
});

describe('what a guesser has in a day [11.5.dd]', () => {
  it('is what the comments promise', () => {
    expect(strangersTriesPerDayMax(STRANGERS_PACE.password)).toBe(1470);
    expect(strangersTriesPerDayMax(STRANGERS_PACE.code)).toBe(106);
    expect(SOURCE_TRIES_PER_DAY_MAX).toBe(480);
  });
});

describe('what can be done with a partner’s program', () => {
  const client = { id: 'c', active: true, formerUntilMs: null };
  const acts = (more: object, managedId: string | null, isAdmin: boolean) =>
    clientActions({ ...client, ...more }, managedId, isAdmin);
  it('an administrator lets and revokes it; it changes its own secret; nobody does anything with one that has ended', () => {
    expect(acts({}, null, true)).toEqual(['rotate-secret', 'let', 'revoke']);
    expect(acts({ formerUntilMs: 1 }, null, true)).toEqual(['rotate-secret', 'end-former-secret', 'let', 'revoke']);
    expect(acts({}, 'c', false)).toEqual(['rotate-secret']);
    expect(acts({ formerUntilMs: 1 }, 'c', false)).toEqual(['rotate-secret', 'end-former-secret']);
    expect(acts({}, 'another', false)).toEqual([]);
    expect(acts({}, null, false)).toEqual([]);
    expect(acts({ active: false }, 'c', true)).toEqual([]);
  });
  it('its secret is good for a year where its row says no other day', () => {
    expect(expiryOf({ secretExpiresAtMs: 7, createdAtMs: 1 })).toBe(7);
    expect(expiryOf({ secretExpiresAtMs: null, createdAtMs: 1 })).toBe(1 + 365 * DAY_MS);
    expect(CLIENT_SECRET_LIFETIME_MS).toBe(365 * DAY_MS);
  });
});

it('lets an administrator suspend others and not themselves, and reset a factor that there is', () => {
  const acts = (accountId: string, secondFactorSinceMs: number | null, state: 'active' | 'suspended' = 'active') =>
    staffActions({ accountId, state, secondFactorSinceMs }, 'me', NOW_MS);
  expect(acts('other', null)).toEqual(['suspend']);
  expect(acts('other', 1)).toEqual(['reset-second-factor', 'suspend']);
  expect(acts('other', null, 'suspended')).toEqual(['restore']);
  expect(acts('me', 1)).toEqual(['reset-second-factor']);
  expect(acts('me', null)).toEqual([]);
});

describe('a password [7.4.s]', () => {
  it('of whoever handles payments is due after ninety days, one that another set at once, others never', () => {
    expect(passwordDueAtMs(null, [])).toBe(0);
    expect(passwordDueAtMs(1, ['finance'])).toBe(1 + 90 * DAY_MS);
    expect(passwordDueAtMs(1, ['mediator', 'operator-admin'])).toBe(1 + PASSWORD_ROTATION.everyMs);
    expect(passwordDueAtMs(1, ['mediator'])).toBeNull();
    expect(passwordDueAtMs(1, [])).toBeNull();
  });
  const code = async (password: string, names: string[] = []) => (await judgeStrength(password, names))?.code ?? null;
  it('has ten characters, a letter and a number among them', async () => {
    expect(await code('qT7vRx2mK')).toBe('PASSWORD_WEAK');
    expect(await code('qT7vRx2mKz')).toBeNull();
    expect(await code('qTvRxmKzplWd')).toBe('PASSWORD_WEAK');
    expect(await code('918273465093')).toBe('PASSWORD_WEAK');
    expect(await code('稻9花7香2龙4凤6山1')).toBeNull();
  });
  it.each([
    'heituq7vRx',
    'wuchangq7v',
    'daohuaxiangq7',
    'heilongjiangq7',
    'haerbinq7v',
    'woainiq7vRx',
    'woaiwojiaq7',
    'zhongguoq7vRx',
    '1314q7vRx2',
    '5201314q7vRx',
    '1314520q7vRx',
  ])('is not %s: a word that everybody here would try, and little more', async (password) => {
    expect(await code(password)).toBe('PASSWORD_COMMON');
  });
  it('is not made of the name of who chooses it', async () => {
    expect(await code('krumbholz-qy71')).toBeNull();
    expect(await code('krumbholz-qy71', ['krumbholz-qy'])).toBe('PASSWORD_COMMON');
  });
});

describe('a second factor [11.5.dd]', () => {
  const secret = newFactorSecret();
  const codeAt = (atMs: number) =>
    new TOTP({ secret: Secret.fromBase32(secret), period: 30 }).generate({ timestamp: atMs });
  it('is a code of this half minute, or of the one before or after', () => {
    const STEP_MS = 30 * SECOND_MS;
    const step = Math.floor(NOW_MS / STEP_MS);
    expect([-2, -1, 0, 1, 2].map((off) => stepOf(secret, codeAt(NOW_MS + off * STEP_MS), NOW_MS))).toEqual([
      null,
      step - 1,
      step,
      step + 1,
      null,
    ]);
    // In the last moment of its half minute.
    expect(stepOf(secret, codeAt(NOW_MS), NOW_MS + STEP_MS - 1)).toBe(step);
  });
  it('is of 160 bits, and named after us', () => {
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(otpauthUri(secret, 'li')).toMatch(/^otpauth:\/\/totp\/.*:li\?issuer=.*&secret=[A-Z2-7]{32}&.*period=30$/);
    expect(['123456', '12345', '1234567', 'abcdef'].map(isTotp)).toEqual([true, false, false, false]);
  });
  it('is replaced by ten codes of 80 bits, however they are typed', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const one of codes) expect(one).toMatch(/^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$/);
    const context = {
      vault: { authenticate: (purpose: string, text: string) => `${purpose} ${text}` },
    } as TrustContext;
    expect(recoveryHashOf(context, 'acc', 'abcd-efgh 2345')).toBe('recovery-code acc:ABCDEFGH2345');
  });
  it('sends codes of six digits', () => {
    for (let at = 0; at < 50; at++) expect(newCode()).toMatch(/^\d{6}$/);
  });
});
