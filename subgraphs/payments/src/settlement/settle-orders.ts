import { must } from '@heitu/kit/rules/checked';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ownsPayment } from '../advance/recovery.policy.ts';
import { termsOf } from '../contract/agreed-terms.ts';
import type { PaymentsContext } from '../context.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import type { ShareStanding } from '../wechatpay/payment-channel.ts';
import { asks, fail, finish, later, sharing } from './settlement-steps.ts';
import { takeSetOff } from './set-off.ts';
import { commissionFen, feeBaseFen, sharedMaxFen } from './settlement.policy.ts';

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
  const due = await dueSettlements(context);
  if (due.length === 0 || !(await isRegistered(context))) return;
  await eachAlone(due, (row) => settle(context, row));
}

type Due = Awaited<ReturnType<typeof dueSettlements>>[number];
const dueSettlements = ({ rows, clock }: PaymentsContext) =>
  rows
    .selectFrom('Settlement as s')
    .innerJoin('PaymentPart as p', 'p.id', 's.partId')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .select(['s.id', 's.orderId', 's.partyId', 's.outOrderNo', 's.state', 's.attempts', 's.commissionFen'])
    .select(['s.setOffFen', 's.recoveryId', 's.createdAtMs', 's.deliveryFen', 'y.paidAtMs'])
    .select(['p.transactionId', 'p.merchant', 'p.totalFen', 'p.refundedFen', 'p.reservedFen'])
    .where('s.nextAtMs', '<=', clock.now())
    .orderBy('s.nextAtMs')
    .limit(BATCH_MAX)
    .execute();

async function isRegistered({ services, log }: PaymentsContext): Promise<boolean> {
  const { channel, platformMerchant } = services;
  if (registered.has(channel)) return true;
  const answer = await channel.registerReceiver({
    account: platformMerchant,
    name: '县域农产品电商平台',
    relation: 'platform',
  });
  if (answer.ok) registered.add(channel);
  else log.warn({ code: answer.error.code }, 'the platform is not yet registered as a receiver');
  return answer.ok;
}

interface Amounts {
  refundedFen: number;
  /** What is left after refunds. */
  keptFen: number;
}

async function settle(context: PaymentsContext, row: Due): Promise<void> {
  // A refund still under way decides how much is left: wait for its end.
  if (row.reservedFen !== row.refundedFen) return later(context, row, {});
  const advanced = await advancedFen(context, row);
  const refundedFen = row.refundedFen - advanced.inAllFen;
  const keptFen = row.totalFen - refundedFen;
  // Both know the rate when the order is paid: a later contract changes no order of before.
  const paidAtMs = row.paidAtMs ?? row.createdAtMs;
  const agreed = await termsOf(context, 'platform-service', row, paidAtMs);
  const baseFen = feeBaseFen(keptFen - advanced.forSellerFen, row.deliveryFen ?? 0, agreed?.terms.feeOn);
  const withProvider = await termsOf(context, 'payment', row, paidAtMs);
  const maxFen = sharedMaxFen(keptFen, withProvider?.terms.sharedPercentMax);
  const feeFen = Math.min(commissionFen(baseFen, agreed?.terms.feePermille), maxFen);
  if (keptFen === 0) return finish(context, row, ended(row, { refundedFen, keptFen }, 0));
  if (row.attempts > 0) {
    const standing = await context.services.channel.queryShare(referenceOf(row));
    if (standing.ok) return takeShare(context, row, standing.value, { refundedFen, keptFen });
    if (standing.error.meaning !== 'not-found') return later(context, row, { lastError: standing.error.code });
  }
  // Taken once, before the provider is asked for the first time: afterwards the amounts of that share stand.
  const isNew = row.attempts === 0 && row.setOffFen === 0;
  const setOffFen = isNew ? await takeSetOff(context, row, maxFen - feeFen) : row.setOffFen;
  // Written down before it is sent: what the provider says of it later is compared with this.
  if (!(await asks(context, row, feeFen))) return;
  await share(context, row, { feeFen, setOffFen });
}

/** What is booked where the provider has shared so much: all that was asked for, or nothing. */
const ended = ({ commissionFen, setOffFen }: Due, { refundedFen, keptFen }: Amounts, sharedFen: number) =>
  sharedFen === 0
    ? { refundedFen, commissionFen: 0, setOffFen: 0, netFen: keptFen }
    : { refundedFen, commissionFen, setOffFen, netFen: keptFen - sharedFen };

const referenceOf = ({ transactionId, merchant, outOrderNo }: Due) => ({
  transactionId: must(transactionId, 'the transaction of a payment that was made'),
  merchant,
  outOrderNo,
});

/** Takes in what became of a share that was sent. */
async function takeShare(
  context: PaymentsContext,
  row: Due,
  { state, receivers }: ShareStanding,
  amounts: Amounts,
): Promise<void> {
  const refused = receivers.find((receiver) => receiver.result === 'closed');
  if (refused) {
    // Its "registered" was not true: the fee stayed with the seller, and the next share registers anew.
    registered.delete(context.services.channel);
    context.log.error(
      { settlementId: row.id, reason: refused.failReason },
      'the platform did not get its fee; finance must look',
    );
  }
  const sharedFen = receivers.reduce((sum, { result, amountFen }) => sum + (result === 'succeeded' ? amountFen : 0), 0);
  // An answer may be wrong for once, however well signed it is: another amount than was asked for goes into no book.
  const isWrong = sharedFen !== 0 && sharedFen !== row.commissionFen + row.setOffFen;
  if (state === 'closed' || (isWrong && row.attempts >= WRONG_ANSWERS_MAX))
    return fail(context, row, refused?.failReason ?? (isWrong ? 'AMOUNT_DIFFERS' : state));
  if (isWrong) return later(context, row, { lastError: 'AMOUNT_DIFFERS' });
  if (state === 'finished' && receivers.every(({ result }) => result !== 'pending'))
    return finish(context, row, ended(row, amounts, sharedFen));
  return sharing(context, row, {});
}

const sharedFor = (setOffFen: number): string => (setOffFen > 0 ? '平台服务费和抵扣的垫付赔偿' : '平台服务费');

async function share(
  context: PaymentsContext,
  row: Due,
  { feeFen, setOffFen }: { feeFen: number; setOffFen: number },
): Promise<void> {
  const { channel, platformMerchant } = context.services;
  const reference = referenceOf(row);
  const answer =
    feeFen + setOffFen > 0
      ? await channel.shareProfit({
          ...reference,
          receivers: [{ account: platformMerchant, amountFen: feeFen + setOffFen, description: sharedFor(setOffFen) }],
          finish: true,
        })
      : await channel.finishShare({ ...reference, description: '订单完成，货款解冻' });
  if (answer.ok) return sharing(context, row, { lastError: null });
  if (answer.error.outcome === 'unknown' || answer.error.retryable || answer.error.meaning === 'not-ready')
    return later(context, row, { lastError: answer.error.code });
  return fail(context, row, answer.error.code);
}

/**
 * What the operator advanced for this order, whose refunds have all ended, did not come out of the seller's money; for
 * the seller's own fault it will, and no fee is due on it.
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
    .execute();
  const sum = (rows: typeof advances): number => rows.reduce((total, { amountFen }) => total + amountFen, 0);
  const forSeller = advances.filter(({ liablePartyId }) => ownsPayment({ liablePartyId, sellerPartyId: partyId }));
  return { inAllFen: sum(advances), forSellerFen: sum(forSeller) };
}
