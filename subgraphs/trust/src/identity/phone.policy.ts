import { randomInt } from 'node:crypto';
import type { SmsTemplate } from '../sms/sms-templates.table.ts';
import { DAY_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import type { TrustContext } from '../context.ts';

export const CODE_LIFETIME_MS = 5 * MINUTE_MS;
export const CODE_TRIES_MAX = 5;
/** To one account, and to one phone, within a Chinese day. */
export const CODES_PER_DAY_MAX = 5;
/** A repeat within it is answered by the message that is under way. */
export const RESEND_AFTER_MS = MINUTE_MS;
/** Longer than any limit counts back. */
export const CODES_KEPT_MS = 2 * DAY_MS;
export const CODE_TEMPLATE = 'phone-code' satisfies SmsTemplate;
/** What a code is for; one for a delegation has the delegation's id. */
export const BIND_PHONE = 'bind-phone';

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
/** Keyed, because a million codes are soon tried against a plain hash. */
export const codeHashOf = (context: TrustContext, id: string, code: string): string =>
  context.vault.authenticate('phone-code', `${id}:${code}`);
export const phoneBlindOf = (context: TrustContext, phone: string): string => context.vault.blindIndex('phone', phone);
