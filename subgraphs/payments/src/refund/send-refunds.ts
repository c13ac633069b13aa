import { jsonOf, must } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { PaymentsContext } from '../context.ts';
import { askLater } from '../ask-later.ts';
import { askedAgain, BATCH_MAX } from '../provider.policy.ts';
import { Refund } from './refund.entity.ts';
import type { RefundState } from './refund.lifecycle.ts';
import { refunds } from './refund.moves.ts';
import { HELD_ASKED_EACH_MS } from './refund.policy.ts';
import { layOut } from './replace-refund.ts';
import { reportOf, stuck, takeRefundStanding } from './take-refund-standing.ts';

/**
 * Job: calls the provider for refunds that are due, and asks about those it has taken. What was tried once is asked
 * about before it is sent again: an unanswered call may have worked. Its number stays the same, so even a repeat is one
 * refund.
 */
export async function sendRefunds(context: PaymentsContext): Promise<void> {
  await eachAlone(await dueRefunds(context), async (refund) => {
    if (STUCK_STATES.has(refund.state)) return redirect(context, refund);
    const isTried = refund.state === 'sent' || refund.attempts > 0;
    if (!isTried || !(await isKnownThere(context, refund))) await send(context, refund);
  });
}

/** What did not get through, and goes another way. */
const STUCK_STATES: ReadonlySet<RefundState> = new Set(['redirecting', 'returning', 'held']);

type Due = Awaited<ReturnType<typeof dueRefunds>>[number];
const dueRefunds = ({ rows, clock }: PaymentsContext) =>
  rows
    .selectFrom('Refund as r')
    .innerJoin('PaymentPart as p', 'p.id', 'r.partId')
    .select(['r.id', 'r.state', 'r.outRefundNo', 'r.amountFen', 'r.reason', 'r.source', 'r.attempts', 'r.dueAtMs'])
    .select(['r.providerRefundId', 'r.buyerAccountId', 'r.cardSealed'])
    .select(['p.transactionId', 'p.merchant', 'p.totalFen'])
    .where('r.nextAtMs', '<=', clock.now())
    .orderBy('r.nextAtMs')
    .limit(BATCH_MAX)
    .execute();

/** Takes in what the provider says of it; false where it has no such refund, so that it may be sent. */
async function isKnownThere(context: PaymentsContext, refund: Due): Promise<boolean> {
  const standing = await context.services.channel.queryRefund(refund.outRefundNo, refund.merchant);
  if (standing.ok) {
    const verdict = await takeRefundStanding(context, reportOf(standing.value));
    if (verdict === 'under-way') await sent(context, refund, {});
    // What cannot be believed is asked again, in its time.
    if (verdict === 'does-not-match') await askLater(context, 'Refund', refund, 'DOES_NOT_MATCH');
    return true;
  }
  if (standing.error.meaning === 'not-found') return false;
  await askLater(context, 'Refund', refund, standing.error.code);
  return true;
}

/**
 * One that did not get through goes to another card, or to the seller's bank. The provider is asked first what has
 * become of it: somebody may have mended it there, or our last call was heard.
 */
async function redirect(context: PaymentsContext, refund: Due): Promise<void> {
  const { outRefundNo, merchant } = refund;
  const { channel } = context.services;
  const standing = await channel.queryRefund(outRefundNo, merchant);
  if (!standing.ok) return wait(context, refund, standing.error.code);
  if (standing.value.state !== 'abnormal') {
    const verdict = await takeRefundStanding(context, reportOf(standing.value));
    if (verdict === 'under-way') await redirected(context, refund);
    if (verdict === 'does-not-match') await wait(context, refund, 'DOES_NOT_MATCH');
    return;
  }
  const to = refund.state === 'redirecting' ? await cardOf(context, refund) : 'seller';
  // Its buyer is forgotten meanwhile: no card of theirs is known any more.
  if (!to) return bounce(context, refund, 'NO_CARD');
  const answer = await channel.redirectRefund({ refundId: standing.value.refundId, outRefundNo, merchant, to });
  if (answer.ok) return redirected(context, refund);
  const { code, outcome, retryable, meaning } = answer.error;
  const isRefused = outcome === 'refused' && !retryable && meaning === 'other';
  if (isRefused && refund.state === 'redirecting') return bounce(context, refund, code);
  if (isRefused && refund.state === 'returning') return layOut(context, refund.id, code);
  return wait(context, refund, code);
}

/** The provider is asked once more; what it keeps, seldom. */
async function wait(context: PaymentsContext, refund: Due, lastError: string | null): Promise<void> {
  if (refund.state !== 'held') return askLater(context, 'Refund', refund, lastError);
  await context.transaction(async (tx) => {
    const nextAtMs = context.clock.now() + HELD_ASKED_EACH_MS;
    await tx.em.nativeUpdate(Refund, { id: refund.id, state: 'held' }, { nextAtMs, lastError });
    return ok(null);
  });
}

const cardShape = z.object({ card: z.string(), bank: z.string(), holder: z.string() });
async function cardOf(context: PaymentsContext, { buyerAccountId, cardSealed }: Due) {
  if (!buyerAccountId || !cardSealed) return null;
  const opened = await context.vault.open(buyerAccountId, cardSealed, 'a card for a refund');
  return opened === null ? null : jsonOf(cardShape, opened);
}

/** The provider has the other card: nobody needs it here any more. */
async function redirected(context: PaymentsContext, refund: Due): Promise<void> {
  if (refund.state !== 'redirecting') return askLater(context, 'Refund', refund, null);
  await context.transaction(async (tx) => {
    const set = { cardSealed: null, lastError: null, ...askedAgain(context, refund) };
    await refunds.bySystem(context, tx, 'send', { id: refund.id, state: 'redirecting' }, set);
    return ok(null);
  });
}

async function bounce(context: PaymentsContext, { id }: Due, lastError: string): Promise<void> {
  await context.transaction(async (tx) => {
    const set = { nextAtMs: null, cardSealed: null, lastError };
    await refunds.bySystem(context, tx, 'bounce', { id, state: 'redirecting' }, set);
    return ok(null);
  });
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
  // A seller whose account is empty is waited for until the money is due.
  const isOver = meaning === 'not-enough' && context.clock.now() > refund.dueAtMs;
  if (outcome === 'unknown' || retryable || (meaning !== 'other' && !isOver))
    return askLater(context, 'Refund', refund, code);
  context.log.error({ refundId: refund.id, code }, 'the provider refuses a refund; finance must look');
  await context.transaction(async (tx) => {
    await refunds.bySystem(context, tx, 'fail', { id: refund.id }, stuck(context, code));
    return ok(null);
  });
}

/** The provider has it, or it went to the provider again. */
async function sent(
  context: PaymentsContext,
  refund: { id: string; attempts: number },
  changes: { providerRefundId?: string; lastError?: null },
): Promise<void> {
  await context.transaction(async (tx) => {
    await refunds.bySystem(context, tx, 'send', { id: refund.id }, { ...changes, ...askedAgain(context, refund) });
    return ok(null);
  });
}
