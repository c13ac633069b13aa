import { ok } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { passwordRefusals } from './account.refusals.ts';
import { choosePassword, judgeNewPassword } from './choose-password.ts';
import { endAccess } from './end-access.ts';
import { forgetTries, giveTryBack } from './login-guard.ts';
import { password } from './password.schema.ts';
import { proofRefusals, provePassword } from './prove-password.ts';
import { PasswordChanged } from './account.view.ts';

/** Staff choose a new password (7.4.s); every other session of theirs ends. */
export const changePassword = mutation({
  name: 'changePassword',
  description: 'Ends every other session.',
  may: permit.role('consumer'),
  input: z.object({
    currentPassword: password().describe('The one that holds now.'),
    newPassword: password().describe('As the rules for passwords ask; refused where it is weak or was used before.'),
  }),
  remembers: 'by-hand',
  refusals: { ...proofRefusals, ...passwordRefusals },
  shows: asItIs(PasswordChanged),
  async run(context, { currentPassword, newPassword }, refuse) {
    const proven = await provePassword(context, currentPassword);
    if (!proven.ok) return proven;
    const { accountId, source } = proven.value;
    const judged = await judgeNewPassword(context, proven.value, newPassword);
    if (!judged.ok) {
      await giveTryBack(context, source, 'password');
      return judged;
    }
    return context.transaction(async (tx) => {
      // Of two changes at once the second one's old password is no longer the right one.
      if (!(await choosePassword(context, tx, proven.value, judged.value))) return refuse('CURRENT_PASSWORD_WRONG');
      await forgetTries(context, tx, source, 'password');
      const endedCount = await endAccess(context, tx, accountId, context.actor.sessionId);
      await notifyAccount(context, tx, accountId, {
        kind: 'password-changed',
        title: '登录密码已修改',
        body: '其他设备已退出登录；如果不是您本人，请马上告诉管理员',
        orderId: null,
      });
      tx.audit({ type: 'account', id: accountId, clause: '7.4.s' });
      return ok({ accountId, endedCount });
    }, context.request);
  },
});
