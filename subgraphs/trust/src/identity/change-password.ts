import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { changePasswordRefusals as refusals } from './account.refusals.ts';
import { choosePassword, judgeNewPassword } from './choose-password.ts';
import { endAccess } from './end-access.ts';
import { forgetTries, giveTryBack } from './login-guard.ts';
import { password } from './password.schema.ts';
import { provePassword } from './prove-password.ts';

const schema = z.object({ currentPassword: password(), newPassword: password() });

/**
 * Staff choose a new password (7.4.s); every other session of theirs ends. Errors: CURRENT_PASSWORD_WRONG (counted like
 * a failed sign-in), LOCKED, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_USED, NOT_FOUND (signs in by WeChat).
 */
export async function changePassword(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ accountId: string; endedCount: number }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { currentPassword, newPassword } = valid.value;
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
    if (!(await choosePassword(context, tx, proven.value, judged.value)))
      return refuse(refusals, 'CURRENT_PASSWORD_WRONG');
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
  });
}
