import { refundCompleted } from '@heitu/events/payments.refund-completed.v1';
import { Refund } from '../refund/refund.entity.ts';
import { compensationPaid } from '@heitu/events/payments.compensation-paid.v1';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { Advance } from '../advance/advance.entity.ts';
import { advancePaid } from '@heitu/events/payments.advance-paid.v1';
import { endReserved, oweTwice, paidOffLeg } from '../advance/debt.ts';
import { advancedInPart, bookAdvance } from '../advance/book-advance.ts';
import { openAdvance } from '../advance/open-advance.ts';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';
import { takeFromDeposit } from '../deposit/deposit-of.ts';
import { bookForSeller, dropForSeller } from '../deposit/pay-sellers.ts';
import { account } from '../ledger/account.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import type { CompensationStanding } from '../wechatpay/payment-channel.ts';
import { billNumber } from './compensate.ts';
import { compensations } from './compensation.moves.ts';
import { caseOf, refundInPlaceOf } from './loss.ts';
import { partsPaid } from './parts-paid.ts';

const AGAIN_AFTER_MS = DAY_MS;
export type CompensationRow = RowOf<'Compensation'>;
/** No buyer's: what a party owes a seller. */
export const isForSeller = (row: CompensationRow): row is CompensationRow & { recoveryId: string } =>
  row.recoveryId !== null;

/** Takes in what the provider verifiably says of the end of a compensation. */
export async function takeStanding(
  context: PaymentsContext,
  row: CompensationRow,
  standing: CompensationStanding,
): Promise<void> {
  if (standing.amountFen !== row.amountFen) return fail(context, row, { lastError: 'AMOUNT_DIFFERS' });
  if (standing.state === 'succeeded') return succeed(context, row, standing);
  if (isForSeller(row)) return dropForSeller(context, row, standing.closeReason ?? standing.state);
  // Its number is used up: whoever pays next does so under another one.
  const closedBills = row.closedBills + 1;
  const set = {
    closedBills,
    outBillNo: billNumber(row.complaintId, closedBills),
    lastError: standing.closeReason ?? standing.state,
  };
  if (row.source === 'platform') return fail(context, row, set);
  await context.transaction(async (tx) => {
    const now = { ...set, source: 'platform' as const, depositOf: null, attempts: 0, nextAtMs: context.clock.now() };
    const moved = await compensations.bySystem(context, tx, 'fall-over', { id: row.id }, now);
    return ok(moved === 0 ? null : await openAdvance(context, tx, { ...row, compensationId: row.id }));
  });
}

/** Finance must look; it is tried again by itself. */
export async function fail(
  context: PaymentsContext,
  { id }: CompensationRow,
  set: { lastError: string; closedBills?: number; outBillNo?: string },
): Promise<void> {
  context.log.error({ compensationId: id, lastError: set.lastError }, 'a compensation failed; finance must look');
  await context.transaction(async (tx) => {
    const nextAtMs = context.clock.now() + AGAIN_AFTER_MS;
    await compensations.bySystem(context, tx, 'fail', { id }, { ...set, nextAtMs });
    return ok(null);
  });
}

/** Once, however often the provider says so. */
async function succeed(
  context: PaymentsContext,
  row: CompensationRow,
  { succeededAt, billNo }: CompensationStanding,
): Promise<void> {
  const paidAtMs = succeededAt?.getTime() ?? context.clock.now();
  const before = await paidBefore(context, row);
  await context.transaction(async (tx) => {
    const set = { paidAtMs, billNo, nextAtMs: null, lastError: null };
    if ((await compensations.bySystem(context, tx, 'pay', { id: row.id }, set)) === 0) return ok(null);
    tx.audit({ ...caseOf(row), clause: '6.6.d' });
    if (isForSeller(row)) return ok(await bookForSeller(context, tx, row));
    // Takes the refund's row: whether its seller has the money meanwhile, and owes this, is read after it.
    const refundId = refundInPlaceOf(row);
    if (refundId !== null) await endRefund(tx, refundId, paidAtMs);
    const advance = await tx.em.findOne(Advance, { compensationId: row.id });
    if (advance) await bookAdvance(context, tx, advance, paidAtMs);
    else await bookOwn(context, tx, row);
    if (before.length > 0) await bookTwice(context, tx, row, before);
    return ok(null);
  });
}

