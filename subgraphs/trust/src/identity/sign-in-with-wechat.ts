import { ok, refuse } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { mutation, type TrustContext } from '../context.ts';
import { accountLifecycle } from './account.lifecycle.ts';
import { Account, SignInAttempt } from './account.entity.ts';
import { WECHAT_UNREACHABLE } from './account.refusals.ts';
import { openSession } from './open-session.ts';
import { recordFailedAttempt } from './record-attempt.ts';
import { signedInNow } from './signed-in.ts';

const refusals = {
  CODE_REFUSED: { message: '微信登录没有成功，请重新打开小程序再试', clause: '11.5.dd' },
  WECHAT_UNREACHABLE,
  ACCOUNT_CLOSED: { message: '这个账号已经注销，不能再登录' },
  ACCOUNT_SUSPENDED: { message: '这个账号已被平台停用，请联系客服', clause: '11.5.dd' },
} as const;

/** Signs in the person behind a `wx.login` code; the first time makes the account. */
export const signInWithWechat = mutation({
  name: 'signInWithWechat',
  description: 'Signs in the person behind a wx.login code; the first time makes the account.',
  may: permit.anyone,
  input: z.object({ code: line(128).describe('What wx.login gave; good for five minutes, once.') }),
  remembers: 'by-hand',
  refusals,
  shows: signedInNow,
  async run(context, input, refuse) {
    let session: { openid: string } | null;
    try {
      session = await context.services.wechat.codeToSession(input.code);
    } catch (error) {
      context.log.warn({ err: error }, 'WeChat sign-in is out of reach');
      return refuse('WECHAT_UNREACHABLE');
    }
    if (!session) {
      await recordFailedAttempt(context, 'wechat', 'code');
      return refuse('CODE_REFUSED');
    }
    const { openid } = session;
    return signInOpenid(context, openid);
  },
});

function signInOpenid(context: TrustContext, openid: string) {
  const openidBlind = context.vault.blindIndex('openid', openid);
  return context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    const known = await tx.rows
      .selectFrom('Account')
      .select(['id', 'state'])
      .where('openidBlind', '=', openidBlind)
      .executeTakeFirst();
    if (known && known.state !== 'active')
      return refuse(refusals, known.state === 'suspended' ? 'ACCOUNT_SUSPENDED' : 'ACCOUNT_CLOSED');
    const accountId = known?.id ?? context.newId();
    if (!known) {
      await tx.em.insert(Account, {
        id: accountId,
        openidSealed: await context.vault.seal(accountId, openid),
        openidBlind,
        phoneSealed: null,
        phoneBlind: null,
        login: null,
        loginText: null,
        passwordHash: null,
        passwordChangedAtMs: null,
        displayName: `微信用户${accountId.slice(-4)}`,
        fullName: null,
        state: accountLifecycle.initial,
        createdAtMs: nowMs,
        erasedAtMs: null,
      });
    }
    const token = await openSession(context, tx, { id: accountId, kind: 'account' }, 'wechat');
    await tx.em.insert(SignInAttempt, {
      id: context.newId(),
      channel: 'wechat',
      succeeded: true,
      reason: known ? 'known' : 'first',
      atMs: nowMs,
    });
    tx.audit({ type: 'account', id: accountId, clause: '11.5.dd' });
    return ok({ token, accountId });
  }, context.request);
}
