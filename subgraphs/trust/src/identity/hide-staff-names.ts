import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { Account } from './account.entity.ts';
import { accountName } from './account-name.ts';

const BATCH_ROWS = 200;

/** Seals the names of staff whose accounts were made before names were sealed. */
export async function hideStaffNames(context: TrustContext): Promise<void> {
  const open = await context.rows
    .selectFrom('Account')
    .select(['id', 'displayName'])
    .where('login', 'is not', null)
    .where('fullName', 'is', null)
    .orderBy('id')
    .limit(BATCH_ROWS)
    .execute();
  await eachAlone(open, async ({ id, displayName }) => {
    await context.transaction(async (tx) =>
      ok(
        await tx.em.nativeUpdate(
          Account,
          { id, displayName, login: { $ne: null }, fullName: null },
          await accountName(context.vault, id, displayName),
        ),
      ),
    );
  });
}