/** Of numbers that the provider had closed, those that it paid all the same: each with whose deposit, or null. */
async function paidBefore(context: PaymentsContext, row: CompensationRow): Promise<(string | null)[]> {
  if (row.closedBills === 0) return [];
  const { channel } = context.services;
  const deposit = await context.rows
    .selectFrom('Deposit')
    .select('merchant')
    .where('partyId', '=', row.partyId)
    .executeTakeFirst();
  const purses = deposit ? [null, deposit.merchant] : [null];
  const found: (string | null)[] = [];
  for (let closed = 0; closed < row.closedBills; closed++)
    for (const purse of purses) {
      const known = await channel.queryCompensation(billNumber(row.complaintId, closed), purse);
      if (!known.ok || known.value.state !== 'succeeded') continue;
      found.push(purse);
      break;
    }
  return found;
}

/** The same compensation went out more than once: what is too much is booked, and the buyer owes it. */
async function bookTwice(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, orderId, partyId, amountFen }: CompensationRow,
  before: readonly (string | null)[],
): Promise<void> {
  context.log.error({ compensationId: id }, 'a compensation went out more than once; finance must look');
  const legs = before.map((purse) => ({
    from: purse === null ? account.platformFunds : account.deposit(partyId),
    to: account.buyers,
    amountFen,
  }));
  postTransfer(context, tx, { key: `twice:${id}`, kind: 'compensation', orderId, legs });
  const fromDeposit = before.filter((purse) => purse !== null).length;
  if (fromDeposit > 0) {
    await takeFromDeposit(context, tx, partyId, amountFen * fromDeposit);
    await endPaidFirst(context, tx, { id, orderId });
  }
  await oweTwice(context, tx, { id, orderId, amountFen: amountFen * before.length });
}

/** The deposit has paid what its owner is liable for: what the platform laid out for the same is owed by it no more. */
async function endPaidFirst(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, orderId }: Pick<CompensationRow, 'id' | 'orderId'>,
): Promise<void> {
  const owed = await tx.rows
    .selectFrom('Recovery as v')
    .innerJoin('Advance as a', 'a.id', 'v.advanceId')
    .select(['v.id', 'v.partyId', 'v.creditorPartyId', 'v.amountFen'])
    .where('a.compensationId', '=', id)
    .executeTakeFirst();
  if (!owed) return;
  const legs = [paidOffLeg(owed, owed.amountFen)];
  postTransfer(context, tx, { key: `twice-deposit:${id}`, kind: 'recovery', orderId, legs });
  await endReserved(context, tx, owed.id, { takenFen: 0, paidFen: owed.amountFen });
}

/** The buyer has what the refund could not bring: its order, and the buyer, hear of it as of any refund. */
async function endRefund(tx: PaymentsTransaction, id: string, paidAtMs: number): Promise<void> {
  await tx.em.nativeUpdate(Refund, { id }, { succeededAtMs: paidAtMs });
  const refund = await tx.rows.selectFrom('Refund').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const { refundKey, orderId, afterSaleId, amountFen, dueAtMs } = refund;
  tx.publish(
    refundCompleted,
    { type: 'refund', id },
    {
      refundId: id,
      refundKey,
      orderId,
      afterSaleId,
      amountFen,
      atMs: paidAtMs,
      inTime: paidAtMs <= dueAtMs,
      byTransfer: true,
    },
  );
}

/** Whoever is liable paid, out of its deposit; or the platform, what it owed itself. Nothing is left to claim. */
async function bookOwn(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { id, complaintId, orderId, partyId, amountFen, source }: CompensationRow,
): Promise<void> {
  const from = source === 'deposit' ? account.deposit(partyId) : account.platformFunds;
  const legs = [{ from, to: account.buyers, amountFen }];
  postTransfer(context, tx, { key: `compensation:${id}`, kind: 'compensation', orderId, legs });
  if (source === 'deposit') await takeFromDeposit(context, tx, partyId, amountFen);
  const parts = await partsPaid(tx, { complaintId, orderId });
  if (parts === null) return;
  if (parts !== 'whole') {
    tx.publish(advancePaid, { type: 'advance', id: parts.advanceId }, advancedInPart(parts, { orderId, partyId }));
    return;
  }
  tx.publish(compensationPaid, { type: 'complaint', id: complaintId }, { complaintId, orderId, partyId, amountFen });
}
