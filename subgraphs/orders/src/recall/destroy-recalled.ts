import { ONE_PHOTO_MISSING, PHOTO_UNKNOWN, useFiles } from '@heitu/kit/privacy/file-uses';
import { unopened } from '@heitu/kit/privacy/scan-openings';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { partiesFor } from '@heitu/kit/rules/actor';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { mutation, type OrdersContext, type OrdersTransaction, type Row } from '../context.ts';
import { ids } from '../input-fields.ts';
import { lockSkus } from '../stock/lock-skus.ts';
import { LotStock, StockMovement } from '../stock/stock.entity.ts';
import { recallCaseNow } from './recall-answers.ts';
import { RECALL_KEEPERS } from './recall-case.lifecycle.ts';
import { PROOF_PURPOSE, REVIEW_WORKING_DAYS, ROWS_AT_ONCE_MAX } from './recall.policy.ts';
import { recallRows } from './recall.moves.ts';

/** The seller has destroyed sealed goods of a recall, and shows a photo of it (Food Safety Law 63). */
export const destroyRecalled = mutation({
  name: 'destroyRecalled',
  description:
    'The seller has destroyed sealed goods of a recall, with a photo: it counts once somebody else has looked.',
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
        const set = {
          proofId: photoId,
          lookDueAtMs: addWorkingDays(context.clock.now(), REVIEW_WORKING_DAYS),
          photoReturnReason: null,
          endedBy: context.actor.id,
        };
        const refused = await recallRows.move(context, tx, 'destroy', row, refuse, { parts: SELLER_ROLES, set });
        if (refused) return refused;
      }
      return ok({ id: caseId });
    }),
});

/** Somebody else has opened the photo of a destruction: it counts, or it is to be taken anew. */
export const decideDestruction = mutation({
  name: 'decideDestruction',
  description: 'Somebody else has opened the photo of a destruction: the goods count as destroyed, or it goes back.',
  may: permit.role(...RECALL_KEEPERS),
  input: z.object({
    caseId: ids.recall(),
    rowIds: z.array(identifier()).min(1).max(ROWS_AT_ONCE_MAX).describe('Which of the goods that were shown.'),
    accepted: z.boolean().describe('The photo shows that these goods are destroyed.'),
    reason: line(200).nullish().default(null).describe('What the photo does not show; a must where it goes back.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    OWN_PHOTO: { message: '自己传的、自己商家的销毁照片，要请别人来核验', clause: '7.3.6.a-c' },
    PHOTO_NOT_OPENED: { message: '先打开销毁照片看过，再核验', clause: '7.3.6.a-c' },
    REASON_NEEDED: { message: '退回要写明照片哪里不行' },
  },
  shows: recallCaseNow,
  run: (context, { caseId, rowIds, accepted, reason }, refuse) =>
    context.transaction(async (tx) => {
      const ids = [...new Set(rowIds)];
      const rows = await tx.rows
        .selectFrom('RecallRow')
        .selectAll()
        .where('caseId', '=', caseId)
        .where('id', 'in', ids)
        .orderBy('id')
        .execute();
      if (rows.length < ids.length) return refuse('NOT_FOUND');
      const isOwn = ({ endedBy, partyId }: Row<'RecallRow'>): boolean =>
        endedBy === context.actor.id || context.actor.grants.some((grant) => grant.partyId === partyId);
      if (rows.some(isOwn)) return refuse('OWN_PHOTO');
      if (!accepted && reason === null) return refuse('REASON_NEEDED', 'reason');
      const photos = rows.map(({ proofId: fileId }) => ({ fileId }));
      if (rows.every(({ state }) => state === 'shown') && (await unopened(context, tx, photos)).length > 0)
        return refuse('PHOTO_NOT_OPENED');
      const lookedBy = context.actor.id;
      const set = accepted
        ? { lookedBy, lookDueAtMs: null, endedAtMs: context.clock.now() }
        : { lookedBy, lookDueAtMs: null, endedBy: null, proofId: null, photoReturnReason: reason };
      for (const row of rows) {
        const action = accepted ? 'accept-photo' : 'return-photo';
        const refused = await recallRows.move(context, tx, action, row, refuse, {
          set,
          ...(reason !== null && { reason }),
        });
        if (refused) return refused;
        if (accepted && row.orderId === null) await writeOff(context, tx, row);
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
