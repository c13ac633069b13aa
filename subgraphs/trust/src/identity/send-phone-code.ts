import { ok } from '@heitu/kit/rules/outcome';
import { mobilePhone, z } from '@heitu/kit/rules/validate';
import { maskPhone } from '@heitu/kit/privacy/vault';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { PhoneCode } from './account.entity.ts';
import { BIND_PHONE, CODE_LIFETIME_MS, CODE_TEMPLATE, RESEND_AFTER_MS } from './phone.policy.ts';
import { PhoneCodeSent } from './account.view.ts';
import { claimCode, claimRefusals } from './claim-code.ts';

/**
 * Sends six digits to a phone; the answer does not depend on whose phone it is. The row is written before the one call
 * and nothing repeats the call, so that a repeat of the mutation sends no second message.
 */
export const sendPhoneCode = mutation({
  name: 'sendPhoneCode',
  description: 'Sends six digits to a phone.',
  may: permit.role('consumer'),
  input: z.object({ phone: mobilePhone().describe('Eleven digits.') }),
  remembers: 'by-hand',
  refusals: {
    ...claimRefusals,
    SMS_NOT_SENT: { message: '短信没有发出去，请核对手机号，过一会儿再试' },
    SMS_UNSURE: { message: '短信可能没有发出去；收到了可以直接填，没收到请一分钟后再试' },
  },
  shows: asItIs(PhoneCodeSent),
  async run(context, { phone }, refuse) {
    const { sms } = context.services;
    if (!sms) return refuse('SMS_NOT_SENT');
    const claimed = await claimCode(context, { accountId: context.actor.id, phone, purpose: BIND_PHONE });
    if (!claimed.ok) return claimed;
    const { id, code, sentAtMs, expiresAtMs } = claimed.value;
    if (code) {
      const params = { code, minutes: String(CODE_LIFETIME_MS / 60_000) };
      const result = await sms.send({ phone, template: CODE_TEMPLATE, params });
      if (!result.ok) {
        context.log.warn({ code: result.code, outcome: result.outcome }, 'a phone code was not sent');
        if (result.outcome === 'unknown') return refuse('SMS_UNSURE');
        await context.transaction(async (tx) =>
          ok(await tx.em.nativeUpdate(PhoneCode, { id }, { expiresAtMs: context.clock.now() })),
        );
        return refuse('SMS_NOT_SENT');
      }
    }
    const sent = { phone: maskPhone(phone), expiresAtMs, resendAtMs: sentAtMs + RESEND_AFTER_MS };
    // Remembered once it is under way: one that was refused may be asked for again.
    return context.request ? context.transaction(async () => ok(sent), context.request) : ok(sent);
  },
});
