import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { owedLeg, reviveDebt } from '../advance/debt.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { oweGrowers } from '../grower/owe-growers.ts';
import { hashedNumber } from '../payment/numbers.ts';
import { sharesOwed } from './owed-shares.ts';
import { isKept } from './share-legs.ts';
import { ShareReturn } from './share.entity.ts';
import { shareReturnLifecycle } from './share.lifecycle.ts';
import { trimCarried, type Surplus } from './trim-shares.ts';

/** Another number after each that the provider has closed. */
export const returnNumber = (returnId: string, closedNumbers: number): string =>
  hashedNumber('B', `${returnId}:${closedNumbers}`);

/**
 * Money went back to the buyer after others had got their shares of it: what each got too much of it is returned to the
 * seller. Whoever calls has taken the order's part, so that two refunds count one after the other.
 */
export async function openReturns(context: PaymentsContext, tx: PaymentsTransaction, orderId: string): Promise<void> {
  const order = await tx.rows
    .selectFrom('Settlement as s')
    .innerJoin('PaymentPart as p', 'p.id', 's.partId')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select([
      's.orderId',
      's.partyId',
      's.deliveryFen',
      's.carrierPartyId',
      's.stationPartyId',
      's.createdAtMs',
      'y.paidAtMs',
    ])
    .select(['p.totalFen', 'p.refundedFen'])
    .where('s.orderId', '=', orderId)
    .where('s.state', '=', 'settled')
    .executeTakeFirst();
  if (!order) return;
  const { owed } = await sharesOwed(tx, { ...order, paidAtMs: order.paidAtMs ?? order.createdAtMs });
  for (const surplus of await trimCarried(context, tx, orderId, owed)) await returnSurplus(context, tx, surplus);
  await oweGrowers(context, tx, orderId);
}

async function returnSurplus(context: PaymentsContext, tx: PaymentsTransaction, { fen, shared }: Surplus) {
  let leftFen = fen;
  for (const share of shared) {
    const { id: shareId, amountFen, returningFen, settlementId, payerPartyId, partyId, kind } = share;
    const backFen = Math.min(leftFen, amountFen - returningFen);
    if (backFen <= 0) continue;
    // Never more than was shared, however many refunds come at once.
    const reserved = await tx.rows
      .updateTable('ProfitShare')
      .set((eb) => ({ returningFen: eb('returningFen', '+', backFen) }))
      .where('id', '=', shareId)
      .where((eb) => eb(eb('returningFen', '+', backFen), '<=', eb.ref('amountFen')))
      .executeTakeFirst();
    if (Number(reserved.numUpdatedRows) === 0) continue;
    leftFen -= backFen;
    if (isKept(share)) {
      await oweAgain(context, tx, share, backFen);
      continue;
    }
    const { orderId } = await tx.rows
      .selectFrom('Settlement')
      .select('orderId')
      .where('id', '=', settlementId)
      .executeTakeFirstOrThrow();
    const [id, nowMs] = [context.newId(), context.clock.now()];
    await tx.em.insert(ShareReturn, {
      id,
      shareId,
      orderId,
      payerPartyId,
      partyId,
      kind,
      amountFen: backFen,
      outReturnNo: returnNumber(id, 0),
      closedNumbers: 0,
      state: shareReturnLifecycle.initial,
      nextAtMs: nowMs,
      attempts: 0,
      createdAtMs: nowMs,
    });
  }
}

/** It never left its payer: what it paid off is owed again, and no money moves. */
async function oweAgain(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, orderId, recoveryId, returningFen }: Surplus['shared'][number],
  fen: number,
): Promise<void> {
  if (recoveryId === null) return;
  const because = `${id}:${returningFen + fen}`;
  const legs = [owedLeg(await reviveDebt(context, tx, recoveryId, { fen, orderId, because }), fen)];
  postTransfer(context, tx, { key: `owed-again:${because}`, kind: 'owed', orderId, legs });
}
