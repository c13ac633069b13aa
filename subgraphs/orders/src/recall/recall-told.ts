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
