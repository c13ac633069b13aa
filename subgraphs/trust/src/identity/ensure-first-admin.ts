import { hash } from '@node-rs/argon2';
import { YES } from '@heitu/kit/data/entities';
import { isDuplicateKey } from '@heitu/kit/data/orm';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { accountLifecycle } from './account.lifecycle.ts';
import { Account, GrantRow } from './account.entity.ts';
import { sealedLogin } from './login.ts';
import { accountName } from './account-name.ts';

/** Makes the first administrator from the configuration where there is none; later starts change nothing. */
export async function ensureFirstAdmin(context: TrustContext): Promise<void> {
  const { bootstrap } = context.services;
  const admin = await context.rows
    .selectFrom('GrantRow')
    .select('id')
    .where('role', '=', 'operator-admin')
    .where('active', '=', YES)
    .executeTakeFirst();
  if (admin) return;
  if (!bootstrap) {
    context.log.info('there is no administrator yet: set ADMIN_LOGIN and ADMIN_PASSWORD and start again');
    return;
  }
  const passwordHash = await hash(bootstrap.password);
  try {
    await context.transaction(async (tx) => {
      const nowMs = context.clock.now();
      const accountId = context.newId();
      await tx.em.insert(Account, {
        id: accountId,
        openidSealed: null,
        openidBlind: null,
        phoneSealed: null,
        phoneBlind: null,
        ...(await sealedLogin(context.vault, accountId, bootstrap.login)),
        passwordHash,
        passwordChangedAtMs: null,
        ...(await accountName(context.vault, accountId, '平台管理员')),
        state: accountLifecycle.initial,
        createdAtMs: nowMs,
        erasedAtMs: null,
      });
      await tx.em.insert(GrantRow, {
        id: context.newId(),
        accountId,
        role: 'operator-admin',
        partyId: '',
        rights: null,
        active: true,
        factAtMs: nowMs,
      });
      return ok(null);
    });
  } catch (error) {
    // Another replica starting at the same moment has made it.
    if (!isDuplicateKey(error)) throw error;
  }
}
