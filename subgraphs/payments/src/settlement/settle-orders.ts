import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { ownsPayment } from '../advance/recovery.policy.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { askAgainInMs, BATCH_MAX } from '../provider.policy.ts';
import { Settlement } from './settlement.entity.ts';
import { settlementLifecycle } from './settlement.lifecycle.ts';
import { commissionFen } from './settlement.policy.ts';

/** Reaction to order-completed: past the return window, so the seller's money may be released. */
export async function openSettlement(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  orderId: string,
): Promise<void> {
  const part = await tx.rows.selectFrom('PaymentPart').selectAll().where('orderId', '=', orderId).executeTakeFirst();
  if (!part?.transactionId) throw new Error(`order ${orderId} is not known as paid`);
  if (await tx.em.findOne(Settlement, { orderId })) return;
  const nowMs = context.clock.now();
  await tx.em.insert(Settlement, {
    id: context.newId(),
    orderId,
    partId: part.id,
    partyId: part.partyId,
    outOrderNo: `S${orderId}`.slice(0, 32),
    state: 'due',
    grossFen: part.totalFen,
    refundedFen: 0,
    commissionFen: 0,
    netFen: 0,
    nextAtMs: nowMs,
    attempts: 0,
    createdAtMs: nowMs,
  });
}

/**
 * What is settled is what the provider has really done. Receivers are registered once per process: the provider takes a
 * repeat without complaint.
 */
const registered = new WeakSet<object>();
/** Of all answers, an hour or so: then finance decides. */
const WRONG_ANSWERS_MAX = 30;

/**
 * Job: shares the platform's published fee out of what is frozen and releases the rest to the seller, in one step at
 * the provider.
 */
export async function settleOrders(context: PaymentsContext): Promise<void> {
  const { channel, platformMerchant } = context.services;
  const due = await context.rows
    .selectFrom('Settlement as s')
    .innerJoin('PaymentPart as p', 'p.id', 's.partId')
    .select([
      's.id',
      's.orderId',
      's.partyId',
      's.outOrderNo',
      's.state',
      's.attempts',
      's.commissionFen',
      'p.transactionId',
      'p.merchant',
      'p.totalFen',
      'p.refundedFen',
      'p.reservedFen',
    ])
    .where('s.state', 'in', ['due', 'sharing'])
    .where('s.nextAtMs', '<=', context.clock.now())
    .orderBy('s.nextAtMs')
    .limit(BATCH_MAX)
    .execute();
  if (due.length > 0 && !registered.has(channel)) {
    const answer = await channel.registerReceiver({
      account: platformMerchant,
      name: '县域农产品电商平台',
      relation: 'platform',
    });
    if (!answer.ok) {
      context.log.warn({ code: answer.error.code }, 'the platform is not yet registered as a receiver');
      return;
    }
    registered.add(channel);
  }
  await eachAlone(due, async (row) => {
    // A refund still under way decides how much is left: wait for its end.
    if (row.reservedFen !== row.refundedFen) {
      await later(context, row, {});
      return;
    }
    const advanced = await advancedFen(context, row);
    const refundedFen = row.refundedFen - advanced.inAllFen;
    const keptFen = row.totalFen - refundedFen;
    const fee = commissionFen(Math.max(keptFen - advanced.forSellerFen, 0));
    const amounts = { refundedFen, commissionFen: fee, netFen: keptFen - fee };
    if (keptFen === 0) {
      await finish(context, row, amounts);
      return;
    }
    const reference = { transactionId: row.transactionId!, merchant: row.merchant, outOrderNo: row.outOrderNo };
    if (row.attempts > 0) {
      const standing = await channel.queryShare(reference);
      if (standing.ok) {
        const { state, receivers } = standing.value;
        const refused = receivers.find((receiver) => receiver.result === 'closed');
        if (refused) {
          // Its "registered" was not true: the fee stayed with the seller, and the next share registers anew.
          registered.delete(channel);
          context.log.error(
            { settlementId: row.id, reason: refused.failReason },
            'the platform did not get its fee; finance must look',
          );
        }
        const sharedFen = receivers.reduce(
          (sum, { result, amountFen }) => sum + (result === 'succeeded' ? amountFen : 0),
          0,
        );
        // An answer may be wrong for once, however well signed it is: another amount than was asked for goes into no
        // book.
        const isWrong = sharedFen !== 0 && sharedFen !== (row.commissionFen || fee);
        if (state === 'closed' || (isWrong && row.attempts >= WRONG_ANSWERS_MAX))
          await fail(context, row, refused?.failReason ?? (isWrong ? 'AMOUNT_DIFFERS' : state));
        else if (isWrong) await later(context, row, { lastError: 'AMOUNT_DIFFERS' });
        else if (state === 'finished' && receivers.every(({ result }) => result !== 'pending'))
          await finish(context, row, { refundedFen, commissionFen: sharedFen, netFen: keptFen - sharedFen });
        else await later(context, row, { state: 'sharing' });
        return;
      }
      if (standing.error.meaning !== 'not-found') {
        await later(context, row, { lastError: standing.error.code });
        return;
      }
    }
    // Written down before it is sent: what the provider says of it later is compared with this.
    if (fee !== row.commissionFen && !(await asks(context, row, fee))) return;
    const answer =
      fee > 0
        ? await channel.shareProfit({
            ...reference,
            receivers: [{ account: platformMerchant, amountFen: fee, description: '平台服务费' }],
            finish: true,
          })
        : await channel.finishShare({ ...reference, description: '订单完成，货款解冻' });
    if (answer.ok) await later(context, row, { state: settlementLifecycle.to('share'), lastError: null });
    else if (answer.error.outcome === 'unknown' || answer.error.retryable || answer.error.meaning === 'not-ready')
      await later(context, row, { lastError: answer.error.code });
    else await fail(context, row, answer.error.code);
  });
}

