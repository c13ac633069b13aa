import { eachAlone } from '@heitu/kit/data/each-alone';
import { maskNetwork } from '@heitu/kit/serving/network';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { TOLD_BATCH_MAX, TOLD_EVERY_MS, WRONG_TRIES_TOLD_MIN } from './account.policy.ts';
import { guardOf, type TrySource } from './try-source.ts';

/**
 * Counts a wrong try for its owner, who is told of the first five at once and of what follows once in the period: a
 * flood of tries is no flood of messages.
 */
export async function noteWrongTry(
  context: TrustContext,
  tx: TrustTransaction,
  { login }: TrySource,
  accountId: string,
): Promise<void> {
  const loginBlind = guardOf(context, login);
  const networkSealed = context.vault.sealOwn(maskNetwork(context.actor.from));
  await tx.rows
    .updateTable('LoginGuard')
    .set((eb) => ({ untoldCount: eb('untoldCount', '+', 1), networkSealed, countedAtMs: context.clock.now() }))
    .where('loginBlind', '=', loginBlind)
    .execute();
  await tellOwner(context, tx, loginBlind, accountId);
}

async function tellOwner(
  context: TrustContext,
  tx: TrustTransaction,
  loginBlind: string,
  accountId: string,
): Promise<void> {
  const nowMs = context.clock.now();
  const guard = await tx.rows
    .selectFrom('LoginGuard')
    .select(['untoldCount', 'networkSealed', 'toldAtMs'])
    .where('loginBlind', '=', loginBlind)
    .executeTakeFirst();
  if (!guard || guard.untoldCount < WRONG_TRIES_TOLD_MIN || guard.toldAtMs > nowMs - TOLD_EVERY_MS) return;
  const { untoldCount, toldAtMs, networkSealed } = guard;
  const told = await tx.rows
    .updateTable('LoginGuard')
    .set({ untoldCount: 0, toldAtMs: nowMs })
    .where('loginBlind', '=', loginBlind)
    .where('toldAtMs', '=', toldAtMs)
    .where('untoldCount', '=', untoldCount)
    .executeTakeFirst();
  if (Number(told.numUpdatedRows) === 0) return;
  const from = networkSealed ? `，最近一次来自${context.vault.openOwn(networkSealed)}` : '';
  await notifyAccount(context, tx, accountId, {
    kind: 'sign-in-tried',
    title: '有人多次试您的登录名',
    orderId: null,
    body: `有${untoldCount}次登录没有通过验证${from}。您登录过的设备不受影响；如果不是您本人，请修改密码并告诉管理员。一天内不再重复提醒`,
  });
}

/** Tells what came after the last message, when the period is over. */
export async function tellWrongTries(context: TrustContext): Promise<void> {
  const due = await context.rows
    .selectFrom('LoginGuard as g')
    .innerJoin('Account as a', 'a.login', 'g.loginBlind')
    .select(['g.loginBlind', 'a.id'])
    .where('g.untoldCount', '>=', WRONG_TRIES_TOLD_MIN)
    .where('g.toldAtMs', '<=', context.clock.now() - TOLD_EVERY_MS)
    .limit(TOLD_BATCH_MAX)
    .execute();
  await eachAlone(
    due,
    async ({ loginBlind, id }) =>
      void (await context.transaction(async (tx) => ok(await tellOwner(context, tx, loginBlind, id)))),
  );
}
