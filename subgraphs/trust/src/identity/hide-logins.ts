import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { Account } from './account.entity.ts';
import { sealedLogin } from './login.ts';

const BATCH_ROWS = 200;

/** Hides the names by which staff sign in whose accounts were made before they were hidden. */
export async function hideLogins(context: TrustContext): Promise<void> {
  const open = await context.rows
    .selectFrom('Account')
    .select(['id', 'login'])
    .where('login', 'is not', null)
    .where('loginText', 'is', null)
    .orderBy('id')
    .limit(BATCH_ROWS)
    .execute();
  await eachAlone(open, async ({ id, login }) => {
    if (login === null) return;
    await context.transaction(async (tx) =>
      ok(
        await tx.em.nativeUpdate(Account, { id, login, loginText: null }, await sealedLogin(context.vault, id, login)),
      ),
    );
  });
}
