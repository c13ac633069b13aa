import type { orderCompleted } from '@heitu/events/orders.order-completed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { keepSoldLots } from '../grower/keep-sold-lots.ts';
import { shareNumber } from '../payment/numbers.ts';
import { Settlement } from './settlement.entity.ts';
import { settlementLifecycle } from './settlement.lifecycle.ts';
import { shareableAtMs } from './settlement.policy.ts';

/** Reaction to order-completed: past the return window, so the seller's money may be released. */
export async function openSettlement(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  orderId: string,
  of: Pick<PayloadOf<typeof orderCompleted>, 'deliveryFen' | 'carrierPartyId' | 'stationPartyId' | 'soldLots'> = {},
): Promise<void> {
  const part = await tx.rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select(['p.id', 'p.partyId', 'p.totalFen', 'p.transactionId', 'y.paidAtMs'])
    .where('p.orderId', '=', orderId)
    .executeTakeFirst();
  if (!part?.transactionId) throw new Error(`order ${orderId} is not known as paid`);
  if (await tx.em.findOne(Settlement, { orderId })) return;
  const nowMs = context.clock.now();
  await tx.em.insert(Settlement, {
    id: context.newId(),
    orderId,
    partId: part.id,
    partyId: part.partyId,
    outOrderNo: shareNumber(orderId),
    state: settlementLifecycle.initial,
    grossFen: part.totalFen,
    deliveryFen: of.deliveryFen ?? null,
    carrierPartyId: of.carrierPartyId ?? null,
    stationPartyId: of.stationPartyId ?? null,
    refundedFen: 0,
    commissionFen: 0,
    sharedFen: 0,
    setOffFen: 0,
    feeFen: 0,
    netFen: 0,
    nextAtMs: Math.max(nowMs, shareableAtMs(part.paidAtMs ?? nowMs)),
    attempts: 0,
    createdAtMs: nowMs,
  });
  await keepSoldLots(context, tx, orderId, of.soldLots);
}
