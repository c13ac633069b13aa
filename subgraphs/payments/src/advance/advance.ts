import { compensationFailed } from '@heitu/events/payments.compensation-failed.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok, refuse, type CodeOf, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { Advance, PaymentPart, Recovery } from '../entities.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account, postTransfer } from '../ledger/post-transfer.ts';
import { recoveryLifecycle } from '../payments.lifecycle.ts';
import { askAgainInMs, BATCH_MAX, ownsPayment } from '../payments.policy.ts';
import { collectRecoveryRefusals } from '../payments.refusals.ts';
import { openRefund } from '../refund/open-refund.ts';
import type { AdvanceReturn } from '../wechatpay/payment-channel.ts';

export interface Compensation {
  complaintId: string;
  orderId: string;
  partyId: string;
  buyerAccountId: string;
  amountFen: number;
  reason: string;
}
/** Compensation reaches the consumer within this time of its being decided (6.6.d). */
const COMPENSATION_WITHIN_MS = 3 * DAY_MS;

/** The refund that pays a compensation, whole or not at all: where it cannot be paid, the mediator is told. */
async function openCompensation(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  due: Compensation,
  { refundKey, source }: { refundKey: string; source: 'seller' | 'platform-advance' },
): Promise<Outcome<{ refundId: string }>> {
  const { complaintId, orderId, buyerAccountId, amountFen, reason } = due;
  const dueAtMs = context.clock.now() + COMPENSATION_WITHIN_MS;
  const refund = { refundKey, orderId, buyerAccountId, amountFen, reason, source, afterSaleId: null, dueAtMs };
  const opened = await openRefund(context, tx, { ...refund, whenShort: 'refuse' });
  if (!opened.ok)
    tx.publish(compensationFailed, { type: 'complaint', id: complaintId }, { complaintId, orderId, amountFen });
  return opened;
}

/**
 * Reaction to compensation-due: whoever is liable agreed. Only the order's seller has money that the provider can
 * refund from; for anybody else the operator pays first and claims it back, so that nobody pays for another's fault
 * (6.6.d).
 */
export async function compensate(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  due: Compensation,
): Promise<Outcome<unknown>> {
  const part = await tx.em.findOne(PaymentPart, { orderId: due.orderId });
  const isSellers = !part || ownsPayment({ liablePartyId: due.partyId, sellerPartyId: part.partyId });
  if (!isSellers) return openAdvance(context, tx, due);
  return openCompensation(context, tx, due, { refundKey: `complaint:${due.complaintId}`, source: 'seller' });
}

/**
 * Reaction to advance-due: the operator pays first, from its own account at the provider; the recovery from the liable
 * party opens when the money has arrived.
 */
export async function openAdvance(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  due: Compensation,
): Promise<Outcome<unknown>> {
  if (await tx.em.findOne(Advance, { complaintId: due.complaintId })) return ok(null);
  const { complaintId, orderId, partyId, amountFen } = due;
  const refund = await openCompensation(context, tx, due, {
    refundKey: `advance:${complaintId}`,
    source: 'platform-advance',
  });
  if (!refund.ok) return refund;
  const advance = { id: context.newId(), complaintId, orderId, partyId, refundId: refund.value.refundId, amountFen };
  await tx.em.insert(Advance, { ...advance, state: 'due', createdAtMs: context.clock.now() });
  tx.audit({ type: 'complaint', id: complaintId, clause: '6.6.d' });
  return ok(null);
}

interface RecoveryToCollect {
  id: string;
  partyId: string;
  amountFen: number;
  orderId: string;
  providerRefundId: string | null;
  merchant: string;
  /** Whose account at the provider `merchant` is. */
  sellerPartyId: string;
}
const recoveries = (context: PaymentsContext) =>
  context.rows
    .selectFrom('Recovery as v')
    .innerJoin('Advance as a', 'a.id', 'v.advanceId')
    .innerJoin('Refund as r', 'r.id', 'a.refundId')
    .innerJoin('PaymentPart as p', 'p.id', 'r.partId')
    .select(['v.id', 'v.partyId', 'v.amountFen', 'v.state', 'a.orderId', 'r.providerRefundId', 'p.merchant'])
    .select('p.partyId as sellerPartyId');

/**
 * Finance takes the advance back from the liable party's account at the provider. The provider returns an advance only
 * from the account of the order's seller (https://pay.weixin.qq.com/doc/v3/partner/4012476916); against anybody else
 * the recovery stays open. Errors: NO_RAIL and others.
 */
