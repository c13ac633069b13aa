import { must } from '@heitu/kit/rules/checked';
import { ok } from '@heitu/kit/rules/outcome';
import { eachAlone } from '@heitu/kit/data/each-alone';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { askAgainInMs, askMoneyAgainInMs, BATCH_MAX } from '../provider.policy.ts';
import type { AdvanceReturn, ChannelResult } from '../wechatpay/payment-channel.ts';
import { Recovery } from './advance.entity.ts';
import type { AdvanceState, RecoveryState } from './advance.lifecycle.ts';
import { recoveries } from './advance.moves.ts';
import { COLLECT_AGAIN_MS } from './recovery.policy.ts';

export interface RecoveryToCollect {
  id: string;
  state: RecoveryState;
  partyId: string;
  amountFen: number;
  orderId: string;
  providerRefundId: string | null;
  /** Null where the advance is no refund any more. */
  refundId: string | null;
  advanceState: AdvanceState;
  merchant: string;
  /** Whose account at the provider `merchant` is. */
  sellerPartyId: string;
}
/** What the provider returns, or is asked to: of what its buyer has not, only what is under way already. */
export const recoveriesToCollect = (context: PaymentsContext) =>
  context.rows
    .selectFrom('Recovery as v')
    .innerJoin('Advance as a', 'a.id', 'v.advanceId')
    .innerJoin('PaymentPart as p', 'p.orderId', 'a.orderId')
    .leftJoin('Refund as r', 'r.id', 'a.refundId')
    .where((eb) =>
      eb.or([eb('v.state', '=', 'collecting'), eb.and([eb('r.id', 'is not', null), eb('a.state', '=', 'paid')])]),
    )
    .select(({ fn }) => fn.coalesce('v.returnOf', 'r.providerRefundId').as('providerRefundId'))
    .select([
      'v.id',
      'v.partyId',
      'v.amountFen',
      'v.state',
      'v.openedAtMs',
      'v.askedFromMs',
      'v.attempts',
      'a.orderId',
      'a.refundId',
      'a.state as advanceState',
      'p.merchant',
    ])
    .select('p.partyId as sellerPartyId');

export const refundAtProvider = ({ id, providerRefundId }: RecoveryToCollect): string =>
  must(providerRefundId, `the refund at the provider that recovery ${id} is of`);

/** Asks the provider to return it, and takes in its answer; one that is lost is asked about later. */
export async function askForReturn(
  context: PaymentsContext,
  recovery: RecoveryToCollect,
): Promise<ChannelResult<AdvanceReturn>> {
  const answer = await context.services.channel.returnAdvance(refundAtProvider(recovery), recovery.merchant);
  if (!answer.ok && answer.error.outcome === 'unknown') return answer;
  await context.transaction(async (tx) => {
    if (answer.ok) await takeReturn(context, tx, recovery, answer.value);
    else await fallBack(context, tx, recovery, answer.error.code);
    return ok(null);
  });
  return answer;
}

/** What is written of a return that is being asked for. */
export const asked = ({ clock }: PaymentsContext, recovery: RecoveryToCollect) => {
  const askedFromMs = clock.now() + askAgainInMs(0);
  return { askedFromMs, nextAtMs: askedFromMs, attempts: 0, returnOf: refundAtProvider(recovery) };
};

/** Nobody of finance asked for it in its time. */
async function collectAtLast(context: PaymentsContext, recovery: RecoveryToCollect): Promise<void> {
  const begun = await context.transaction(async (tx) =>
    ok(await recoveries.bySystem(context, tx, 'collect', { id: recovery.id }, asked(context, recovery))),
  );
  if (begun.ok && begun.value > 0) await askForReturn(context, recovery);
}

/** Job: asks how the returns under way have ended, and for those that finance has not asked for in time. */
export async function askAboutRecoveries(context: PaymentsContext): Promise<void> {
  const due = await recoveriesToCollect(context)
    .where('v.nextAtMs', '<=', context.clock.now())
    .orderBy('v.nextAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, async (recovery) => {
    if (recovery.state === 'open') return collectAtLast(context, recovery);
    const answer = await context.services.channel.queryAdvanceReturn(refundAtProvider(recovery), recovery.merchant);
    await context.transaction(async (tx) => {
      if (answer.ok) await takeReturn(context, tx, recovery, answer.value);
      else if (answer.error.meaning === 'not-found') await fallBack(context, tx, recovery, answer.error.code);
      await askLater(context, tx, recovery, answer.ok ? null : answer.error.code);
      return ok(null);
    });
  });
}

/** Of a return whose end is not known yet. */
async function askLater(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, attempts }: { id: string; attempts: number },
  lastError: string | null,
): Promise<void> {
  const nextAtMs = context.clock.now() + askMoneyAgainInMs(attempts);
  await tx.em.nativeUpdate(
    Recovery,
    { id, state: 'collecting', nextAtMs: { $ne: null } },
    { attempts: attempts + 1, nextAtMs, lastError },
  );
}

/** Takes in what the provider says of a return; while it is under way, nothing changes. */
export async function takeReturn(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  recovery: RecoveryToCollect,
  standing: AdvanceReturn,
): Promise<void> {
  if (standing.state === 'failed') return giveUp(context, tx, recovery.id);
  if (standing.state !== 'succeeded') return;
  const recoveredAtMs = standing.succeededAt?.getTime() ?? context.clock.now();
  const set = { recoveredAtMs, askedFromMs: null, nextAtMs: null, lastError: null };
  if ((await recoveries.bySystem(context, tx, 'recover', { id: recovery.id }, set)) === 0) return;
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
}

/** Its account had too little, or the provider knows of no return: it is asked for again later. */
export async function fallBack(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, refundId, advanceState }: RecoveryToCollect,
  lastError: string,
): Promise<void> {
  const isReturnable = refundId !== null && advanceState === 'paid';
  const nextAtMs = isReturnable ? context.clock.now() + COLLECT_AGAIN_MS : null;
  await recoveries.bySystem(context, tx, 'fall-back', { id }, { ...NOT_ASKED, nextAtMs, lastError });
}
/** What is written of a return that is under way no more. */
const NOT_ASKED = { askedFromMs: null, returnOf: null } as const;

/** The provider tried for ninety days, and tries no more: settlements set it off from now on. */
async function giveUp(context: PaymentsContext, tx: PaymentsTransaction, id: string): Promise<void> {
  const returnFailedAtMs = context.clock.now();
  const set = { ...NOT_ASKED, nextAtMs: null, lastError: 'FAILED', returnFailedAtMs };
  await recoveries.bySystem(context, tx, 'fall-back', { id }, set);
}
