import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Account, SignInAttempt } from './account.entity.ts';
import { signInRefusals } from './account.refusals.ts';
import { openSession } from './open-session.ts';
import { recordFailedAttempt } from './record-attempt.ts';

const schema = z.object({ code: line(128) });

/**
 * Signs in the person behind a `wx.login` code; the first time makes the account. Errors: CODE_REFUSED,
 * WECHAT_UNREACHABLE, ACCOUNT_CLOSED, ACCOUNT_SUSPENDED.
 */
export async function signInWithWechat(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ token: string; accountId: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  let session: { openid: string } | null;
  try {
    session = await context.services.wechat.codeToSession(valid.value.code);
  } catch (error) {
    context.log.warn({ err: error }, 'WeChat sign-in is out of reach');
    return refuse(signInRefusals, 'WECHAT_UNREACHABLE');
  }
  if (!session) {
    await recordFailedAttempt(context, 'wechat', 'code');
    return refuse(signInRefusals, 'CODE_REFUSED');
  }
  const { openid } = session;
  return signInOpenid(context, openid);
}

function signInOpenid(context: TrustContext, openid: string): Promise<Outcome<{ token: string; accountId: string }>> {
  const openidBlind = context.vault.blindIndex('openid', openid);
  return context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    const known = await tx.rows
      .selectFrom('Account')
      .select(['id', 'state'])
      .where('openidBlind', '=', openidBlind)
      .executeTakeFirst();
    if (known && known.state !== 'active')
      return refuse(signInRefusals, known.state === 'suspended' ? 'ACCOUNT_SUSPENDED' : 'ACCOUNT_CLOSED');
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
        state: 'active',
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
  });
}
