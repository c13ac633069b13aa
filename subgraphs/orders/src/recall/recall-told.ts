import type { recallSmsFailed } from '@heitu/events/trust.recall-sms-failed.v1';
import type { recallTold } from '@heitu/events/trust.recall-told.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { RecallRow } from './recall.entity.ts';
import { recallCases } from './recall.moves.ts';

/** A buyer has a message, or the SMS provider took one for them. */
export async function hearTold(
  _context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, lotId, by, atMs }: PayloadOf<typeof recallTold>,
): Promise<void> {
  const told = by === 'sms' ? 'smsAtMs' : 'toldAtMs';
  await tx.em.nativeUpdate(RecallRow, { orderId, lotId, [told]: null }, { [told]: atMs });
}

/** No SMS gets there: the buyer is to be called now, and not when the hours of the report are over. */
export async function hearSmsFailed(
  _context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, lotId, atMs }: PayloadOf<typeof recallSmsFailed>,
): Promise<void> {
  const unanswered = { orderId, lotId, smsAtMs: null, reachedAtMs: null };
  await tx.em.nativeUpdate(RecallRow, { ...unanswered, smsFailedAtMs: null }, { smsFailedAtMs: atMs });
  await tx.em.nativeUpdate(RecallRow, { ...unanswered, state: 'at-buyer', dueAtMs: { $gt: atMs } }, { dueAtMs: atMs });
}

/** Where nobody has bought any, there is nobody to tell. */
export async function noteNotified(context: OrdersContext, tx: OrdersTransaction, id: string): Promise<void> {
  const untold = await tx.rows
    .selectFrom('RecallRow')
    .select('id')
    .where('caseId', '=', id)
    .where('buyerAccountId', 'is not', null)
    .where('toldAtMs', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (!untold) await recallCases.bySystem(context, tx, 'notify', { id }, { notifiedAtMs: context.clock.now() });
}
