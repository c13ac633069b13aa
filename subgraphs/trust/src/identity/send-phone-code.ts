import { chinaDate } from '@heitu/kit/rules/calendar';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { mobilePhone, parse, z } from '@heitu/kit/rules/validate';
import { maskPhone } from '@heitu/kit/privacy/vault';
import type { TrustContext } from '../context.ts';
import { PhoneCode } from './account.entity.ts';
import { phoneRefusals } from './account.refusals.ts';
import {
  BIND_PHONE,
  CODE_LIFETIME_MS,
  CODE_TEMPLATE,
  codeHashOf,
  CODES_PER_DAY_MAX,
  newCode,
  phoneBlindOf,
  RESEND_AFTER_MS,
} from './phone.policy.ts';

const schema = z.object({ phone: mobilePhone() });

export interface SentCode {
  /** Masked. */
  phone: string;
  expiresAtMs: number;
  resendAtMs: number;
}
export interface WantedCode {
  /** Whose day's messages it counts among. */
  accountId: string;
  phone: string;
  purpose: string;
}
interface Claimed {
  id: string;
  sentAtMs: number;
  expiresAtMs: number;
  /** Null where a message is under way already. */
  code: string | null;
}

/**
 * Sends six digits to a phone; the answer does not depend on whose phone it is. The row is written before the one call
 * and nothing repeats the call, so that a repeat of the mutation sends no second message. Errors: SMS_NOT_SENT,
 * SMS_UNSURE, TOO_MANY_CODES.
 */
export async function sendPhoneCode(context: TrustContext, input: unknown): Promise<Outcome<SentCode>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { phone } = valid.value;
  const { sms } = context.services;
  if (!sms) return refuse(phoneRefusals, 'SMS_NOT_SENT');
  const claimed = await claimCode(context, { accountId: context.actor.id, phone, purpose: BIND_PHONE });
  if (!claimed.ok) return claimed;
  const { id, code, sentAtMs, expiresAtMs } = claimed.value;
  if (code) {
    const result = await sms.send({
      phone,
      template: CODE_TEMPLATE,
      params: { code, minutes: String(CODE_LIFETIME_MS / 60_000) },
    });
    if (!result.ok) {
      context.log.warn({ code: result.code, outcome: result.outcome }, 'a phone code was not sent');
      if (result.outcome === 'unknown') return refuse(phoneRefusals, 'SMS_UNSURE');
      await context.transaction(async (tx) =>
        ok(await tx.em.nativeUpdate(PhoneCode, { id }, { expiresAtMs: context.clock.now() })),
      );
      return refuse(phoneRefusals, 'SMS_NOT_SENT');
    }
  }
  return ok({ phone: maskPhone(phone), expiresAtMs, resendAtMs: sentAtMs + RESEND_AFTER_MS });
}

/** Takes the day's next place for this account and this phone; of two at once one gets it and the other looks again. */
export async function claimCode(context: TrustContext, wanted: WantedCode): Promise<Outcome<Claimed>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await takePlace(context, wanted);
    } catch (error) {
      if (!isDuplicateKey(error) || attempt > CODES_PER_DAY_MAX) throw error;
    }
  }
}

function takePlace(context: TrustContext, { accountId, phone, purpose }: WantedCode): Promise<Outcome<Claimed>> {
  const phoneBlind = phoneBlindOf(context, phone);
  return context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    const day = chinaDate(nowMs);
    const today = await tx.rows
      .selectFrom('PhoneCode')
      .select([
        'id',
        'accountId',
        'phoneBlind',
        'accountOrdinal',
        'phoneOrdinal',
        'sentAtMs',
        'expiresAtMs',
        'usedAtMs',
        'purpose',
      ])
      .where('day', '=', day)
      .where((eb) => eb.or([eb('accountId', '=', accountId), eb('phoneBlind', '=', phoneBlind)]))
      .execute();
    const underWay = today.find(
      (row) =>
        row.purpose === purpose &&
        row.accountId === accountId &&
        row.phoneBlind === phoneBlind &&
        row.usedAtMs === null &&
        row.expiresAtMs > nowMs &&
        row.sentAtMs + RESEND_AFTER_MS > nowMs,
    );
    if (underWay) return ok<Claimed>({ ...underWay, code: null });
    const accountOrdinal = 1 + today.filter((row) => row.accountId === accountId).length;
    const phoneOrdinal = 1 + today.filter((row) => row.phoneBlind === phoneBlind).length;
    if (Math.max(accountOrdinal, phoneOrdinal) > CODES_PER_DAY_MAX) return refuse(phoneRefusals, 'TOO_MANY_CODES');
    const id = context.newId();
    const code = newCode();
    const expiresAtMs = nowMs + CODE_LIFETIME_MS;
    await tx.em.insert(PhoneCode, {
      id,
      accountId,
      phoneBlind,
      codeHash: codeHashOf(context, id, code),
      purpose,
      day,
      accountOrdinal,
      phoneOrdinal,
      tries: 0,
      sentAtMs: nowMs,
      expiresAtMs,
      usedAtMs: null,
    });
    tx.audit({ type: 'account', id: accountId, clause: '11.5.dd' });
    return ok<Claimed>({ id, code, sentAtMs: nowMs, expiresAtMs });
  });
}
