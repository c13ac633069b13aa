import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { groupedInOrder } from '@heitu/kit/rules/graphql';
import type { LotRow } from './lot.loader.ts';
import { ConformityPromise } from './promise.entity.ts';
import { PROMISE_TITLE, promisedQuantity, promiseNumber, PROMISES, type PromiseBasis } from './promise.policy.ts';

/** Writes the promise down; false where this lot has one. */
export async function issuePromise(
  context: CatalogContext,
  tx: CatalogTransaction,
  lot: LotRow,
  { basis, signedBy }: { basis: PromiseBasis; signedBy: string },
): Promise<boolean> {
  const given = await tx.rows.selectFrom('ConformityPromise').select('id').where('id', '=', lot.id).executeTakeFirst();
  if (given) return false;
  const { specification } = await tx.rows
    .selectFrom('Sku')
    .select('specification')
    .where('id', '=', lot.skuId)
    .executeTakeFirstOrThrow();
  // Of two at once the second meets the key, is run again, and finds the first one's.
  await tx.em.insert(ConformityPromise, {
    id: lot.id,
    number: promiseNumber(lot.code),
    partyId: lot.partyId,
    basis,
    quantity: promisedQuantity(lot.units, specification),
    signedBy: await context.vault.sealText(lot.partyId, signedBy),
    givenAtMs: context.clock.now(),
    givenByAccountId: context.actor.id,
  });
  return true;
}

export async function promisesByLot(context: CatalogContext, lotIds: readonly string[]) {
  const rows = await context.rows.selectFrom('ConformityPromise').selectAll().where('id', 'in', lotIds).execute();
  return groupedInOrder(lotIds, (row) => row.id, rows).map(([row]) =>
    row ? { ...row, title: PROMISE_TITLE, promises: [...PROMISES] } : null,
  );
}
