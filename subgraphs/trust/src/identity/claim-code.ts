import { chinaDate } from '@heitu/kit/rules/calendar';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok, type Outcome, refuse } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { PhoneCode } from './account.entity.ts';
import {
  CODE_LIFETIME_MS,
  codeHashOf,
  CODES_PER_DAY_MAX,
  newCode,
  phoneBlindOf,
  RESEND_AFTER_MS,
} from './phone.policy.ts';

export const claimRefusals = {
  TOO_MANY_CODES: { message: `今天的验证码已发${CODES_PER_DAY_MAX}次，请明天再试`, clause: '11.5.dd' },
} as const;

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

/** Takes the day's next place for this account and this phone; of two at once one gets it and the other looks again. */
export async function claimCode(
  context: TrustContext,
  wanted: WantedCode,
): Promise<Outcome<Claimed, 'TOO_MANY_CODES' | 'REQUEST_ID_REUSED'>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await takePlace(context, wanted);
    } catch (error) {
      if (!isDuplicateKey(error) || attempt > CODES_PER_DAY_MAX) throw error;
    }
  }
}

function takePlace(
  context: TrustContext,
  { accountId, phone, purpose }: WantedCode,
): Promise<Outcome<Claimed, 'TOO_MANY_CODES' | 'REQUEST_ID_REUSED'>> {
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
    if (Math.max(accountOrdinal, phoneOrdinal) > CODES_PER_DAY_MAX) return refuse(claimRefusals, 'TOO_MANY_CODES');
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
