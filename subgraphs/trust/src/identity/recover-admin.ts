import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { YES } from '@heitu/kit/data/entities';
import { commonRefusals, ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { ownActs } from '../audit/own-acts.ts';
import type { TrustContext } from '../context.ts';
import { accounts } from './account.moves.ts';
import { accountsOf } from './login.ts';
import { forgetAllTries } from './login-guard.ts';
import { dropFactor } from './reset-second-factor.ts';

/**
 * Lets an administrator in again whom nobody else can: at the console of the host, by whoever keeps it. The name is no
 * longer locked or suspended, password and second factor are gone; answers a password that must be changed at the next
 * sign-in, which enrols a new app. Errors: NOT_FOUND (no administrator's name).
 */
export async function recoverAdmin(
  context: TrustContext,
  login: string,
): Promise<Outcome<{ accountId: string; password: string }>> {
  const admin = await accountsOf(context.rows, context.vault, login)
    .innerJoin('GrantRow as g', 'g.accountId', 'Account.id')
    .select('Account.id')
    .where('g.role', '=', 'operator-admin')
    .where('g.active', '=', YES)
    .executeTakeFirst();
  if (!admin) return refuse(commonRefusals, 'NOT_FOUND');
  const accountId = admin.id;
  const password = `${randomBytes(12).toString('base64url')}-a1`;
  const passwordHash = await hash(password);
  return context.transaction(async (tx) => {
    await dropFactor(context, tx, accountId);
    await forgetAllTries(context, tx, login);
    await accounts.bySystem(context, tx, 'recover', { id: accountId }, { passwordHash, passwordChangedAtMs: null });
    tx.publish(
      ownActs,
      { type: 'act', id: context.requestId },
      {
        kind: 'act',
        outcome: 'done',
        operation: 'recoverAdmin',
        requestId: context.requestId,
        actorKind: context.actor.kind,
        actorId: context.actor.id,
        roles: [],
        subject: [{ type: 'account', id: accountId, clause: '11.5.de' }],
      },
    );
    return ok({ accountId, password });
  });
}
