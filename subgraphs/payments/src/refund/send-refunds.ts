import { must } from '@heitu/kit/rules/checked';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { askedAgain, BATCH_MAX } from '../provider.policy.ts';
import { Refund } from './refund.entity.ts';
import { refunds } from './refund.moves.ts';
import { takeRefundStanding } from './take-refund-standing.ts';

/**
 * Job: calls the provider for refunds that are due, and asks about those it has taken. What was tried once is asked
 * about before it is sent again: an unanswered call may have worked. Its number stays the same, so even a repeat is one
 * refund.
 */
export async function sendRefunds(context: PaymentsContext): Promise<void> {
  await eachAlone(await dueRefunds(context), async (refund) => {
    const isTried = refund.state === 'sent' || refund.attempts > 0;
    if (!isTried || !(await isKnownThere(context, refund))) await send(context, refund);
  });
}

type Due = Awaited<ReturnType<typeof dueRefunds>>[number];
const dueRefunds = ({ rows, clock }: PaymentsContext) =>
  rows
    .selectFrom('Refund as r')
    .innerJoin('PaymentPart as p', 'p.id', 'r.partId')
    .select(['r.id', 'r.state', 'r.outRefundNo', 'r.amountFen', 'r.reason', 'r.source', 'r.attempts'])
    .select(['p.transactionId', 'p.merchant', 'p.totalFen'])
    .where('r.nextAtMs', '<=', clock.now())
    .orderBy('r.nextAtMs')
    .limit(BATCH_MAX)
    .execute();

/** Takes in what the provider says of it; false where it has no such refund, so that it may be sent. */
async function isKnownThere(context: PaymentsContext, refund: Due): Promise<boolean> {
  const standing = await context.services.channel.queryRefund(refund.outRefundNo, refund.merchant);
  if (standing.ok) {
    const { state, refundFen, refundId, succeededAt } = standing.value;
    const verdict = await takeRefundStanding(context, {
      outRefundNo: refund.outRefundNo,
      state,
      refundFen,
      succeededAtMs: succeededAt?.getTime() ?? null,
      providerRefundId: refundId,
    });
    if (verdict === 'under-way') await sent(context, refund, {});
    return true;
  }
  if (standing.error.meaning === 'not-found') return false;
  await later(context, refund, standing.error.code);
  return true;
}

async function send(context: PaymentsContext, refund: Due): Promise<void> {
  const { transactionId, merchant, outRefundNo, reason, totalFen } = refund;
  const answer = await context.services.channel.refund({
    transactionId: must(transactionId, 'the transaction of a payment that was made'),
    merchant,
    outRefundNo,
    refundFen: refund.amountFen,
    totalFen,
    reason,
    notifyUrl: context.services.notifyUrl,
    source: refund.source,
  });
  if (answer.ok) {
    const { refundId: providerRefundId } = answer.value;
    return sent(context, refund, { providerRefundId, lastError: null });
  }
  const { code, outcome, retryable, meaning } = answer.error;
  if (outcome === 'unknown' || retryable || meaning !== 'other') return later(context, refund, code);
  context.log.error({ refundId: refund.id, code }, 'the provider refuses a refund; finance must look');
  await context.transaction(async (tx) => {
    await refunds.bySystem(context, tx, 'fail', { id: refund.id }, { nextAtMs: null, lastError: code });
    return ok(null);
  });
}

/** The provider has it, or it went to the provider again. */
async function sent(
  context: PaymentsContext,
  refund: Asked,
  changes: { providerRefundId?: string; lastError?: null },
): Promise<void> {
  await context.transaction(async (tx) => {
    await refunds.bySystem(context, tx, 'send', { id: refund.id }, { ...changes, ...askedAgain(context, refund) });
    return ok(null);
  });
}

type Asked = { id: string; attempts: number };
async function later(context: PaymentsContext, refund: Asked, lastError: string): Promise<void> {
  await context.transaction(async (tx) => {
    // Whose end is known is not asked about again.
    const underWay = { id: refund.id, nextAtMs: { $ne: null } };
    await tx.em.nativeUpdate(Refund, underWay, { lastError, ...askedAgain(context, refund) });
    return ok(null);
  });
}
