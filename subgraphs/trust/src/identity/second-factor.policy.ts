import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import type { TrustContext } from '../context.ts';
import { tokenReader } from './account.policy.ts';

/** 11.5.dd: whoever signs in by password has a second factor; there is no role without one. */
export const CHALLENGE_LIFETIME_MS = 5 * MINUTE_MS;
export const CHALLENGE_TRIES_MAX = 5;
/** How long ended challenges are kept. */
export const CHALLENGES_KEPT_MS = 24 * 60 * MINUTE_MS;
const STEP_MS = 30 * SECOND_MS;
/** Steps that a phone's clock may be off. */
const STEPS_OFF_MAX = 1;
/** RFC 4226 recommends 160 bits. */
const SECRET_BYTES = 20;
export const RECOVERY_CODES = 10;
const RECOVERY_CODE_BYTES = 10;
const ISSUER = '黑土';

const totp = (secret: string, login = ''): TOTP =>
  new TOTP({ issuer: ISSUER, label: login, secret: Secret.fromBase32(secret), period: STEP_MS / SECOND_MS });

/** Base32. */
export const newFactorSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;
export const otpauthUri = (secret: string, login: string): string => totp(secret, login).toString();

/** The step since 1970 to which a code belongs, within what a phone may be off; null for a wrong one (RFC 6238). */
export function stepOf(secret: string, code: string, nowMs: number): number | null {
  const off = totp(secret).validate({ token: code, timestamp: nowMs, window: STEPS_OFF_MAX });
  return off === null ? null : Math.floor(nowMs / STEP_MS) + off;
}
export const isTotp = (code: string): boolean => /^\d{6}$/.test(code);

/** `ABCD-EFGH-IJKL-MNOP`: 80 bits, which nobody tries out. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    new Secret({ buffer: new Uint8Array(randomBytes(RECOVERY_CODE_BYTES)).buffer }).base32.replace(/.{4}(?=.)/g, '$&-'),
  );
/** People type them in lower case and without the strokes. */
export const recoveryHashOf = (context: TrustContext, accountId: string, code: string): string =>
  context.vault.authenticate('recovery-code', `${accountId}:${code.toUpperCase().replace(/[^A-Z2-7]/g, '')}`);

export const readChallenge = tokenReader('hc');
