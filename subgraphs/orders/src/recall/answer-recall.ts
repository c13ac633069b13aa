import { lockRows } from '@heitu/kit/data/only-one';
import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok, WRONG_STATE, type Refused } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, quantity, z } from '@heitu/kit/rules/validate';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { plus } from '@heitu/kit/data/arithmetic';
import { mutation, type OrdersContext, type OrdersTransaction, type Row } from '../context.ts';
import { RecallAnswers } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { agree } from '../after-sale/settle-after-sale.ts';
import { Order } from '../order/order.entity.ts';
import { LINE_QUANTITY_MAX } from '../quote/quote.policy.ts';
import { recallRowNow } from './recall-answers.ts';
import { RECALL_KEEPERS } from './recall-case.lifecycle.ts';
import { COME_BACK_WORKING_DAYS, openUnits, type RecallAnswer } from './recall.policy.ts';
import { RecallRow } from './recall.entity.ts';
import { recallRows } from './recall.moves.ts';
import { openRequest } from './refund-recalled.ts';
import { LEVEL_ROSE, levelUnseen, noteSeen, shownLevel } from './shown-level.ts';

type RowOfRecall = Row<'RecallRow'>;
const TOO_MANY = { message: '没有这么多，请核对一下还剩几件' } as const;
const unitsLeft = quantity(LINE_QUANTITY_MAX)
  .nullish()
  .describe('How many of its units are still there, where some are used up; left out, all.');

/** The buyer says what became of goods that were called back; what is still there is fetched. */
export const answerRecall = mutation({
  name: 'answerRecall',
  description: 'The buyer says what became of goods that were called back; what is still there is fetched.',
  may: permit.role('consumer'),
  input: z.object({
    rowId: ids.recallRow(),
    answer: oneOf(RecallAnswers).describe('What became of them.'),
    unitsLeft,
    level: shownLevel,
  }),
  refusals: { NOT_FOUND, WRONG_STATE, TOO_MANY, LEVEL_ROSE },
  shows: recallRowNow,
  run: (context, { rowId, answer, unitsLeft, level }, refuse) =>
    context.transaction(async (tx) => {
      const row = await rowToAnswer(tx, rowId);
      if (row?.buyerAccountId !== context.actor.id) return refuse('NOT_FOUND');
      const unseen = await levelUnseen(tx, row, level);
      if (unseen) return refuse('LEVEL_ROSE', unseen);
      const told = { answer, unitsLeft: unitsLeft ?? openUnits(row) };
      if (told.unitsLeft > openUnits(row)) return refuse('TOO_MANY', 'unitsLeft');
      const refused = await answered(context, tx, row, told, ['consumer'], refuse);
      return refused ?? ok({ id: rowId });
    }),
});

/** Somebody of the operator's has called a buyer who did not answer. */
export const recordRecallCall = mutation({
  name: 'recordRecallCall',
  description: 'A buyer who did not answer was called: what they said, or that nobody answered.',
  may: permit.role(...RECALL_KEEPERS),
  input: z.object({
    rowId: ids.recallRow(),
    answer: oneOf(RecallAnswers).nullish().describe('What became of the goods; left out, nobody answered.'),
    unitsLeft,
    note: line(200).describe('Who was spoken to and what was said, at most 200 characters.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, TOO_MANY },
  shows: recallRowNow,
  run: (context, { rowId, answer, unitsLeft, note }, refuse) =>
    context.transaction(async (tx) => {
      const row = await rowToAnswer(tx, rowId);
      if (!row?.buyerAccountId) return refuse('NOT_FOUND');
      if (row.state !== 'at-buyer') return refuse('WRONG_STATE');
      const told = answer && { answer, unitsLeft: unitsLeft ?? openUnits(row) };
      if (told && told.unitsLeft > openUnits(row)) return refuse('TOO_MANY', 'unitsLeft');
      await tx.em.nativeUpdate(
        RecallRow,
        { id: rowId },
        {
          calls: plus('calls', 1),
          calledAtMs: context.clock.now(),
          calledBy: context.actor.id,
          callNote: await context.vault.sealText(row.buyerAccountId, note),
        },
      );
      tx.audit({ type: 'recall-row', id: rowId, clause: '7.3.6.a-c' });
      if (!told) return ok({ id: rowId });
      const refused = await answered(context, tx, row, told, RECALL_KEEPERS, refuse);
      return refused ?? ok({ id: rowId });
    }),
});

/** Takes the order's row first, as everything does that changes what is asked for of it. */
async function rowToAnswer(tx: OrdersTransaction, id: string): Promise<RowOfRecall | undefined> {
  const of = () => tx.rows.selectFrom('RecallRow').selectAll().where('id', '=', id).executeTakeFirst();
  const found = await of();
  if (!found?.orderId) return undefined;
  await lockRows(tx, Order, { id: found.orderId });
  return of();
}

async function answered<R extends Refused>(
  context: OrdersContext,
  tx: OrdersTransaction,
  row: RowOfRecall,
  { answer, unitsLeft }: { answer: RecallAnswer; unitsLeft: number },
  parts: readonly string[],
  refuse: (code: 'NOT_FOUND' | 'WRONG_STATE') => R,
): Promise<R | null> {
  const nowMs = context.clock.now();
  // Whoever answers has read of it, or was told by telephone.
  await noteSeen(tx, row.id, nowMs);
  const said = { answer, reachedAtMs: nowMs };
  if (answer !== 'has') {
    const set = {
      ...said,
      goneUnits: plus('goneUnits', openUnits(row)),
      goneReason: answer,
      endedAtMs: nowMs,
      endedBy: context.actor.id,
    };
    return recallRows.move(context, tx, 'use-up', row, refuse, { parts, set });
  }
  const goneUnits = openUnits(row) - unitsLeft;
  const returnId = await fetchBack(context, tx, row, unitsLeft);
  return recallRows.move(context, tx, 'hand-back', row, refuse, {
    parts,
    set: {
      ...said,
      returnId,
      goneUnits: plus('goneUnits', goneUnits),
      goneReason: goneUnits > 0 ? 'eaten' : null,
      dueAtMs: addWorkingDays(nowMs, COME_BACK_WORKING_DAYS),
    },
  });
}

/** A return without money: the price is paid back already. */
async function fetchBack(
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, lineId, caseId }: RowOfRecall,
  units: number,
): Promise<string> {
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow();
  const line = await tx.rows
    .selectFrom('OrderLine')
    .select(['id', 'skuId', 'title'])
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow();
  const claims = [{ line, units, fen: 0 }];
  const request = await openRequest(context, tx, order, { kind: 'return', caseId, refundFen: 0, claims });
  await agree(context, tx, request, '批次召回，配送员上门来取，不用再付钱');
  return request.id;
}