export async function collectRecovery(
  context: PaymentsContext,
  input: { recoveryId: string },
): Promise<Outcome<{ id: string }, CodeOf<typeof collectRecoveryRefusals>>> {
  const valid = parse(z.object({ recoveryId: identifier() }), input);
  if (!valid.ok) return valid;
  const recovery = await recoveries(context).where('v.id', '=', valid.value.recoveryId).executeTakeFirst();
  if (!recovery) return refuse(collectRecoveryRefusals, 'NOT_FOUND');
  if (recovery.state === 'open' && !isCollectable(recovery)) return refuse(collectRecoveryRefusals, 'NO_RAIL');
  const begun = await context.transaction(async (tx) => {
    const changed = await tx.em.nativeUpdate(
      Recovery,
      { id: recovery.id, state: { $in: [...recoveryLifecycle.from('collect')] } },
      { state: recoveryLifecycle.to('collect'), nextAtMs: context.clock.now() + askAgainInMs(0) },
    );
    if (changed === 0) return refuse(collectRecoveryRefusals, 'WRONG_STATE');
    tx.audit({ type: 'recovery', id: recovery.id, clause: '6.6.d' });
    return ok({ id: recovery.id });
  });
  if (!begun.ok) return begun;
  const answer = await context.services.channel.returnAdvance(recovery.providerRefundId!, recovery.merchant);
  if (answer.ok) {
    await takeReturn(context, recovery, answer.value);
    return begun;
  }
  if (answer.error.outcome === 'unknown') return refuse(collectRecoveryRefusals, 'PROVIDER_BUSY');
  await fallBack(context, recovery.id, answer.error.code);
  return refuse(
    collectRecoveryRefusals,
    answer.error.meaning === 'not-enough' ? 'SELLER_BALANCE_LOW' : 'PROVIDER_BUSY',
  );
}

/** Whether the provider can take this back from whoever is liable. */
export const isCollectable = (recovery: { partyId: string; sellerPartyId: string | null }): boolean =>
  ownsPayment({ liablePartyId: recovery.partyId, sellerPartyId: recovery.sellerPartyId });

/** Job: asks how the returns under way have ended. */
export async function askAboutRecoveries(context: PaymentsContext): Promise<void> {
  const collecting = await recoveries(context)
    .where('v.state', '=', 'collecting')
    .where('v.nextAtMs', '<=', context.clock.now())
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(collecting, async (recovery) => {
    const answer = await context.services.channel.queryAdvanceReturn(recovery.providerRefundId!, recovery.merchant);
    if (answer.ok) await takeReturn(context, recovery, answer.value);
    else if (answer.error.meaning === 'not-found') await fallBack(context, recovery.id, answer.error.code);
  });
}

async function takeReturn(
  context: PaymentsContext,
  recovery: RecoveryToCollect,
  standing: AdvanceReturn,
): Promise<void> {
  if (standing.state === 'failed') return fallBack(context, recovery.id, 'FAILED');
  if (standing.state !== 'succeeded') return;
  await context.transaction(async (tx) => {
    const changed = await tx.em.nativeUpdate(
      Recovery,
      { id: recovery.id, state: { $in: [...recoveryLifecycle.from('recover')] } },
      {
        state: recoveryLifecycle.to('recover'),
        recoveredAtMs: standing.succeededAt?.getTime() ?? context.clock.now(),
        nextAtMs: null,
        lastError: null,
      },
    );
    if (changed === 0) return ok(null);
    // The provider takes it from what the seller can dispose of, also while this order's money is still frozen: that is
    // settled whole later.
    const { partyId, amountFen, orderId } = recovery;
    postTransfer(context, tx, {
      key: `recovery:${recovery.id}`,
      kind: 'recovery',
      orderId,
      legs: [
        { from: account.seller(partyId), to: account.platformFunds, amountFen },
        { from: account.claims, to: account.claimedFrom(partyId), amountFen },
      ],
    });
    return ok(null);
  });
}
async function fallBack(context: PaymentsContext, recoveryId: string, lastError: string): Promise<void> {
  await context.transaction(async (tx) => {
    await tx.em.nativeUpdate(
      Recovery,
      { id: recoveryId, state: { $in: [...recoveryLifecycle.from('fall-back')] } },
      { state: recoveryLifecycle.to('fall-back'), nextAtMs: null, lastError },
    );
    return ok(null);
  });
}
