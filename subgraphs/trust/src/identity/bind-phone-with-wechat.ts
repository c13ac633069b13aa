import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { ok } from '@heitu/kit/rules/outcome';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { PhoneBound } from './account.view.ts';
import { bindOrJoin, joinRefusals, lightAccountOf } from './join-light-account.ts';
import { WECHAT_UNREACHABLE } from './account.refusals.ts';

/** Binds the phone that WeChat vouches for. */
export const bindPhoneWithWechat = mutation({
  name: 'bindPhoneWithWechat',
  description: 'Binds the phone that WeChat vouches for.',
  may: permit.role('consumer'),
  input: z.object({ code: line(128).describe('Of the button open-type getPhoneNumber.') }),
  remembers: 'by-hand',
  refusals: {
    WECHAT_CODE_REFUSED: { message: '微信没有给出手机号，请重新点按钮授权', clause: '11.5.dd' },
    WECHAT_UNREACHABLE,
    ...joinRefusals,
  },
  shows: asItIs(PhoneBound),
  async run(context, { code }, refuse) {
    let phone: string | null;
    try {
      phone = await context.services.wechat.codeToPhone(code);
    } catch (error) {
      context.log.warn({ err: error }, 'WeChat gave no phone');
      return refuse('WECHAT_UNREACHABLE');
    }
    if (!phone) return refuse('WECHAT_CODE_REFUSED');
    const proven = phone;
    const light = await lightAccountOf(context, proven);
    if (!light.ok) return light;
    return context.transaction(async (tx) => ok(await bindOrJoin(context, tx, light.value, proven)), context.request);
  },
});
