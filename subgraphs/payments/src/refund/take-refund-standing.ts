import { advancePaid } from '@heitu/events/payments.advance-paid.v1';
import { refundCompleted } from '@heitu/events/payments.refund-completed.v1';
import { commonRefusals, ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { Advance, Recovery } from '../advance/advance.entity.ts';
import { recoveryLifecycle } from '../advance/advance.lifecycle.ts';
import { advances } from '../advance/advance.moves.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import type { RefundState } from '../wechatpay/payment-channel.ts';
import { refunds } from './refund.moves.ts';
import type { RefundVerdict } from './refund.policy.ts';

export interface RefundReport {
  outRefundNo: string;
  state: RefundState;
  refundFen: number;
  succeededAtMs: number | null;
  providerRefundId: string;
}

/** Takes in what the provider verifiably says about a refund; the same from its notice or from our question. */
export async function takeRefundStanding(context: PaymentsContext, report: RefundReport): Promise<RefundVerdict> {
  const refund = await context.rows
    .selectFrom('Refund')
    .selectAll()
    .where('outRefundNo', '=', report.outRefundNo)
    .executeTakeFirst();
  if (!refund) return 'unknown-order';
  if (report.refundFen !== refund.amountFen) {
    context.log.error({ refundId: refund.id }, 'the provider reports another amount than was asked for');
    return 'does-not-match';
  }
  if (report.state === 'processing') return 'under-way';
  if (report.state !== 'succeeded') {
    await fail(context, refund.id, report.state);
    return 'failed';
  }
  return succeed(context, refund, report);
}

async function fail(context: PaymentsContext, id: string, lastError: string): Promise<void> {
  await context.transaction(async (tx) => {
    await refunds.bySystem(context, tx, 'fail', { id }, { nextAtMs: null, lastError });
    return ok(null);
  });
}

/** Once, however often the provider says so. */
async function succeed(
  context: PaymentsContext,
  refund: RefundRow,
  report: RefundReport,
): Promise<'succeeded' | 'already-known'> {
  const { id: refundId, refundKey, orderId, afterSaleId, amountFen } = refund;
  const succeededAtMs = report.succeededAtMs ?? context.clock.now();
  const outcome: Outcome<null> = await context.transaction(async (tx) => {
    const { providerRefundId } = report;
    const set = { succeededAtMs, nextAtMs: null, lastError: null, providerRefundId };
    if ((await refunds.bySystem(context, tx, 'succeed', { id: refundId }, set)) === 0)
      return refuse(commonRefusals, 'WRONG_STATE');
    await tx.rows
      .updateTable('PaymentPart')
      .set((eb) => ({ refundedFen: eb('refundedFen', '+', amountFen) }))
      .where('id', '=', refund.partId)
      .execute();
    if (refund.source === 'platform-advance') await bookAdvance(context, tx, refund, succeededAtMs);
    else await bookRefund(context, tx, refund);
    const inTime = succeededAtMs <= refund.dueAtMs;
    tx.publish(
      refundCompleted,
      { type: 'refund', id: refundId },
      { refundId, refundKey, orderId, afterSaleId, amountFen, atMs: succeededAtMs, inTime },
    );
    tx.audit({ type: 'refund', id: refundId, clause: '7.6.aa' });
    return ok(null);
  });
  return outcome.ok ? 'succeeded' : 'already-known';
}

interface RefundRow {
  id: string;
  refundKey: string;
  partId: string;
  orderId: string;
  partyId: string;
  amountFen: number;
  source: string;
  afterSaleId: string | null;
  dueAtMs: number;
}

/**
 * Before settlement the money comes out of what the provider holds frozen; after it, from the seller's own account
 * there.
 */
async function bookRefund(context: PaymentsContext, tx: PaymentsTransaction, refund: RefundRow): Promise<void> {
  const settled = await tx.rows
    .selectFrom('Settlement')
    .select('id')
    .where('orderId', '=', refund.orderId)
    .where('state', '=', 'settled')
    .executeTakeFirst();
  const from = settled ? account.seller(refund.partyId) : account.frozen(refund.partyId);
  postTransfer(context, tx, {
    key: `refund:${refund.id}`,
    kind: 'refund',
    orderId: refund.orderId,
    legs: [{ from, to: account.buyers, amountFen: refund.amountFen }],
  });
}

/** The operator paid first: its money went out, and a claim on the liable party, whoever that is, opens (6.6.d). */
async function bookAdvance(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  refund: RefundRow,
  paidAtMs: number,
): Promise<void> {
  const advance = await tx.em.findOneOrFail(Advance, { refundId: refund.id });
  postTransfer(context, tx, {
    key: `advance:${advance.id}`,
    kind: 'advance',
    orderId: refund.orderId,
    legs: [
      { from: account.platformFunds, to: account.buyers, amountFen: refund.amountFen },
      { from: account.claimedFrom(advance.partyId), to: account.claims, amountFen: refund.amountFen },
    ],
  });
  const recoveryId = context.newId();
  await advances.bySystem(context, tx, 'pay', { id: advance.id }, { paidAtMs });
  await tx.em.insert(Recovery, {
    id: recoveryId,
    advanceId: advance.id,
    partyId: advance.partyId,
    amountFen: advance.amountFen,
    state: recoveryLifecycle.initial,
    nextAtMs: null,
    openedAtMs: context.clock.now(),
  });
  tx.publish(
    advancePaid,
    { type: 'advance', id: advance.id },
    {
      advanceId: advance.id,
      recoveryId,
      complaintId: advance.complaintId,
      orderId: advance.orderId,
      partyId: advance.partyId,
      amountFen: advance.amountFen,
    },
  );
}
