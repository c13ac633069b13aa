import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { SellersContext } from '../context.ts';
import { Party } from './party.entity.ts';
import { PARTY_KIND_CODES, publicName, tradesUnderCompanyName } from './party.policy.ts';

const BATCH_ROWS = 200;
const KINDS = PARTY_KIND_CODES.filter((kind) => !tradesUnderCompanyName(kind));

/** Seals the names of farmers who were filed before names were sealed, and leaves in the open what the public sees. */
export async function hideFarmersNames(context: SellersContext): Promise<void> {
  const open = await context.rows
    .selectFrom('Party')
    .select(['id', 'kind', 'name'])
    .where('kind', 'in', KINDS)
    .where('fullName', 'is', null)
    .orderBy('id')
    .limit(BATCH_ROWS)
    .execute();
  await eachAlone(open, async ({ id, kind, name }) => {
    await context.transaction(async (tx) => {
      const sealed = {
        name: publicName(kind, name),
        fullName: await context.vault.sealText(id, name),
        fullNameBlind: context.vault.blindIndex('party-name', name),
      };
      return ok(await tx.em.nativeUpdate(Party, { id, fullName: null }, sealed));
    });
  });
}
