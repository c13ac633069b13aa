import { refundCompleted } from '@heitu/events/payments.refund-completed.v1';
import { commonRefusals, ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { Advance } from '../advance/advance.entity.ts';
import { bookAdvance } from '../advance/book-advance.ts';
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
    if (refund.source === 'platform-advance')
      await bookAdvance(context, tx, await tx.em.findOneOrFail(Advance, { refundId }), succeededAtMs);
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
