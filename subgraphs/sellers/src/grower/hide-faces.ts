import { eachAlone } from '@heitu/kit/data/each-alone';
import { releaseFiles } from '@heitu/kit/privacy/file-uses';
import { ok } from '@heitu/kit/rules/outcome';
import type { SellersContext, SellersTransaction } from '../context.ts';
import { letsFaceBeShown } from './face-consent.ts';
import { Grower } from './grower.entity.ts';

const BATCH_ROWS = 200;

/** Takes down every picture of a person's face; what they tell of themselves stays. */
export async function hideFacesOf(context: SellersContext, tx: SellersTransaction, accountId: string): Promise<void> {
  const shown = await tx.rows
    .selectFrom('Grower')
    .select(['id', 'pictureId'])
    .where('accountId', '=', accountId)
    .where('pictureId', 'is not', null)
    .execute();
  for (const { id, pictureId } of shown) {
    await tx.em.nativeUpdate(Grower, { id, pictureId }, { pictureId: null, pictureAlt: null });
    await releaseFiles(context, tx, { type: 'grower', id }, pictureId ? [pictureId] : []);
  }
}

/**
 * Takes down the faces of those who no longer agree. A withdrawal is told by event; this finds as well who agreed under
 * an earlier notice and has not agreed to the newest (PIPL 14).
 */
export async function hideFaces(context: SellersContext): Promise<void> {
  for (let after = ''; ;) {
    const people = await context.rows
      .selectFrom('Grower')
      .select('accountId')
      .distinct()
      .where('pictureId', 'is not', null)
      .where('accountId', '>', after)
      .orderBy('accountId')
      .limit(BATCH_ROWS)
      .execute();
    await eachAlone(people, async ({ accountId }) => {
      if (await letsFaceBeShown(context, accountId)) return;
      await context.transaction(async (tx) => ok(await hideFacesOf(context, tx, accountId)));
    });
    if (people.length < BATCH_ROWS) return;
    after = people.at(-1)?.accountId ?? '';
  }
}