/** Another replica may have settled it meanwhile: then nothing is asked. */
async function asks(context: PaymentsContext, row: Row, fee: number): Promise<boolean> {
  const outcome = await context.transaction(async (tx) =>
    ok(
      (await tx.em.nativeUpdate(
        Settlement,
        { id: row.id, state: { $in: ['due', 'sharing'] } },
        { commissionFen: fee },
      )) > 0,
    ),
  );
  return outcome.ok && outcome.value;
}

/**
 * What the operator advanced for this order did not come out of the seller's money; for the seller's own fault it will,
 * and no fee is due on it.
 */
async function advancedFen(
  context: PaymentsContext,
  { orderId, partyId }: { orderId: string; partyId: string },
): Promise<{ inAllFen: number; forSellerFen: number }> {
  const advances = await context.rows
    .selectFrom('Refund as r')
    .innerJoin('Advance as a', 'a.refundId', 'r.id')
    .select(['r.amountFen', 'a.partyId as liablePartyId'])
    .where('r.orderId', '=', orderId)
    .where('r.state', '=', 'succeeded')
    .execute();
  const sum = (rows: typeof advances): number => rows.reduce((total, { amountFen }) => total + amountFen, 0);
  const forSeller = advances.filter(({ liablePartyId }) => ownsPayment({ liablePartyId, sellerPartyId: partyId }));
  return { inAllFen: sum(advances), forSellerFen: sum(forSeller) };
}

type Row = { id: string; orderId: string; partyId: string; attempts: number };

async function finish(
  context: PaymentsContext,
  row: Row,
  amounts: { refundedFen: number; commissionFen: number; netFen: number },
): Promise<void> {
  await context.transaction(async (tx) => {
    const changed = await tx.em.nativeUpdate(
      Settlement,
      { id: row.id, state: { $in: ['due', 'sharing'] } },
      {
        ...amounts,
        state: settlementLifecycle.to('settle'),
        settledAtMs: context.clock.now(),
        nextAtMs: null,
        lastError: null,
      },
    );
    if (changed > 0) {
      postTransfer(context, tx, {
        key: `settle:${row.id}`,
        kind: 'settlement',
        orderId: row.orderId,
        legs: [
          { from: account.frozen(row.partyId), to: account.seller(row.partyId), amountFen: amounts.netFen },
          { from: account.frozen(row.partyId), to: account.commission, amountFen: amounts.commissionFen },
        ],
      });
    }
    return ok(null);
  });
}
async function fail(context: PaymentsContext, row: Row, lastError: string): Promise<void> {
  context.log.error({ settlementId: row.id, lastError }, 'a settlement failed; finance must look');
  await context.transaction(async (tx) => {
    await tx.em.nativeUpdate(
      Settlement,
      { id: row.id, state: { $in: ['due', 'sharing'] } },
      { state: settlementLifecycle.to('fail'), nextAtMs: null, lastError: lastError.slice(0, 200) },
    );
    return ok(null);
  });
}
async function later(
  context: PaymentsContext,
  row: Row,
  changes: { state?: string; lastError?: string | null },
): Promise<void> {
  await context.transaction(async (tx) => {
    await tx.em.nativeUpdate(
      Settlement,
      { id: row.id, state: { $in: ['due', 'sharing'] } },
      {
        ...changes,
        attempts: row.attempts + 1,
        nextAtMs: context.clock.now() + askAgainInMs(Math.min(row.attempts, 6)) / 5,
      },
    );
    return ok(null);
  });
}
