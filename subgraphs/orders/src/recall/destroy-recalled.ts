import { ONE_PHOTO_MISSING, PHOTO_UNKNOWN, useFiles } from '@heitu/kit/privacy/file-uses';
import { partiesFor } from '@heitu/kit/rules/actor';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { mutation, type OrdersContext, type OrdersTransaction, type Row } from '../context.ts';
import { ids } from '../input-fields.ts';
import { lockSkus } from '../stock/lock-skus.ts';
import { LotStock, StockMovement } from '../stock/stock.entity.ts';
import { recallCaseNow } from './recall-answers.ts';
import { PROOF_PURPOSE, ROWS_AT_ONCE_MAX } from './recall.policy.ts';
import { recallRows } from './recall.moves.ts';

/** The seller has destroyed sealed goods of a recall, and shows a photo of it (Food Safety Law 63). */
export const destroyRecalled = mutation({
  name: 'destroyRecalled',
  description: 'The seller has destroyed goods of a recall that were sealed, and shows a photo of it.',
  may: permit.role(...SELLER_ROLES),
  input: z.object({
    caseId: ids.recall(),
    rowIds: z.array(identifier()).min(1).max(ROWS_AT_ONCE_MAX).describe('Which of the sealed goods.'),
    photoId: identifier().describe('POST /edges/orders/files?purpose=recall-proof-photo'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, PHOTO_UNKNOWN },
  shows: recallCaseNow,
  run: (context, { caseId, rowIds, photoId }, refuse) =>
    context.transaction(async (tx) => {
      const parties = partiesFor(context.actor, SELLER_ROLES, 'lots');
      const ids = [...new Set(rowIds)];
      const rows = await tx.rows
        .selectFrom('RecallRow')
        .selectAll()
        .where('caseId', '=', caseId)
        .where('id', 'in', ids)
        .where('partyId', 'in', parties.length > 0 ? parties : [''])
        .orderBy('id')
        .execute();
      if (rows.length < ids.length) return refuse('NOT_FOUND');
      for (const row of rows) {
        if (!(await useFiles(context, tx, { type: 'recall-row', id: row.id }, [photoId], PROOF_PURPOSE)))
          return refuse('PHOTO_UNKNOWN', [ONE_PHOTO_MISSING]);
        const set = { proofId: photoId, endedAtMs: context.clock.now(), endedBy: context.actor.id };
        const refused = await recallRows.move(context, tx, 'destroy', row, refuse, { parts: SELLER_ROLES, set });
        if (refused) return refused;
        if (row.orderId === null) await writeOff(context, tx, row);
      }
      return ok({ id: caseId });
    }),
});

/** What lay in the store is no longer there; what came back was written off when it came. */
async function writeOff(context: OrdersContext, tx: OrdersTransaction, { lotId }: Row<'RecallRow'>): Promise<void> {
  const { skuId } = await tx.em.findOneOrFail(LotStock, { lotId });
  await lockSkus(tx, [skuId]);
  const stock = await tx.rows
    .selectFrom('LotStock')
    .select(['partyId', 'onHand'])
    .where('lotId', '=', lotId)
    .executeTakeFirstOrThrow();
  if (stock.onHand === 0) return;
  await tx.em.nativeUpdate(LotStock, { lotId }, { onHand: 0 });
  await tx.em.insert(StockMovement, {
    id: context.newId(),
    partyId: stock.partyId,
    skuId,
    lotId,
    kind: 'written-off',
    unitsIn: 0,
    unitsOut: stock.onHand,
    note: '召回销毁',
    atMs: context.clock.now(),
  });
}
