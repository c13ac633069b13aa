import { ok } from '@heitu/kit/rules/outcome';
import { mobilePhone, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { BIND_PHONE, phoneBlindOf } from './phone.policy.ts';
import { useCode } from './use-code.ts';
import { PhoneBound } from './account.view.ts';
import { bindOrJoin, joinRefusals, lightAccountOf } from './join-light-account.ts';
import { messageCode } from '../input-fields.ts';

/** Binds a phone to whoever reads out the code that was sent there. */
export const bindPhone = mutation({
  name: 'bindPhone',
  description: 'Binds a phone to the account of whoever reads out the code that was sent there.',
  may: permit.role('consumer'),
  input: z.object({
    phone: mobilePhone().describe('Eleven digits: the phone that sendPhoneCode sent the message to.'),
    code: messageCode().describe('The six digits of the message.'),
  }),
  remembers: 'by-hand',
  refusals: {
    // Wrong, late, used and tried too often: all alike.
    CODE_REFUSED: { message: '验证码不对或已过期，请重新获取', clause: '11.5.dd' },
    ...joinRefusals,
  },
  shows: asItIs(PhoneBound),
  async run(context, { phone, code }, refuse) {
    const phoneBlind = phoneBlindOf(context, phone);
    const proof = await useCode(context, { purpose: BIND_PHONE, accountId: context.actor.id, phoneBlind }, code);
    if (!proof) return refuse('CODE_REFUSED');
    const light = await lightAccountOf(context, phone);
    if (!light.ok) return light;
    return context.transaction(async (tx) => {
      if (!(await proof(tx))) return refuse('CODE_REFUSED');
      return ok(await bindOrJoin(context, tx, light.value, phone));
    }, context.request);
  },
});
