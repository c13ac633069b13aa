import type { buyerTold } from '@heitu/events/trust.buyer-told.v1';
import type { recallSmsFailed } from '@heitu/events/trust.recall-sms-failed.v1';
import type { recallTold } from '@heitu/events/trust.recall-told.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { TO_BE_TOLD_STATES } from '../stock/holders.ts';
import { RecallRow } from './recall.entity.ts';
import { recallCases } from './recall.moves.ts';

/** A buyer has a message of all that one telling is about, or an SMS; or none gets there: they are to be called now. */
export async function hearBuyerTold(
  _context: OrdersContext,
  tx: OrdersTransaction,
  { tellingId, by, atMs }: PayloadOf<typeof buyerTold>,
): Promise<void> {
  if (by === 'no-sms') await noteNoSms(tx, { tellingId }, atMs);
  else await noteTold(tx, { tellingId }, by, atMs);
}

/** The same of one lot of one order: of before. */
export async function hearTold(
  _context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, lotId, by, atMs }: PayloadOf<typeof recallTold>,
): Promise<void> {
  await noteTold(tx, { orderId, lotId }, by, atMs);
}
export async function hearSmsFailed(
  _context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, lotId, atMs }: PayloadOf<typeof recallSmsFailed>,
): Promise<void> {
  await noteNoSms(tx, { orderId, lotId }, atMs);
}

type Which = { tellingId: string } | { orderId: string; lotId: string };
async function noteTold(tx: OrdersTransaction, which: Which, by: 'message' | 'sms', atMs: number): Promise<void> {
  const told = by === 'sms' ? 'smsAtMs' : 'toldAtMs';
  await tx.em.nativeUpdate(RecallRow, { ...which, [told]: null }, { [told]: atMs });
}
/** The buyer is to be called now, and not when the hours of the report are over. */
async function noteNoSms(tx: OrdersTransaction, which: Which, atMs: number): Promise<void> {
  const unanswered = { ...which, smsAtMs: null, reachedAtMs: null };
  await tx.em.nativeUpdate(RecallRow, { ...unanswered, smsFailedAtMs: null }, { smsFailedAtMs: atMs });
  await tx.em.nativeUpdate(RecallRow, { ...unanswered, state: 'at-buyer', dueAtMs: { $gt: atMs } }, { dueAtMs: atMs });
}

/** Where nobody has any, there is nobody to tell. */
export async function noteNotified(context: OrdersContext, tx: OrdersTransaction, id: string): Promise<void> {
  const untold = await tx.rows
    .selectFrom('RecallRow as r')
    .innerJoin('Order as o', 'o.id', 'r.orderId')
    .select('r.id')
    .where('r.caseId', '=', id)
    .where('r.toldAtMs', 'is', null)
    .where('o.state', 'in', TO_BE_TOLD_STATES)
    .limit(1)
    .executeTakeFirst();
  if (!untold) await recallCases.bySystem(context, tx, 'notify', { id }, { notifiedAtMs: context.clock.now() });
}
